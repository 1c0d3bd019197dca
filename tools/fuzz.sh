#!/usr/bin/env bash
# tools/fuzz.sh SECONDS : runs each fuzzer of the check build for some seconds of its own.
# A finding is kept in build/check/fuzz/findings and ends the run with exit 1.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
seconds=${1:?seconds}
work=build/check/fuzz
mkdir -p "$work/findings"
for fuzzer in build/check/tests/fuzz/fuzz_*; do
  [ -x "$fuzzer" ] && [ -f "$fuzzer" ] || continue
  name=$(basename "$fuzzer")
  mkdir -p "$work/corpus/$name"
  printf '%s: %s s ... ' "$name" "$seconds"
  if "$fuzzer" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -artifact_prefix="$work/findings/$name-" \
      "$work/corpus/$name" "tests/fuzz/corpus/${name#fuzz_}" >"$work/$name.log" 2>&1; then
    grep -o 'Done [0-9]* runs' "$work/$name.log" || echo done
  else
    echo "finding, see $work/findings"; tail -n 40 "$work/$name.log"; exit 1
  fi
done
