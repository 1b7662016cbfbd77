#!/bin/sh
# sizes.sh ROOT: a C file has at most 400 lines, a function at most 60.  Exceptions stand in sizes.txt with a reason.
set -eu
cd "$1"
allowed=tests/lint/sizes.txt
bad=$(git ls-files 'shared/*.[ch]' 'services/*.[ch]' | while read -r file; do
    lines=$(wc -l <"$file")
    [ "$lines" -le 400 ] || grep -q "^$file " $allowed || echo "$file has $lines lines"
    # Functions begin at the start of a line and end with a brace there.
    awk -v file="$file" '
        /^[a-z_][a-z0-9_]*\(/ { name = $0; sub(/\(.*/, "", name); start = 0 }
        /^\{$/ { start = NR }
        /^\}$/ { if (start && name != "" && NR - start > 60) print file ": " name " has " NR - start " lines"; start = 0; name = "" }
    ' "$file"
done)
[ -z "$bad" ] || { echo "$bad"; exit 1; }
