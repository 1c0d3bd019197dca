#!/usr/bin/env bash
# tools/fuzz.sh build | run SECONDS : builds the fuzzers, or runs each for some seconds of its own.
# A finding is kept in build/fuzz/findings and ends the run with exit 1.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
case "${1:?build or run}" in
  build)
    [ -f build/fuzz/build.ninja ] || cmake --preset fuzz
    cmake --build --preset fuzz ;;
  run)
    seconds=${2:?seconds}
    mkdir -p build/fuzz/findings
    for fuzzer in build/fuzz/tests/fuzz/fuzz_*; do
      [ -x "$fuzzer" ] && [ -f "$fuzzer" ] || continue
      name=$(basename "$fuzzer")
      mkdir -p "build/fuzz/corpus/$name"
      printf '%s: %s s ... ' "$name" "$seconds"
      if "$fuzzer" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -artifact_prefix="build/fuzz/findings/$name-" \
          "build/fuzz/corpus/$name" "tests/fuzz/corpus/${name#fuzz_}" >"build/fuzz/$name.log" 2>&1; then
        grep -o 'Done [0-9]* runs' "build/fuzz/$name.log" || echo done
      else
        echo "finding, see build/fuzz/findings"; tail -n 40 "build/fuzz/$name.log"; exit 1
      fi
    done ;;
esac
