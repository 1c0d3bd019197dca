# What a builder may choose, and the flags that follow from it.
option(DORSAL_DEVELOPER_MODE "Build tests, benchmarks and tools, with warnings" OFF)
option(DORSAL_BENCHMARKS "Build the benchmarks (developer mode only)" ON)
option(DORSAL_FUZZERS "Build the fuzzers (needs clang)" OFF)
option(DORSAL_WARNINGS_AS_ERRORS "Stop at the first warning" OFF)
set(DORSAL_BATCH 1 CACHE STRING "How many sources of a library are compiled as one")
set(DORSAL_CLANG_TIDY "" CACHE STRING "A clang-tidy with its options, that judges what is shipped")
set(DORSAL_SANITIZERS "" CACHE STRING "For example address,undefined or thread")
set(DORSAL_POSE_MODELS "${CMAKE_CURRENT_SOURCE_DIR}/.tools/pose" CACHE PATH
    "Where the pose networks are looked for when DORSAL_POSE_MODEL_DIR is not set")
set(DORSAL_FHIR_SCHEMA "${CMAKE_CURRENT_SOURCE_DIR}/.tools/fhir/fhir.schema.json" CACHE FILEPATH
    "The JSON schema of FHIR R4 for tests, when the variable of this name is not set")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

# The load solver and the kinematics gain about half from AVX2 and FMA. The level is named, not
# `native`, so that two machines of one level give the same bytes. See docs/decisions/0003.
if(NOT DEFINED DORSAL_ARCH)
  set(_dorsal_arch "")
  if(CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64" AND EXISTS /proc/cpuinfo)
    file(STRINGS /proc/cpuinfo _dorsal_flags REGEX "^flags" LIMIT_COUNT 1)
    if(_dorsal_flags MATCHES " avx2( |$)" AND _dorsal_flags MATCHES " fma( |$)"
       AND _dorsal_flags MATCHES " bmi2( |$)")
      set(_dorsal_arch "x86-64-v3")
    endif()
  endif()
  set(DORSAL_ARCH "${_dorsal_arch}" CACHE STRING "Value of -march; empty for the compiler's default")
endif()

add_library(dorsal_flags INTERFACE)
target_compile_features(dorsal_flags INTERFACE cxx_std_20)
if(DORSAL_ARCH)
  target_compile_options(dorsal_flags INTERFACE "-march=${DORSAL_ARCH}")
endif()
# Debian's libraries were built for 16-byte alignment; Eigen objects cross their borders.
target_compile_definitions(dorsal_flags INTERFACE EIGEN_MAX_ALIGN_BYTES=16)
if(DORSAL_DEVELOPER_MODE)
  target_compile_options(dorsal_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    # False alarms on std::string in g++ 12 with optimisation (GCC bug 105651).
    target_compile_options(dorsal_flags INTERFACE -Wno-restrict)
  endif()
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND NOT DORSAL_BATCH EQUAL 1)
    # In a batch a source is an included file, and g++ takes its types for those of a header.
    target_compile_options(dorsal_flags INTERFACE -Wno-subobject-linkage)
  endif()
  if(DORSAL_WARNINGS_AS_ERRORS)
    target_compile_options(dorsal_flags INTERFACE -Werror)
  endif()
endif()
if(DORSAL_SANITIZERS)
  target_compile_options(dorsal_flags INTERFACE "-fsanitize=${DORSAL_SANITIZERS}"
                                                -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(dorsal_flags INTERFACE "-fsanitize=${DORSAL_SANITIZERS}")
endif()
if(DORSAL_SANITIZERS AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # The checks that the sanitizers insert make g++ see uninitialised values where there are none.
  target_compile_options(dorsal_flags INTERFACE -Wno-maybe-uninitialized)
endif()
if(DORSAL_FUZZERS)
  # Counts branches in the libraries too; the fuzzers alone link libFuzzer itself.
  target_compile_options(dorsal_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
install(TARGETS dorsal_flags EXPORT dorsalTargets)
