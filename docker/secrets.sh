#!/usr/bin/env bash
# Makes the passwords that compose.yaml mounts, once: those that are there stay. Nobody else on this machine can look
# into the folder; the files in it are readable, as the programs in the containers are not this user.
set -eu
cd "$(dirname "$0")"
umask 077
mkdir -p secrets
chmod 700 secrets
for name in database_superuser database_owner database_writer database_reader alert_link grafana_admin; do
  if [ ! -s "secrets/$name" ]; then
    head -c 24 /dev/urandom | base64 | tr '+/' '-_' | tr -d '=\n' >"secrets/$name"
    chmod 644 "secrets/$name"
    echo "made secrets/$name"
  fi
done
