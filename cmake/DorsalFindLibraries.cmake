# Libraries whose Debian packages bring no CMake file (or only with packages that dorsal does not
# need): OpenCV's parts, XNNPACK, libsodium, valijson, XCB, Wayland. Used by the build and by
# find_package(dorsal).
find_path(DORSAL_OPENCV_INCLUDE opencv2/core.hpp PATH_SUFFIXES opencv4 REQUIRED)
add_library(dorsal_opencv INTERFACE IMPORTED)
target_include_directories(dorsal_opencv SYSTEM INTERFACE "${DORSAL_OPENCV_INCLUDE}")
foreach(part core imgproc imgcodecs videoio)
  find_library(DORSAL_OPENCV_${part} opencv_${part} REQUIRED)
  target_link_libraries(dorsal_opencv INTERFACE "${DORSAL_OPENCV_${part}}")
  mark_as_advanced(DORSAL_OPENCV_${part})
endforeach()

find_path(DORSAL_XNNPACK_INCLUDE xnnpack.h REQUIRED)
find_library(DORSAL_XNNPACK_LIBRARY XNNPACK REQUIRED)
find_library(DORSAL_PTHREADPOOL_LIBRARY pthreadpool REQUIRED)
add_library(dorsal_xnnpack INTERFACE IMPORTED)
target_include_directories(dorsal_xnnpack SYSTEM INTERFACE "${DORSAL_XNNPACK_INCLUDE}")
target_link_libraries(dorsal_xnnpack INTERFACE "${DORSAL_XNNPACK_LIBRARY}" "${DORSAL_PTHREADPOOL_LIBRARY}")

find_path(DORSAL_SODIUM_INCLUDE sodium.h REQUIRED)
find_library(DORSAL_SODIUM_LIBRARY sodium REQUIRED)
add_library(dorsal_sodium INTERFACE IMPORTED)
target_include_directories(dorsal_sodium SYSTEM INTERFACE "${DORSAL_SODIUM_INCLUDE}")
target_link_libraries(dorsal_sodium INTERFACE "${DORSAL_SODIUM_LIBRARY}")

find_path(DORSAL_VALIJSON_INCLUDE valijson/validator.hpp REQUIRED)
add_library(dorsal_valijson INTERFACE IMPORTED)
target_include_directories(dorsal_valijson SYSTEM INTERFACE "${DORSAL_VALIJSON_INCLUDE}")

find_path(DORSAL_XCB_INCLUDE xcb/screensaver.h REQUIRED)
find_library(DORSAL_XCB_LIBRARY xcb REQUIRED)
find_library(DORSAL_XCB_SCREENSAVER_LIBRARY xcb-screensaver REQUIRED)
add_library(dorsal_xcb INTERFACE IMPORTED)
target_include_directories(dorsal_xcb SYSTEM INTERFACE "${DORSAL_XCB_INCLUDE}")
target_link_libraries(dorsal_xcb INTERFACE "${DORSAL_XCB_LIBRARY}" "${DORSAL_XCB_SCREENSAVER_LIBRARY}")

find_path(DORSAL_WAYLAND_INCLUDE wayland-client-core.h REQUIRED)
find_library(DORSAL_WAYLAND_LIBRARY wayland-client REQUIRED)
add_library(dorsal_wayland INTERFACE IMPORTED)
target_include_directories(dorsal_wayland SYSTEM INTERFACE "${DORSAL_WAYLAND_INCLUDE}")
target_link_libraries(dorsal_wayland INTERFACE "${DORSAL_WAYLAND_LIBRARY}")
mark_as_advanced(DORSAL_OPENCV_INCLUDE DORSAL_XNNPACK_INCLUDE DORSAL_XNNPACK_LIBRARY
                 DORSAL_PTHREADPOOL_LIBRARY DORSAL_VALIJSON_INCLUDE
                 DORSAL_SODIUM_INCLUDE DORSAL_SODIUM_LIBRARY DORSAL_XCB_INCLUDE DORSAL_XCB_LIBRARY
                 DORSAL_XCB_SCREENSAVER_LIBRARY DORSAL_WAYLAND_INCLUDE DORSAL_WAYLAND_LIBRARY)
