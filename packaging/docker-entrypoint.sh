#!/bin/sh
# As Liquibase's image does: the first word may be a program of the image, such as `sh`; else all words
# are those of the command line, with or without `liquibase` before them.
set -e
if ! ebbtide "$1" --help >/dev/null 2>&1; then
  case "$1" in
    liquibase | ebbtide) shift ;;
    -*) ;;
    *) if command -v "$1" >/dev/null 2>&1; then exec "$@"; fi ;;
  esac
fi
exec liquibase "$@"
