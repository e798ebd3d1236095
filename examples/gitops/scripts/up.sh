#!/usr/bin/env bash
# Deploys the stack. Pulumi takes the place of this shell: a cancelled job interrupts Pulumi itself, which lets what is
# under way end and saves it.
set -euo pipefail

exec pulumi up --non-interactive --stack "$STACK" --yes --skip-preview --refresh --policy-pack "$POLICY_PACK"
