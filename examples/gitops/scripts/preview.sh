#!/usr/bin/env bash
# Previews the stack through the policies, and writes the report; ends as the preview did. It needs no key of a vendor.
set -euo pipefail

# Line by line, as what the policies found is told in that form alone. It may show secrets, which the report does not.
export PULUMI_ENABLE_STREAMING_JSON_PREVIEW=true
trap 'rm -f preview.json' EXIT
status=0
pulumi preview --non-interactive --stack "$STACK" --json --policy-pack "$POLICY_PACK" >preview.json || status=$?
# What a preview refuses is told as well; what it could not even begin is in the lines above.
npx pulumi-media-tasks report preview.json --out report || [ "$status" -ne 0 ]
exit "$status"
