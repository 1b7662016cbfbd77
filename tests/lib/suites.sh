# Sourced by tests/run: what each suite does.
# shellcheck shell=bash
. "$root/deploy/lib/installation.sh"
. "$root/tests/lib/testdb.sh"

# A small quarantine: the memory of a program under test is measured, too.
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0:quarantine_size_mb=4 UBSAN_OPTIONS=print_stacktrace=1
built='' databases='' installation=''

# The development build with its sanitizers, once.
need_build() {
    [ -n "$built" ] && return 0
    build dev
    built=$root/build/dev
}

need_databases() {
    [ -n "$databases" ] && return 0
    testdb_start "$work/databases" || fail "the test databases did not start"
    databases=$work/databases
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

# A whole installation from the development build, with the demo in it.
need_installation() {
    [ -n "$installation" ] && return 0
    need_build
    build_portal
    export SW_PORT
    SW_PORT=$(free_port)
    installation=$work/installation
    mkdir -p "$installation"
    export SW_VAR=$installation SW_ORIGIN=https://localhost:$SW_PORT SW_CA=$installation/keys/tls.crt SW_DEMO=$installation/secrets/demo.json
    export SW_BUILD=$built NODE_EXTRA_CA_CERTS=$installation/keys/tls.crt
    SEALWRIGHT_TEST_CLOCK=1 SEALWRIGHT_EXTRA_SETTINGS="SIGN_INS_PER_MINUTE=6000" installation_start "$installation" "$SW_PORT" "$built"
    export SW_OPERATOR
    SW_OPERATOR=$(cat "$installation/secrets/operator.token")
    run_command scenario.demo 120 bash -c ". deploy/lib/common.sh; . deploy/lib/installation.sh; demo_load $installation $SW_PORT"
}

suites_cleanup() {
    [ -z "$installation" ] || installation_stop "$installation"
    [ -z "$databases" ] || testdb_stop "$databases"
}

# run_checks KIND: every C program of a kind.
run_checks() {
    local program
    need_build
    for program in "$built"/tests/"$1"-*; do
        [ -x "$program" ] && [ -f "$program" ] || continue
        run_check "$(basename "$program")" "${2:-120}" "$program"
    done
}

suite_lint() {
    local file
    need_build
    run_command lint.layers 30 tests/lint/layers.sh "$root"
    run_command lint.sizes 30 tests/lint/sizes.sh "$root"
    run_command lint.banned 30 tests/lint/banned.sh "$root"
    run_command lint.headers_alone 120 tests/lint/headers_alone.sh "$root" "$built"
    run_command lint.rules_are_pure 30 tests/lint/rules_are_pure.sh "$built/libsw_rules.a"
    run_command lint.rule_index 30 tests/lint/rule_index.py
    run_command lint.catalogue 30 tests/lint/catalogue.py
    run_command lint.acceptance 30 tests/lint/acceptance.py
    run_command lint.constants 30 tests/lint/constants.py "$root"
    run_command lint.openapi 60 tests/lint/openapi.sh "$root" "$built"
    run_command lint.format 120 tests/lint/format.sh "$root"
    (cd tests/lint && npm ci --no-audit --no-fund --loglevel=error >/dev/null 2>&1)
    for file in schemas/api/*.json; do
        run_command "lint.redocly.$(basename "$file" .openapi.json)" 60 tests/lint/node_modules/.bin/redocly lint --extends=recommended "$file"
    done
    # The other compiler, without a warning.
    run_command build.clang 600 bash -c ". deploy/lib/common.sh; build dev-clang"
    run_command build.release 600 bash -c ". deploy/lib/common.sh; build release"
}

suite_unit() {
    local program
    run_checks unit
    # The same answers from a calculation written apart from ours.
    run_command unit.second_calculation 60 tests/second/compare.py "$built/tests/judge_lines"
    # Some of the breaks that tests/run mutation tries, always the same ones.
    run_command unit.mutation_sample 180 tests/mutation/run.py --sample 120 --seed 27006
    # The same tests once more under valgrind, without sanitizers, which do not go together.
    build valgrind
    for program in build/valgrind/tests/unit-*; do
        [ -x "$program" ] && [ -f "$program" ] || continue
        run_command "valgrind.$(basename "$program")" 300 \
            valgrind -q --suppressions=tests/lib/valgrind.supp --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite "$program"
    done
}

# By name only: it takes minutes.
suite_tidy() {
    need_build
    run_command tidy 1800 bash -c "git ls-files 'shared/*.c' 'services/*.c' | xargs -n 4 -P 2 clang-tidy -p '$built' --quiet"
}

# By name only: breaks every rule in every small way, which takes a quarter of an hour.
suite_mutation() { run_shown mutation 7200 tests/mutation/run.py; }

suite_contract() { run_checks contract; }

suite_integration() {
    need_databases
    run_checks integration 180
    need_installation
    run_node integration.courier 120 tests/integration/courier.mjs
    run_node integration.check_rules 120 tests/integration/check_rules.mjs
}

suite_security() {
    local file
    need_databases
    run_checks security 180
    need_installation
    for file in users gateway_guard gateway_slow upload_memory; do
        [ ! -f "tests/security/$file.mjs" ] || run_node "security.$file" 180 "tests/security/$file.mjs"
    done
}

suite_scenario() {
    need_installation
    (cd tests/scenario && [ ! -f package.json ] || npm ci --no-audit --no-fund --loglevel=error >/dev/null 2>&1)
    local file
    for file in tests/scenario/*.test.mjs; do run_node "scenario.$(basename "$file" .test.mjs)" 180 "$file"; done
}

suite_portal() {
    need_installation
    (cd tests/portal && npm ci --no-audit --no-fund --loglevel=error >/dev/null 2>&1)
    run_node portal.browser 300 tests/portal/*.test.mjs
}

suite_faults() {
    need_installation
    run_node faults.kill 300 tests/faults/kill.test.mjs
}
suite_faults-long() { SW_FAULT_ROUNDS=${SW_FAULT_ROUNDS:-20} suite_faults; }

# By name only: figures that a busy machine spoils.
suite_bench() {
    need_installation
    node tests/bench/bench.mjs
    build bench sealwright-cli judge_lines
    run_shown bench.rules 300 tests/bench/rules.py
    SW_BENCH_BUILD=$root/build/bench run_shown bench.check_rules 600 node tests/bench/check_rules.mjs
}
