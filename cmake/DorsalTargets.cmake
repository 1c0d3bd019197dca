# dorsal_batched(RESULT TARGET SOURCE...): files that include DORSAL_BATCH of the sources of a target
# each, so that library headers are parsed once for all of them; where it is 1 the sources as they
# are. The analyzer of clang-tidy follows paths through an included source only where the file that
# includes it is named UnifiedSource. See docs/decisions/0006.
function(dorsal_batched result target)
  if(DORSAL_BATCH EQUAL 1)
    set(${result} ${ARGN} PARENT_SCOPE)
    return()
  endif()
  set(batches "")
  set(text "")
  list(LENGTH ARGN left)
  foreach(source IN LISTS ARGN)
    get_filename_component(path "${source}" ABSOLUTE)
    string(APPEND text "// NOLINTNEXTLINE(bugprone-suspicious-include): a batch\n#include \"${path}\"\n")
    math(EXPR left "${left} - 1")
    math(EXPR border "${left} % ${DORSAL_BATCH}")
    if(border EQUAL 0)
      set(batch "${CMAKE_CURRENT_BINARY_DIR}/batches/${target}/UnifiedSource-${left}.cpp")
      file(CONFIGURE OUTPUT "${batch}" CONTENT "${text}" @ONLY)
      list(APPEND batches "${batch}")
      set(text "")
    endif()
  endforeach()
  set(${result} ${batches} PARENT_SCOPE)
endfunction()

# dorsal_shipped(SOURCE...): sources that clang-tidy judges.
function(dorsal_shipped)
  foreach(source IN LISTS ARGN)
    get_filename_component(path "${source}" ABSOLUTE)
    set_property(GLOBAL APPEND PROPERTY DORSAL_SHIPPED "${path}")
  endforeach()
endfunction()

