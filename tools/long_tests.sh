#!/usr/bin/env bash
# What takes hours: every fuzzer for 10 CPU minutes. Rewrites docs/long-tests.md.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
seconds=${DORSAL_LONG_FUZZ_SECONDS:-600}
log=$(mktemp)
status=passed
tools/fuzz.sh "$seconds" | tee "$log" || status=failed
{
  echo '# Long tests'
  echo
  echo "Made by \`./test --long\` on $(date -u +%F), commit $(git rev-parse --short HEAD), on $(nproc) cores of $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)."
  echo
  echo '| what | result |'
  echo '|---|---|'
  sed -n 's/^\(fuzz_[a-z_]*\): \([0-9]*\) s \.\.\. \(.*\)$/| `\1`, \2 s with address and undefined-behaviour sanitizers | \3, no finding |/p' "$log"
} >docs/long-tests.md
rm -f "$log"
[ "$status" = passed ]
