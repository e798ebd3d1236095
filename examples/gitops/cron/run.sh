#!/usr/bin/env bash
# One run on this machine at a time, with the state in a folder of it; after one that was killed, its lock is taken away.
# Usage: run.sh cron/newest.sh | run.sh scripts/drift.sh, in the program's folder
set -euo pipefail

data=${MEDIA_DATA:-/var/lib/live-event}
export PULUMI_BACKEND_URL=${PULUMI_BACKEND_URL:-file://$data}
# The journal of starts is in it; it outlives the runs, as the disk does.
export PULUMI_HOME=${PULUMI_HOME:-$data/.pulumi-home}
mkdir -p "$data"

exec 9>"$data/run.lock"
if ! flock --nonblock 9; then
  echo "Another run is at work." >&2
  exit 75
fi
# Whoever holds run.lock is the only one: a mark that is there is that of a run that was killed.
if [ -e "$data/running" ]; then scripts/release.sh || echo "See above what the killed run has left." >&2; fi
touch "$data/running"
status=0
"$@" || status=$?
rm -f "$data/running"
exit "$status"
