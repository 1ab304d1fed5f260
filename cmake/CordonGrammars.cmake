# cordon_add_grammars(target): the parsers of every package in grammars.lock, as one static library.
#
# The archives come from npm and are kept in CORDON_GRAMMAR_CACHE, outside the checkout and the build, so
# that each is fetched once on a machine. What is in one is checked against the lock before it is unpacked.
if(DEFINED ENV{XDG_CACHE_HOME} AND NOT "$ENV{XDG_CACHE_HOME}" STREQUAL "")
  set(cordon_user_cache "$ENV{XDG_CACHE_HOME}")
else()
  set(cordon_user_cache "$ENV{HOME}/.cache")
endif()
set(CORDON_GRAMMAR_CACHE "${cordon_user_cache}/cordon/grammars" CACHE PATH "Where the archives of grammars are kept")

# The folders of a package that hold a parser: src, unless it has several grammars.
set(cordon_grammar_folders_tree-sitter-typescript typescript/src tsx/src)
set(cordon_grammars_without_scanner tree-sitter-java tree-sitter-go)

function(cordon_add_grammars target)
  file(STRINGS ${PROJECT_SOURCE_DIR}/cmake/grammars.lock packages REGEX "^[^#]")
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/cmake/grammars.lock)
  add_library(${target} STATIC)
  foreach(line IN LISTS packages)
    separate_arguments(line)
    list(GET line 0 package)
    list(GET line 1 version)
    list(GET line 2 digest)
    set(folders src)
    if(DEFINED cordon_grammar_folders_${package})
      set(folders ${cordon_grammar_folders_${package}})
    endif()
    set(home ${CMAKE_CURRENT_BINARY_DIR}/grammars/${package}-${version})
    set(sources)
    foreach(folder IN LISTS folders)
      list(APPEND sources ${home}/${folder}/parser.c)
      if(NOT package IN_LIST cordon_grammars_without_scanner)
        list(APPEND sources ${home}/${folder}/scanner.c)
        set(scanner ${home}/${folder}/scanner.c)
        # The scanners are written by hand: what generates the parsers is not what could overflow.
        if(CORDON_SANITIZE)
          set_source_files_properties(${scanner} PROPERTIES COMPILE_OPTIONS "-fsanitize=${CORDON_SANITIZE}")
        endif()
      endif()
      # Each parser finds tree_sitter/parser.h beside itself, by its quotes.
    endforeach()
    add_custom_command(OUTPUT ${sources}
      COMMAND ${CMAKE_COMMAND} -DPACKAGE=${package} -DVERSION=${version} -DDIGEST=${digest} -DHOME=${home}
        -DCACHE=${CORDON_GRAMMAR_CACHE} -P ${PROJECT_SOURCE_DIR}/cmake/fetch-grammar.cmake
      DEPENDS ${PROJECT_SOURCE_DIR}/cmake/fetch-grammar.cmake
      COMMENT "Unpacking ${package} ${version}" VERBATIM)
    target_sources(${target} PRIVATE ${sources})
  endforeach()
  # Generated tables and one large function each: optimising more takes minutes and gains little.
  target_compile_options(${target} PRIVATE -w -O1 -g0)
  target_compile_definitions(${target} PRIVATE NDEBUG)
endfunction()
