#!/usr/bin/env bash
# What takes hours: every fuzzer for ten minutes of processor time. Rewrites docs/long-tests.md, also
# where something was found, and ends with exit 1 then.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
seconds=${DORSAL_LONG_FUZZ_SECONDS:-600}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=passed
commit=$(git rev-parse --short HEAD)
git diff --quiet HEAD -- . ':!docs/long-tests.md' || commit="$commit with changes that are not committed"
tools/fuzz.sh "$seconds" | tee "$log" || status=failed
{
  echo '# Long tests'
  echo
  echo "Made by \`./test --long\` on $(date -u +%F), commit $commit, on $(nproc) cores of $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1): $status."
  echo
  echo '| what | processor time, with address and undefined-behaviour sanitizers | result |'
  echo '|---|---|---|'
  sed -n 's/^\(fuzz_[a-z_]*\): \([0-9]*\) s \.\.\. \(.*\)$/| `\1` | \2 s | \3 |/p' "$log" | sort
} >docs/long-tests.md.part
mv docs/long-tests.md.part docs/long-tests.md
[ "$status" = passed ]
