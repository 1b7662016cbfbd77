# Makes `const char <symbol>[]` of a text file, in a source file of @p target.
function(sw_embed_text target file symbol)
    if(NOT TARGET ${target})
        return()
    endif()
    file(READ ${file} text)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    string(REPLACE "\\" "\\\\" text "${text}")
    string(REPLACE "\"" "\\\"" text "${text}")
    string(REPLACE "\n" "\\n\"\n    \"" text "${text}")
    file(GENERATE OUTPUT ${CMAKE_BINARY_DIR}/gen/${symbol}.c
        CONTENT "extern const char ${symbol}[];\nconst char ${symbol}[] =\n    \"${text}\";\n")
    target_sources(${target} PRIVATE ${CMAKE_BINARY_DIR}/gen/${symbol}.c)
endfunction()
