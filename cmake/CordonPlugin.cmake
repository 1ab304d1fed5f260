# cordon_add_plugin(java java.cpp LIBS PkgConfig::RE2): a language plugin, lib/cordon/plugins/java.so,
# that exports cordon_plugin and nothing else.
function(cordon_add_plugin name)
  cmake_parse_arguments(PLUGIN "" "" "LIBS" ${ARGN})
  add_library(cordon_plugin_${name} MODULE ${PLUGIN_UNPARSED_ARGUMENTS})
  target_link_libraries(cordon_plugin_${name} PRIVATE cordon::plugin_api cordon_options ${PLUGIN_LIBS})
  set_target_properties(cordon_plugin_${name} PROPERTIES
    OUTPUT_NAME ${name} PREFIX ""
    CXX_VISIBILITY_PRESET hidden C_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON
    LIBRARY_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/lib/cordon/plugins)
  target_link_options(cordon_plugin_${name} PRIVATE
    -Wl,--version-script=${PROJECT_SOURCE_DIR}/plugin-api/plugin.map)
  if(NOT CORDON_SANITIZE) # a sanitizer's functions are the program's
    target_link_options(cordon_plugin_${name} PRIVATE -Wl,-z,defs)
  endif()
  set_property(GLOBAL APPEND PROPERTY CORDON_PLUGINS cordon_plugin_${name})
  install(TARGETS cordon_plugin_${name} LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/cordon/plugins)
endfunction()
