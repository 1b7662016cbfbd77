# Sourced: two throw-away databases, one for each form of the context verifier, and keys for both.
#     . tests/lib/testdb.sh
#     testdb_start DIR     migrates both and exports what the tests read; DIR must be reachable by everybody
#     testdb_stop DIR
# Exported: SW_TEST_DB_C, SW_TEST_DB_PLPGSQL (libpq keywords without a user), SW_TEST_KEYS (folder of
# context-*.key), and SEALWRIGHT_TEST_DATABASE, SEALWRIGHT_TEST_KEYS for tests that need one database.
# shellcheck shell=bash

testdb_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
. "$testdb_root/deploy/lib/postgres.sh"

testdb_keys() {
    local kid
    mkdir -p "$1"
    for kid in g1 w-surveillance w-certificates w-courier w-evidence w-check; do
        [ -s "$1/context-$kid.key" ] || (umask 077 && openssl rand -hex 32 >"$1/context-$kid.key")
    done
}

# testdb_one DIR FORM KEYS: log of a failure on standard error.
testdb_one() {
    local log=$1/../$2.log
    mkdir -p "$1"
    {
        postgres_start "$1" throwaway &&
            "$testdb_root/deploy/migrate" --conninfo "$(postgres_conninfo "$1")" --keys "$3" --form "$2" --test
    } >"$log" 2>&1 && return 0
    cat "$log" >&2
    return 1
}

testdb_start() {
    local dir=$1 first ok=0
    mkdir -p "$dir" && chmod 755 "$dir"
    testdb_keys "$dir/keys"
    testdb_one "$dir/c" c "$dir/keys" &
    first=$!
    testdb_one "$dir/plpgsql" plpgsql "$dir/keys" || ok=1
    wait "$first" || ok=1
    SW_TEST_DB_C=$(postgres_conninfo "$dir/c")
    SW_TEST_DB_PLPGSQL=$(postgres_conninfo "$dir/plpgsql")
    SW_TEST_KEYS=$dir/keys
    SEALWRIGHT_TEST_DATABASE=$SW_TEST_DB_C
    SEALWRIGHT_TEST_KEYS=$SW_TEST_KEYS
    export SW_TEST_DB_C SW_TEST_DB_PLPGSQL SW_TEST_KEYS SEALWRIGHT_TEST_DATABASE SEALWRIGHT_TEST_KEYS
    return $ok
}

testdb_stop() {
    postgres_stop "$1/c"
    postgres_stop "$1/plpgsql"
}
