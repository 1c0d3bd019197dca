# Makes the libraries findable: find_package(dorsal) gives dorsal::base ... dorsal::dorsal.
include(CMakePackageConfigHelpers)
write_basic_package_version_file("${PROJECT_BINARY_DIR}/dorsalConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
configure_package_config_file("${PROJECT_SOURCE_DIR}/cmake/dorsalConfig.cmake.in" "${PROJECT_BINARY_DIR}/dorsalConfig.cmake"
                              INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/dorsal)
install(EXPORT dorsalTargets NAMESPACE dorsal:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/dorsal)
install(FILES "${PROJECT_BINARY_DIR}/dorsalConfig.cmake" "${PROJECT_BINARY_DIR}/dorsalConfigVersion.cmake"
              "${PROJECT_SOURCE_DIR}/cmake/DorsalFindLibraries.cmake"
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/dorsal)
