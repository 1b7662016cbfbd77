#!/bin/sh
# banned.sh ROOT: functions that no product code calls, words that no file holds, SQL only in .sql files.
set -eu
cd "$1"
bad=$(
    git grep -nE '\b(strcpy|strcat|sprintf|vsprintf|gets|atoi|atol|atof|strtok|system|popen|tmpnam|mktemp|alloca)\(' -- 'shared/*.c' 'services/*.c' | sed 's/^/banned function: /'
    git grep -nE '(^|[^:"])//' -- 'shared/*.c' 'shared/*.h' 'services/*.c' 'services/*.h' | grep -vE '"[^"]*//[^"]*"|/\*.*//' | sed 's/^/line comment: /'
    git grep -nE '"(SELECT|INSERT|UPDATE|DELETE) ' -- 'services/*.c' | sed 's/^/SQL in C: /'
    git grep -nE '\b(TODO|FIXME|XXX)\b' -- shared services schemas deploy ':!*lock*' | sed 's/^/open work: /'
)
[ -z "$bad" ] || { echo "$bad"; exit 1; }
