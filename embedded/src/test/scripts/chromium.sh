#!/bin/bash
# A Chromium for tests: the machine's own, else Debian's package, unpacked in a folder of its own.
#   chromium.sh CACHE ARGUMENT...
# Fetches the packages into CACHE once and becomes the browser; what is installed on the machine stays as it is.
# "unavailable: WHY" on standard output and status 3 where this machine cannot do it. TAKT_CHROMIUM names another.
set -euo pipefail
cache=$1
shift

unavailable() { echo "unavailable: $1"; exit 3; }

if [ -n "${TAKT_CHROMIUM:-}" ]; then
  exec "$TAKT_CHROMIUM" "$@"
fi
for name in chromium chromium-browser google-chrome-stable google-chrome; do
  if command -v "$name" >/dev/null; then exec "$name" "$@"; fi
done

[ "$(uname -s)" = Linux ] || unavailable "no Chromium on the PATH"
tree=$cache/debian-chromium
if [ ! -e "$tree/.complete" ]; then
  { command -v apt-get && command -v dpkg-deb; } >/dev/null || unavailable "no Chromium on the PATH, and no apt-get to fetch one"
  log=$cache/chromium.log
  building=$tree.$$
  trap 'rm -rf "$building"' EXIT
  mkdir -p "$building"/apt/{lists,cache}/partial "$building/apt/cache/archives/partial"
  # From where the machine takes its own packages, but with lists and downloads of our own.
  apt=(apt-get -o "Dir::State::Lists=$building/apt/lists" -o "Dir::Cache=$building/apt/cache"
    -o Debug::NoLocking=true -o "APT::Sandbox::User=$(id -un)")
  "${apt[@]}" update >"$log" 2>&1 || unavailable "apt-get update failed, see $log"
  "${apt[@]}" install --download-only -y --no-install-recommends chromium fonts-dejavu-core fontconfig-config >>"$log" 2>&1 \
    || unavailable "apt cannot fetch chromium, see $log"
  for package in "$building"/apt/cache/archives/*.deb; do
    dpkg-deb -x "$package" "$building"
  done
  rm -rf "$building/apt"
  [ -x "$building/usr/lib/chromium/chromium" ] || unavailable "the machine's package chromium holds no browser"
  touch "$building/.complete"
  rm -rf "$tree"
  mv "$building" "$tree"
  trap - EXIT
fi

# Packages that the machine has were not fetched again, so its own folders are searched as well.
libraries=$(printf '%s:' "$tree"/usr/lib/*-linux-gnu "$tree"/lib/*-linux-gnu "$tree"/usr/lib/*-linux-gnu/pulseaudio)
export LD_LIBRARY_PATH=$libraries${LD_LIBRARY_PATH:-}
fonts=$tree/fonts.conf
cat >"$fonts.$$" <<XML
<?xml version="1.0"?>
<fontconfig><dir>/usr/share/fonts</dir><dir>$tree/usr/share/fonts</dir><cachedir>$tree/font-cache</cachedir>
<match target="pattern"><edit name="family" mode="assign" binding="strong"><string>DejaVu Sans</string></edit></match></fontconfig>
XML
mv "$fonts.$$" "$fonts"
export FONTCONFIG_FILE=$fonts
exec "$tree/usr/lib/chromium/chromium" "$@"
