#!/bin/sh
# A rule computes and does nothing else: no clock, no I/O, no allocation, no state between two calls.
# Compiles shared/rules alone and looks at what the objects ask for and at what they could write to.
set -eu
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
allowed='^(rule_|sw_fail_at$|sw_code_|sw_date_|mem(cpy|cmp|set|move)$|str(len|cmp|ncmp|chr)$|_GLOBAL_OFFSET_TABLE_$)'

for source in shared/rules/*.c; do
    ${CC:-cc} -std=gnu17 -O1 -fno-stack-protector -U_FORTIFY_SOURCE -Ishared -c "$source" -o "$work/$(basename "$source" .c).o"
done
bad=$(nm -u "$work"/*.o | awk '$1 == "U" { print $2 }' | sort -u | grep -Ev "$allowed" || true)
# .data.rel.ro holds constants with pointers: read-only once the program runs.
state=$(objdump -t "$work"/*.o | awk '$0 ~ / O / && $0 ~ /[ \t]\.(data|bss|tdata|tbss)[ \t.]/ && $0 !~ /\.data\.rel\.ro/ { print $NF }')
if [ -n "$bad$state" ]; then
    echo "shared/rules must be pure, but asks for:" $bad "and keeps:" $state
    exit 1
fi
