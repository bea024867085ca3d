/* The driver modules as bytes of the program; load.cpp hands them to the dynamic linker. */
    .section .rodata
    .balign 16
    .global ebbtide_module_postgresql
ebbtide_module_postgresql:
    .incbin MODULE_postgresql
    .global ebbtide_module_postgresql_end
ebbtide_module_postgresql_end:
    .balign 16
    .global ebbtide_module_mysql
ebbtide_module_mysql:
    .incbin MODULE_mysql
    .global ebbtide_module_mysql_end
ebbtide_module_mysql_end:
    .section .note.GNU-stack,"",@progbits
