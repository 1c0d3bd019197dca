#!/usr/bin/env bash
# Holds the load model against every published row: writes docs/validation.md and its pictures anew.
set -euo pipefail
cd "$(dirname "$(readlink -f "$0")")/.."
source tools/setup.sh
build_release dorsal_validation
build/release/tools/dorsal_validation .
