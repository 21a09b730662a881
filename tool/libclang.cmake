# Finds libclang's C API, LLVM 19 or newer: LIBCLANG_INCLUDE_DIR and
# LIBCLANG_LIBRARY. An llvm-config on the path is asked first; Debian's
# libclang-N-dev does not bring one, so its folders are searched too.

set(llvm_versions 19 20 21 22)
set(llvm_roots)
foreach(version IN LISTS llvm_versions)
    find_program(LLVM_CONFIG_${version} llvm-config-${version})
    mark_as_advanced(LLVM_CONFIG_${version})
    if(LLVM_CONFIG_${version})
        execute_process(COMMAND ${LLVM_CONFIG_${version}} --prefix
            OUTPUT_VARIABLE root OUTPUT_STRIP_TRAILING_WHITESPACE)
        list(APPEND llvm_roots ${root})
    endif()
    list(APPEND llvm_roots /usr/lib/llvm-${version}
        /usr/local/opt/llvm@${version})
endforeach()

find_path(LIBCLANG_INCLUDE_DIR clang-c/Index.h HINTS ${llvm_roots}
    PATH_SUFFIXES include)
find_library(LIBCLANG_LIBRARY NAMES clang clang-19 HINTS ${llvm_roots}
    PATH_SUFFIXES lib)
if(NOT LIBCLANG_INCLUDE_DIR OR NOT LIBCLANG_LIBRARY)
    message(FATAL_ERROR
        "libclang 19 or newer was not found: install libclang-19-dev "
        "(./bootstrap does), or set LIBCLANG_INCLUDE_DIR and "
        "LIBCLANG_LIBRARY")
endif()

# The binary operators of a cursor are told since LLVM 19.
file(STRINGS ${LIBCLANG_INCLUDE_DIR}/clang-c/Index.h libclang_is_new
    REGEX "clang_Cursor_getBinaryOpcode")
if(NOT libclang_is_new)
    message(FATAL_ERROR
        "${LIBCLANG_INCLUDE_DIR} holds a libclang older than LLVM 19: "
        "set LIBCLANG_INCLUDE_DIR and LIBCLANG_LIBRARY to a newer one")
endif()
message(STATUS "libclang: ${LIBCLANG_LIBRARY}")
