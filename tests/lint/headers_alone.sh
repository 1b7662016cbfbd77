#!/bin/sh
# headers_alone.sh ROOT BUILD: each header compiles as the first and only one.
set -eu
root=$1 build=$2
flags="-std=gnu17 -D_GNU_SOURCE -Wall -Wextra -Werror -fsyntax-only -I$root/shared -I$build/gen $(pkg-config --cflags libpq libmicrohttpd jansson cairo pangocairo)"
cd "$root"
bad=$(git ls-files 'shared/*.h' 'services/*.h' | while read -r header; do
    # shellcheck disable=SC2086
    gcc $flags -I"$(dirname "$header")" -I"$(dirname "$(dirname "$header")")" -x c "$header" >/dev/null 2>&1 || echo "$header does not stand alone"
done)
[ -z "$bad" ] || { echo "$bad"; exit 1; }
