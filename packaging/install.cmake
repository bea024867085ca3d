# What `make install` puts where, and what the packages are made of.
include(GNUInstallDirs)
option(EBBTIDE_LIQUIBASE_LINK "Install a link `liquibase` to the program, for scripts that call it by that name" OFF)

install(TARGETS ebbtide)
if(EBBTIDE_LIQUIBASE_LINK)
  install(CODE "file(CREATE_LINK ebbtide \$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_BINDIR}/liquibase SYMBOLIC)")
endif()

# What the program writes about itself: manual pages and completions of shells, and the list of what
# it is made of.
set(generated ${PROJECT_BINARY_DIR}/generated/share)
install(CODE "execute_process(COMMAND ${PROJECT_SOURCE_DIR}/packaging/write-share $<TARGET_FILE:ebbtide> ${generated} COMMAND_ERROR_IS_FATAL ANY)")
install(DIRECTORY ${generated}/ DESTINATION ${CMAKE_INSTALL_DATAROOTDIR})
install(CODE "execute_process(COMMAND ${PROJECT_SOURCE_DIR}/packaging/write-sbom ${PROJECT_BINARY_DIR} ${PROJECT_BINARY_DIR}/ebbtide.spdx.json COMMAND_ERROR_IS_FATAL ANY)")

set(documents ${CMAKE_INSTALL_DATAROOTDIR}/doc/ebbtide)
# As Debian has it: both in one file of this name.
file(READ NOTICE notice)
file(READ LICENSE licence)
file(WRITE ${PROJECT_BINARY_DIR}/copyright "${notice}\n${licence}")
install(FILES README.md CHANGELOG.md SECURITY.md LICENSE NOTICE ${PROJECT_BINARY_DIR}/copyright ${PROJECT_BINARY_DIR}/ebbtide.spdx.json DESTINATION ${documents})
install(DIRECTORY docs DESTINATION ${documents})
install(PROGRAMS demo/run DESTINATION ${documents}/examples/demo)
install(DIRECTORY demo/library DESTINATION ${documents}/examples/demo)

# A package of Debian with the dependencies that its programs and drivers really have, and an archive
# to unpack anywhere.
set(CPACK_GENERATOR DEB TGZ)
set(CPACK_PACKAGE_NAME ebbtide)
set(CPACK_PACKAGE_VENDOR "The Ebbtide authors")
set(CPACK_PACKAGE_CONTACT "The Ebbtide authors <maintainers@ebbtide.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY ${PROJECT_DESCRIPTION})
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_DIRECTORY ${PROJECT_BINARY_DIR}/packages)
set(CPACK_SYSTEM_NAME linux-${CMAKE_SYSTEM_PROCESSOR})
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION database)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_PROJECT_CONFIG_FILE ${PROJECT_SOURCE_DIR}/packaging/cpack.cmake)
set(CPACK_EBBTIDE_BINARY_DIR ${PROJECT_BINARY_DIR})
set(CPACK_EBBTIDE_SOURCE_DIR ${PROJECT_SOURCE_DIR})
include(CPack)
