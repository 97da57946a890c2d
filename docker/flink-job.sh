#!/usr/bin/env bash
# flink-job.sh JOB CLASS: a job manager for one job, which goes on from the newest checkpoint in the volume. Without a
# service for high availability Flink would begin anew after each restart of the container.
set -eu
job=$1 class=$2
folder=/checkpoints/$job
mkdir -p "$folder" /checkpoints/savepoints
# A new volume is root's; Flink's own entry point goes on as user flink.
chown -R flink:flink /checkpoints
newest=$(find "$folder" -name _metadata -printf '%T@ %h\n' 2>/dev/null | sort -n | tail -n 1 | cut -d ' ' -f 2-)
if [ -n "$newest" ]; then
  echo "goes on from $newest"
  exec /docker-entrypoint.sh standalone-job --job-classname "$class" --fromSavepoint "$newest"
fi
echo "begins anew: there is no checkpoint in $folder"
exec /docker-entrypoint.sh standalone-job --job-classname "$class"
