#!/usr/bin/env bash
# tools/fuzz.sh SECONDS [FUZZER...] : runs each fuzzer of the check build, or those named, for some
# seconds of processor time.
# As many at a time as there are cores. A finding is kept in build/check/fuzz/findings; the others run
# on, and the exit is 1.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
seconds=${1:?seconds}
shift
if [ $# -gt 0 ]; then
  fuzzers=("${@/#/build/check/tests/fuzz/}")
  for fuzzer in "${fuzzers[@]}"; do
    [ -x "$fuzzer" ] || { echo "There is no fuzzer $(basename "$fuzzer") in the check build; their names begin with fuzz_." >&2; exit 2; }
  done
else
  fuzzers=(build/check/tests/fuzz/fuzz_*)
fi
work=build/check/fuzz
TIMEFORMAT='%U %S'
mkdir -p "$work/findings"

# fuzz_for FUZZER NAME: on a busy machine a second of the clock is less than one of the processor,
# so libFuzzer, which knows the clock only, is started again until enough was done.
fuzz_for() {
  local left=$seconds log=$work/$2.log spent
  mkdir -p "$work/corpus/$2"
  : >"$log"
  while [ "$left" -gt 0 ]; do
    { time "$1" -max_total_time="$left" -timeout=10 -rss_limit_mb=2048 -artifact_prefix="$work/findings/$2-" \
      "$work/corpus/$2" "tests/fuzz/corpus/${2#fuzz_}" >>"$log" 2>&1 </dev/null; } 2>"$log.time" || return 1
    spent=$(awk '{ printf "%d", $1 + $2 + 0.5 }' "$log.time")
    left=$((left - (spent > 0 ? spent : 1)))
  done
}

# report FUZZER NAME: fuzzes and says in one line how it went; 1 where something was found.
report() {
  if fuzz_for "$1" "$2"; then
    printf '%s: %s s ... %s\n' "$2" "$seconds" \
      "$(awk '/^Done [0-9]+ runs/ { n += $2 } END { print n + 0, "runs, no finding" }' "$work/$2.log")"
  else
    printf '%s: %s s ... FINDING, see %s\n' "$2" "$seconds" "$work/findings"
    tail -n 40 "$work/$2.log" >&2
    return 1
  fi
}

status=0
running=0
for fuzzer in "${fuzzers[@]}"; do
  [ -x "$fuzzer" ] && [ -f "$fuzzer" ] || continue
  if [ "$running" -ge "$(nproc)" ]; then
    wait -n || status=1
    running=$((running - 1))
  fi
  report "$fuzzer" "$(basename "$fuzzer")" &
  running=$((running + 1))
  count=$((${count:-0} + 1))
done
[ "${count:-0}" -gt 0 ] || { echo 'There are no fuzzers; run cmake --workflow --preset check first.' >&2; exit 1; }
while [ "$running" -gt 0 ]; do
  wait -n || status=1
  running=$((running - 1))
done
exit "$status"
