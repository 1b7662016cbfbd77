#!/bin/sh
# docs/rules.md: which clause is which function, where its cases are and who calls it.
#     tests/lint/rule_index.sh           fails when the page is out of date or a rule has no clause or no test
#     tests/lint/rule_index.sh --write   makes it anew
# From the @rule tags of shared/rules/*.h.  vocabulary.h, faults.h, time_pack.h and settings.h hold no rules.
set -eu
export LC_ALL=C
cd "$(dirname "$0")/../.."
page=docs/rules.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# clause, function, header: one line for each tag; a function without a tag has the clause "-".
for header in shared/rules/*.h; do
    case $header in */vocabulary.h | */faults.h | */time_pack.h | */settings.h) continue ;; esac
    awk -v header="$header" '
        /@rule / { tags[++n] = $0; sub(/.*@rule /, "", tags[n]); sub(/ *\*\/.*/, "", tags[n]); sub(/ .*/, "", tags[n]) }
        /^[A-Za-z].*[ *]rule_[a-z0-9_]+\(/ || /^ *rule_[a-z0-9_]+\(/ {
            name = $0; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name)
            if (n == 0) print "-\t" name "\t" header
            for (i = 1; i <= n; i++) print tags[i] "\t" name "\t" header
            n = 0
        }' "$header"
done | sort -V -u >"$work/rules"

while IFS="$(printf '\t')" read -r clause name header; do
    if [ "$clause" = - ]; then
        echo "$header: $name has no @rule"
    fi
    tests=
    for test in $(grep -lw "$name" tests/unit/test_*.c || true); do
        subject=$(basename "$test" .c)
        subject=${subject#test_}
        if [ -f "tests/unit/cases/$subject.txt" ]; then test=tests/unit/cases/$subject.txt; fi
        tests="$tests [$subject](../$test)"
    done
    if [ -z "$tests" ]; then
        echo "$header: no test calls $name"
    fi
    callers=
    for caller in $(grep -rlw --include='*.c' "$name" services shared/audit shared/service 2>/dev/null | sort || true); do
        callers="$callers [${caller#services/}](../$caller)"
    done
    printf '| %s | `%s` | [%s](../%s) |%s |%s |\n' "$clause" "$name" "$(basename "$header")" "$header" "$tests" "$callers"
done <"$work/rules" >"$work/rows"
if grep -v '^|' "$work/rows"; then exit 1; fi

{
    printf '# Rules\n\n'
    printf 'Made by `tests/lint/rule_index.sh --write` from the `@rule` tags of `shared/rules`; do not edit.\n'
    printf 'A refusal names rule, clause and remedy; what a number means and when it is refused is in the header.\n\n'
    printf '| clause | function | contract | cases | enforced in |\n| --- | --- | --- | --- | --- |\n'
    cat "$work/rows"
} >"$work/page"
if [ "${1:-}" = --write ]; then
    cp "$work/page" "$page"
elif ! cmp -s "$work/page" "$page"; then
    echo "$page is out of date: run tests/lint/rule_index.sh --write"
    diff "$page" "$work/page" | head -20 || true
    exit 1
fi
