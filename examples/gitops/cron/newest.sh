#!/usr/bin/env bash
# Deploys the newest commit of the branch. Through run.sh alone: a run that is at work needs its files as they are.
set -euo pipefail

git pull --quiet --ff-only
npm ci --silent --ignore-scripts
exec scripts/up.sh
