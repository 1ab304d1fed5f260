# cmake -DPACKAGE= -DVERSION= -DDIGEST= -DHOME= -DCACHE= -P fetch-grammar.cmake
#
# Unpacks one npm package into HOME. Its archive is taken from CACHE, from /var/cache/cordon/grammars, or
# from npm, and then kept in CACHE. Nothing of a package is run.
set(name ${PACKAGE}-${VERSION}.tgz)

function(is_right archive answer)
  set(${answer} FALSE PARENT_SCOPE)
  if(EXISTS ${archive})
    file(SHA512 ${archive} found)
    if(found STREQUAL DIGEST)
      set(${answer} TRUE PARENT_SCOPE)
    endif()
  endif()
endfunction()

set(archive)
foreach(folder IN ITEMS ${CACHE} /var/cache/cordon/grammars)
  is_right(${folder}/${name} right)
  if(right AND NOT archive)
    set(archive ${folder}/${name})
  endif()
endforeach()

if(NOT archive)
  find_program(NPM npm)
  set(advice "To build without npm, put ${name} (the npm package ${PACKAGE}, version ${VERSION}) into ${CACHE} or /var/cache/cordon/grammars.")
  if(NOT NPM)
    message(FATAL_ERROR "The grammar ${PACKAGE} ${VERSION} is not on this machine, and npm, which would fetch it, is not installed. ${advice}")
  endif()
  # A folder of its own: several builds may fetch at once, and what is not right must not stay.
  string(RANDOM LENGTH 12 suffix)
  set(scratch ${HOME}.${suffix})
  file(MAKE_DIRECTORY ${scratch} ${CACHE})
  execute_process(COMMAND ${NPM} pack --ignore-scripts --loglevel=error --pack-destination ${scratch} ${PACKAGE}@${VERSION}
    WORKING_DIRECTORY ${scratch} RESULT_VARIABLE status OUTPUT_QUIET ERROR_VARIABLE said)
  is_right(${scratch}/${name} right)
  if(NOT status EQUAL 0 OR NOT EXISTS ${scratch}/${name})
    file(REMOVE_RECURSE ${scratch})
    message(FATAL_ERROR "npm could not fetch the grammar ${PACKAGE} ${VERSION}: ${said}\n${advice}")
  endif()
  if(NOT right)
    file(SHA512 ${scratch}/${name} found)
    file(REMOVE_RECURSE ${scratch})
    message(FATAL_ERROR "The npm package ${PACKAGE} ${VERSION} is not what cmake/grammars.lock pins: its SHA-512 is ${found}, not ${DIGEST}.")
  endif()
  file(RENAME ${scratch}/${name} ${CACHE}/${name})
  file(REMOVE_RECURSE ${scratch})
  set(archive ${CACHE}/${name})
endif()

file(REMOVE_RECURSE ${HOME} ${HOME}.unpacked)
file(MAKE_DIRECTORY ${HOME}.unpacked)
execute_process(COMMAND ${CMAKE_COMMAND} -E tar xzf ${archive} WORKING_DIRECTORY ${HOME}.unpacked RESULT_VARIABLE status)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "${archive} cannot be unpacked")
endif()
# Everything in an npm package lies in one folder, `package`.
file(RENAME ${HOME}.unpacked/package ${HOME})
file(REMOVE_RECURSE ${HOME}.unpacked)
# As new as this command, so that it need not run again.
file(GLOB_RECURSE sources ${HOME}/*.c ${HOME}/*.h)
file(TOUCH ${sources})
