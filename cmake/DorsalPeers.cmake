# The field's own parts that tests and benchmarks hold dorsal against: Simbody (bodies, moment arms)
# and Ipopt (optimum). Nothing that is shipped links to them. Where they are not installed, the
# targets are missing, and what needs them is skipped by name.
find_path(DORSAL_SIMBODY_INCLUDE Simbody.h PATH_SUFFIXES simbody)
find_library(DORSAL_SIMBODY_LIBRARY SimTKsimbody)
find_library(DORSAL_SIMMATH_LIBRARY SimTKmath)
find_library(DORSAL_SIMCOMMON_LIBRARY SimTKcommon)
if(DORSAL_SIMBODY_INCLUDE AND DORSAL_SIMBODY_LIBRARY AND DORSAL_SIMMATH_LIBRARY AND DORSAL_SIMCOMMON_LIBRARY)
  add_library(dorsal_simbody INTERFACE IMPORTED)
  target_include_directories(dorsal_simbody SYSTEM INTERFACE "${DORSAL_SIMBODY_INCLUDE}")
  target_link_libraries(dorsal_simbody INTERFACE "${DORSAL_SIMBODY_LIBRARY}" "${DORSAL_SIMMATH_LIBRARY}"
                                                 "${DORSAL_SIMCOMMON_LIBRARY}")
endif()

find_path(DORSAL_IPOPT_INCLUDE coin/IpIpoptApplication.hpp)
find_library(DORSAL_IPOPT_LIBRARY ipopt)
if(DORSAL_IPOPT_INCLUDE AND DORSAL_IPOPT_LIBRARY)
  add_library(dorsal_ipopt INTERFACE IMPORTED)
  target_include_directories(dorsal_ipopt SYSTEM INTERFACE "${DORSAL_IPOPT_INCLUDE}/coin" "${DORSAL_IPOPT_INCLUDE}")
  target_compile_definitions(dorsal_ipopt INTERFACE HAVE_CSTDDEF)
  target_link_libraries(dorsal_ipopt INTERFACE "${DORSAL_IPOPT_LIBRARY}")
endif()
mark_as_advanced(DORSAL_SIMBODY_INCLUDE DORSAL_SIMBODY_LIBRARY DORSAL_SIMMATH_LIBRARY DORSAL_SIMCOMMON_LIBRARY
                 DORSAL_IPOPT_INCLUDE DORSAL_IPOPT_LIBRARY)
