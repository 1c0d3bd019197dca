#!/usr/bin/env bash
# walker_frames.sh VIDEO OUT_FOLDER: 24 frames of walk_side_jump_landing.mp4 (every fifth from the
# 64th), cut to 500 x 500 pixels around the walker, who is about 400 pixels high and moves to the left by 9.9
# pixels a frame (read off the film).
# Without notes on colour, which browsers follow and other programs do not.
set -euo pipefail
video=${1:?video}
out=${2:?folder}
mkdir -p "$out"
left="max(0,min(1268,floor(967-9.9*(n-80))))"
ffmpeg -v error -y -i "$video" -bitexact \
  -vf "format=rgb24,crop=500:500:'$left':494:exact=1,select='between(n,64,179)*not(mod(n-64,5))',setparams=color_primaries=unknown:color_trc=unknown" \
  -vsync 0 -start_number 0 "$out/walker_%02d.png"
