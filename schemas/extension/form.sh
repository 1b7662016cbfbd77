# Sourced by deploy/migrate: put the verifier of context tokens into its form.
# shellcheck shell=bash
# context_form plpgsql|c: uses run(), ask(), as_postgres(), $conninfo, $root and $key_rows of the caller.
context_form() {
    [ "$1" = plpgsql ] && return 0
    echo "unknown form $1" >&2
    return 1
}
