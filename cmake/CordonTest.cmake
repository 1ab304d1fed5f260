# The unit tests and nothing else, for builds that only run these.
add_custom_target(unit_tests)

# cordon_add_test(pool pool_test.cpp LIBS cordon::pool [LABEL unit] [ENVIRONMENT A=b]): a GoogleTest program.
function(cordon_add_test name)
  cmake_parse_arguments(TEST "" "LABEL" "LIBS;ENVIRONMENT" ${ARGN})
  if(NOT TEST_LABEL)
    set(TEST_LABEL unit)
  endif()
  add_executable(cordon_test_${name} ${TEST_UNPARSED_ARGUMENTS})
  target_link_libraries(cordon_test_${name} PRIVATE cordon_options ${TEST_LIBS} GTest::gtest GTest::gmock GTest::gtest_main)
  target_include_directories(cordon_test_${name} PRIVATE ${PROJECT_SOURCE_DIR})
  set_target_properties(cordon_test_${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/tests)
  if(TEST_LABEL STREQUAL unit)
    add_dependencies(unit_tests cordon_test_${name})
  endif()
  add_test(NAME ${TEST_LABEL}/${name} COMMAND cordon_test_${name} --gtest_brief=1)
  set_tests_properties(${TEST_LABEL}/${name} PROPERTIES LABELS ${TEST_LABEL} TIMEOUT 300 ENVIRONMENT "${TEST_ENVIRONMENT}")
endfunction()
