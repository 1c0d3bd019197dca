#!/usr/bin/env bash
# tools/long_tests.sh [FUZZER...] : what takes hours: every fuzzer, or those named, for ten minutes of
# processor time. Rewrites their rows in docs/long-tests.md, also where something was found, and ends
# with exit 1 then.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
seconds=${DORSAL_LONG_FUZZ_SECONDS:-600}
table=docs/long-tests.md
log=$(mktemp)
rows=$(mktemp)
trap 'rm -f "$log" "$rows"' EXIT
status=0
commit=$(git rev-parse --short HEAD)
git diff --quiet HEAD -- . ":!$table" || commit="$commit with changes that are not committed"
tools/fuzz.sh "$seconds" "$@" | tee "$log" || status=1
sed -n "s/^\\(fuzz_[a-z_]*\\): \\([0-9]*\\) s \\.\\.\\. \\(.*\\)$/| \`\\1\` | \\2 s | \\3 | $(date -u +%F) | $commit |/p" "$log" >"$rows"
# Rows of fuzzers that did not run now stay; those of fuzzers that are no more go.
[ ! -f "$table" ] || sed -n 's/^| `\(fuzz_[a-z_]*\)` .*/\1/p' "$table" | while read -r name; do
  grep -q "^| \`$name\`" "$rows" || [ ! -x "build/check/tests/fuzz/$name" ] || grep "^| \`$name\`" "$table" >>"$rows"
done
{
  echo '# Long tests'
  echo
  echo "Made by \`./test --long\`, the newest rows on $(nproc) cores of $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)."
  echo
  echo '| what | processor time, with address and undefined-behaviour sanitizers | result | date | commit |'
  echo '|---|---|---|---|---|'
  sort "$rows"
} >"$table.part"
mv "$table.part" "$table"
exit "$status"
