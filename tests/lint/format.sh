#!/bin/sh
# format.sh ROOT: clang-format has nothing to change.
set -eu
cd "$1"
git ls-files 'shared/*.[ch]' 'services/*.[ch]' | xargs clang-format --dry-run -Werror
