# Sourced by deploy/migrate: put the verifier of context tokens into its form.
# shellcheck shell=bash

# context_form plpgsql|c: uses run(), ask(), as_postgres(), $conninfo, $root and $key_rows of the caller.
context_form() {
    local data library
    case $1 in
    plpgsql) return 0 ;; # the migrations made it
    c) ;;
    *)
        echo "unknown form $1" >&2
        return 1
        ;;
    esac
    data=$(ask "SHOW data_directory")
    library=$data/sealwright.so
    build_extension "$library" || return 1
    printf '%s\n' "$key_rows" | as_postgres sh -c 'umask 077; cat > "$1/context.keys"' sh "$data"
    printf '%s\n' "session_preload_libraries = '$library'" "sw.context_key_file = '$data/context.keys'" |
        as_postgres sh -c 'cat > "$1/sealwright.conf"' sh "$data"
    ask "SELECT pg_reload_conf()" >/dev/null
    { echo "\\set library '$library'"; cat "$root/schemas/extension/functions.sql"; } | run "$conninfo"
}

# build_extension FILE: the library, made in a folder of its own and put where the server reads it.
build_extension() {
    local work
    if [ -s "$1" ] && [ ! "$root/schemas/extension/sealwright.c" -nt "$1" ]; then
        return 0
    fi
    work=$(mktemp -d)
    cp "$root"/schemas/extension/sealwright.c "$root"/schemas/extension/Makefile "$work/" &&
        make -s -C "$work" with_llvm=no >"$work/log" 2>&1 || { tail -n 20 "$work/log" >&2; rm -rf "$work"; return 1; }
    as_postgres sh -c 'cat > "$1.new" && chmod 755 "$1.new" && mv "$1.new" "$1"' sh "$1" <"$work/sealwright.so"
    rm -rf "$work"
}
