#!/usr/bin/env bash
# After a run that was killed: takes its lock away, and fails where something runs that the state does not have. Only for
# where no other run can be at work: the lock of one that lives is taken away as well.
set -euo pipefail

pulumi cancel --non-interactive --stack "$STACK" --yes || echo "There was no lock to take away."
# Secrets stay encrypted in it.
pulumi stack export --stack "$STACK" --file stack.json
trap 'rm -f stack.json' EXIT
npx pulumi-media-tasks orphans --stack-file stack.json
