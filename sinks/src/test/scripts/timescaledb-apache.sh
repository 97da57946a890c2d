#!/bin/bash
# TimescaleDB's Apache edition for tests: Debian's own packages in a tree of their own.
#   timescaledb-apache.sh CACHE PORT PASSWORD
# Builds the tree in CACHE once, makes a fresh cluster, prints "ready", serves on 127.0.0.1:PORT until its standard
# input ends, and leaves nothing behind but the tree. "unavailable: WHY" and status 3 where this machine cannot do it.
set -euo pipefail
cache=$1 port=$2 password=$3
tree=$cache/debian-trixie-timescaledb

unavailable() { echo "unavailable: $1"; exit 3; }

[ "$(uname -s)" = Linux ] || unavailable "needs Linux for a Debian tree"
[ "$(id -u)" = 0 ] || unavailable "needs root for chroot"

if [ ! -e "$tree/.complete" ]; then
  command -v apt-get >/dev/null || unavailable "needs apt-get and a Debian mirror"
  # The mirror this machine takes its own packages from.
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' 2>/dev/null | head -n 1)
  [ -n "$mirror" ] || unavailable "apt's configuration names no Debian mirror"
  if ! command -v debootstrap >/dev/null; then
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends debootstrap; } \
      >"$cache/debootstrap-install.log" 2>&1 || unavailable "debootstrap cannot be installed, see $cache/debootstrap-install.log"
  fi
  building=$tree.$$
  trap 'rm -rf "$building"' EXIT
  debootstrap --variant=minbase --include=postgresql-17-timescaledb trixie "$building" "$mirror" \
    >"$cache/debootstrap.log" 2>&1 || unavailable "debootstrap failed, see $cache/debootstrap.log"
  rm -rf "$building"/var/cache/apt/archives/*.deb "$tree"
  touch "$building/.complete"
  mv "$building" "$tree"
  trap - EXIT
fi

data=$(mktemp -d "$tree/var/tmp/takt.XXXXXX")
inside=${data#"$tree"}
printf '%s' "$password" >"$data/password"
server=
stop() {
  if [ -n "$server" ]; then kill -INT "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi
  rm -rf "$data"
}
trap stop EXIT
chown -R --reference="$tree/var/lib/postgresql" "$data"
bin=/usr/lib/postgresql/17/bin
as_postgres=(chroot --userspec=postgres:postgres "$tree")
"${as_postgres[@]}" $bin/initdb -D "$inside/data" -U postgres -E UTF8 --locale=C.UTF-8 -A scram-sha-256 --pwfile "$inside/password" >"$data/log" 2>&1 \
  || { cat "$data/log" >&2; exit 1; }
rm "$data/password"
"${as_postgres[@]}" $bin/postgres -D "$inside/data" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
  -c shared_preload_libraries=timescaledb -c timescaledb.telemetry_level=off -c dynamic_shared_memory_type=mmap \
  -c fsync=off -c max_connections=40 >>"$data/log" 2>&1 </dev/null &
server=$!
until grep -q 'ready to accept connections' "$data/log"; do
  kill -0 "$server" 2>/dev/null || { cat "$data/log" >&2; exit 1; }
  sleep 0.1
done
echo ready
cat >/dev/null
