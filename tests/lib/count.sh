# Sourced by tests/run: runs programs and counts what they checked.
# shellcheck shell=bash

count_passed=0
count_failed=0
count_failures=()

# count_result NAME PASSED FAILED LOG: add figures, show the log of a failure.
count_result() {
    count_passed=$((count_passed + $2))
    count_failed=$((count_failed + $3))
    if [ "$3" -gt 0 ]; then
        count_failures+=("$1")
        printf 'FAILED  %s (%s passed, %s failed)\n' "$1" "$2" "$3"
        tail -n "${SEALWRIGHT_TEST_LINES:-40}" "$4" | sed 's/^/    /'
    else
        printf 'ok      %s (%s)\n' "$1" "$2"
    fi
}

# run_command NAME SECONDS COMMAND...: one check, passed when it ends with 0.
run_command() {
    local name=$1 limit=$2 log
    shift 2
    log=$work/$(echo "$name" | tr -c 'a-zA-Z0-9\n' _).log
    if timeout -k 5 "$limit" "$@" >"$log" 2>&1 </dev/null; then
        count_result "$name" 1 0 "$log"
    else
        echo "ended with $?" >>"$log"
        count_result "$name" 0 1 "$log"
    fi
}

# run_shown NAME SECONDS COMMAND...: the same, and what it says is shown when it passes, too.
run_shown() {
    local failed=$count_failed
    run_command "$@"
    [ "$count_failed" -ne "$failed" ] || sed 's/^/    /' "$work/$(echo "$1" | tr -c 'a-zA-Z0-9\n' _).log"
}

# run_check NAME SECONDS PROGRAM...: a Check program; its own figures count.
run_check() {
    local name=$1 limit=$2 log code figures total bad
    shift 2
    log=$work/$(echo "$name" | tr -c 'a-zA-Z0-9\n' _).log
    CK_VERBOSITY=normal timeout -k 5 "$limit" "$@" >"$log" 2>&1 </dev/null
    code=$?
    figures=$(sed -n 's/^[0-9]*%: Checks: \([0-9]*\), Failures: \([0-9]*\), Errors: \([0-9]*\)$/\1 \2 \3/p' "$log" |
        awk '{ t += $1; b += $2 + $3 } END { if (NR) print t, b }')
    total=${figures% *} bad=${figures#* }
    if [ -z "$figures" ]; then
        echo "ended with $code and no figures" >>"$log"
        count_result "$name" 0 1 "$log"
    elif [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then
        echo "all checks passed, but the program ended with $code" >>"$log"
        count_result "$name" "$total" 1 "$log"
    else
        count_result "$name" $((total - bad)) "$bad" "$log"
    fi
}

# run_node NAME SECONDS FILE...: node's own test runner; its figures count.
run_node() {
    local name=$1 limit=$2 log pass bad
    shift 2
    log=$work/$(echo "$name" | tr -c 'a-zA-Z0-9\n' _).log
    timeout -k 5 "$limit" node --test --test-reporter=tap "$@" >"$log" 2>&1 </dev/null
    pass=$(sed -n 's/^# pass \([0-9]*\)$/\1/p' "$log")
    bad=$(sed -n 's/^# fail \([0-9]*\)$/\1/p' "$log")
    if [ -z "$pass" ] || [ -z "$bad" ] || [ $((pass + bad)) -eq 0 ]; then
        count_result "$name" 0 1 "$log"
    else
        count_result "$name" "$pass" "$bad" "$log"
    fi
}

count_summary() {
    local name
    echo
    for name in ${count_failures[@]+"${count_failures[@]}"}; do echo "failed: $name"; done
    echo "$count_passed passed, $count_failed failed"
    [ "$count_failed" -eq 0 ] && [ "$count_passed" -gt 0 ]
}
