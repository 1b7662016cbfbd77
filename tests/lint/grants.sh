#!/usr/bin/env bash
# The committed matrix of grants against a migrated database; --write makes it anew.
#     tests/lint/grants.sh [--write] "host=... port=... dbname=sealwright"
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
write=false
[ "${1:-}" != --write ] || { write=true; shift; }
[ $# = 1 ] || { sed -n '2,3s/^# *//p' "$0" >&2; exit 2; }
matrix() { psql -X -A -t -q -v ON_ERROR_STOP=1 -d "$1 user=postgres" -f "$root/tests/security/grants.sql"; }
if $write; then
    matrix "$1" >"$root/schemas/db/grants.txt.new"
    mv "$root/schemas/db/grants.txt.new" "$root/schemas/db/grants.txt"
else
    diff -u "$root/schemas/db/grants.txt" <(matrix "$1")
fi