# dorsal_judge(LIBRARY...): judges what is shipped with the clang-tidy of DORSAL_CLANG_TIDY, which
# spends most on matching library headers: 110 sources at a time. The libraries are those that
# any of the sources needs.
function(dorsal_judge)
  get_property(shipped GLOBAL PROPERTY DORSAL_SHIPPED)
  set(DORSAL_BATCH 110)
  dorsal_batched(batches judged ${shipped})
  # Never built: it is there for the compile commands that clang-tidy reads.
  add_library(dorsal_judged OBJECT EXCLUDE_FROM_ALL ${batches})
  target_link_libraries(dorsal_judged PRIVATE dorsal_flags ${ARGN})
  target_compile_definitions(dorsal_judged PRIVATE DORSAL_POSE_MODELS="" DORSAL_VERSION="")
  file(GLOB_RECURSE headers CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/include/*.hpp"
       "${PROJECT_SOURCE_DIR}/src/*.hpp" "${PROJECT_SOURCE_DIR}/apps/*.hpp")
  set(verdicts "")
  foreach(batch IN LISTS batches)
    add_custom_command(OUTPUT "${batch}.judged"
      COMMAND ${DORSAL_CLANG_TIDY} -p "${PROJECT_BINARY_DIR}" "${batch}"
      COMMAND "${CMAKE_COMMAND}" -E touch "${batch}.judged"
      DEPENDS "${batch}" "${PROJECT_SOURCE_DIR}/.clang-tidy" ${shipped} ${headers}
      COMMENT "Judging ${batch}" VERBATIM)
    list(APPEND verdicts "${batch}.judged")
  endforeach()
  add_custom_target(judged ALL DEPENDS ${verdicts})
endfunction()

# dorsal_stage(NAME SOURCES ... HEADERS ... [PUBLIC ...] [PRIVATE ...] [EMBED ...])
# One library per stage: dorsal_NAME, alias dorsal::NAME. Headers are given relative to
# include/dorsal/NAME; libraries in PUBLIC show in the headers, those in PRIVATE do not.
function(dorsal_stage name)
  cmake_parse_arguments(ARG "" "" "SOURCES;HEADERS;PUBLIC;PRIVATE" ${ARGN})
  set(root "${PROJECT_SOURCE_DIR}/include")
  list(TRANSFORM ARG_HEADERS PREPEND "${root}/dorsal/${name}/")
  dorsal_shipped(${ARG_SOURCES})
  dorsal_batched(sources dorsal_${name} ${ARG_SOURCES})
  add_library(dorsal_${name} STATIC ${sources})
  add_library(dorsal::${name} ALIAS dorsal_${name})
  set_target_properties(dorsal_${name} PROPERTIES EXPORT_NAME ${name} LINKER_LANGUAGE CXX)
  target_sources(dorsal_${name} PUBLIC FILE_SET HEADERS BASE_DIRS "${root}" FILES ${ARG_HEADERS})
  target_include_directories(dorsal_${name} PRIVATE "${PROJECT_SOURCE_DIR}/src/${name}")
  target_link_libraries(dorsal_${name} PUBLIC dorsal_flags ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
  install(TARGETS dorsal_${name} EXPORT dorsalTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
          FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
endfunction()

# dorsal_embed(TARGET NAMESPACE FILE...): puts files into the library, as
#   namespace dorsal::NAMESPACE {
#     std::string_view embedded_file(std::string_view name);
#     std::vector<std::string_view> embedded_names();
#   }
# where name is the path given here; an unknown name gives an empty view. Declare what is used in
# an internal header of the stage.
function(dorsal_embed target namespace)
  set(source "${CMAKE_CURRENT_BINARY_DIR}/${target}_embedded.cpp")
  set(asm "")
  set(decl "")
  set(table "")
  set(names "")
  set(index 0)
  foreach(file IN LISTS ARGN)
    get_filename_component(path "${file}" ABSOLUTE BASE_DIR "${PROJECT_SOURCE_DIR}")
    set(symbol "${target}_embedded_${index}")
    string(APPEND asm "asm(\".section .rodata\\n.balign 16\\n${symbol}_begin:\\n.incbin \\\"${path}\\\"\\n${symbol}_end:\\n.byte 0\\n.previous\\n\");\n")
    string(APPEND decl "extern const char ${symbol}_begin[] asm(\"${symbol}_begin\");\nextern const char ${symbol}_end[] asm(\"${symbol}_end\");\n")
    string(APPEND names "\"${file}\", ")
    string(APPEND table "  if (name == \"${file}\") return {${symbol}_begin, static_cast<std::size_t>(${symbol}_end - ${symbol}_begin)};\n")
    list(APPEND paths "${path}")
    math(EXPR index "${index} + 1")
  endforeach()
  file(CONFIGURE OUTPUT "${source}" CONTENT
"// Made by the build from the files it names.
// NOLINTBEGIN(readability-identifier-naming): the names are those of symbols in assembly.
#include <cstddef>
#include <string_view>
#include <vector>
@asm@@decl@
namespace dorsal::@namespace@ {
std::string_view embedded_file(std::string_view name);
std::string_view embedded_file(std::string_view name) {
@table@  return {};
}
std::vector<std::string_view> embedded_names();
std::vector<std::string_view> embedded_names() { return {@names@}; }
}  // namespace dorsal::@namespace@
// NOLINTEND(readability-identifier-naming)
" @ONLY)
  set_source_files_properties("${source}" PROPERTIES OBJECT_DEPENDS "${paths}")
  target_sources(${target} PRIVATE "${source}")
endfunction()

# dorsal_test(STAGE SOURCE... [LIBRARIES ...]): the tests of one stage, one executable.
function(dorsal_test stage)
  cmake_parse_arguments(ARG "" "" "LIBRARIES" ${ARGN})
  dorsal_batched(sources dorsal_${stage}_tests ${ARG_UNPARSED_ARGUMENTS})
  add_executable(dorsal_${stage}_tests ${sources})
  target_include_directories(dorsal_${stage}_tests PRIVATE "${PROJECT_SOURCE_DIR}/tests" "${PROJECT_SOURCE_DIR}/src/${stage}")
  target_link_libraries(dorsal_${stage}_tests PRIVATE ${ARG_LIBRARIES} GTest::gtest GTest::gtest_main)
  target_compile_definitions(dorsal_${stage}_tests PRIVATE DORSAL_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  gtest_discover_tests(dorsal_${stage}_tests DISCOVERY_TIMEOUT 120 PROPERTIES TIMEOUT 600)
endfunction()
