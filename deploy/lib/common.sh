# Sourced by deploy/up, deploy/down and tests/run: places, messages, packages, build.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
services="identity clients stage1 stage2 surveillance evidence certificates courier rules"

say() { printf '%s\n' "$*"; }
fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# A package list without its comments.
package_list() { grep -hv '^#' "$@"; }

# Install what is missing of the named lists; SEALWRIGHT_SKIP_PACKAGES=1 leaves that to you.
install_packages() {
    local missing
    [ "${SEALWRIGHT_SKIP_PACKAGES:-0}" = 1 ] && return 0
    missing=$(comm -23 <(package_list "$@" | sort -u) \
        <(dpkg-query -W -f '${Package} ${db:Status-Status}\n' | awk '$2 == "installed" { print $1 }' | sort -u))
    # Node comes from Debian unless one is there already, which Debian's npm would not go with.
    command -v node >/dev/null || missing="$missing nodejs"
    command -v npm >/dev/null || missing="$missing npm"
    missing=$(echo $missing)
    [ -z "$missing" ] && return 0
    [ "$(id -u)" = 0 ] || fail "these packages are missing, and only root can install them: $missing"
    say "installing: $missing"
    apt-get update -qq
    # shellcheck disable=SC2086
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null ||
        fail "apt-get could not install: $missing"
}

# build PRESET [TARGET...]: the C programs, or those named, into build/PRESET.
build() {
    local preset=$1 dir=$root/build/$1
    shift
    (
        cd "$root" && mkdir -p build || exit 1
        [ -f "$dir/build.ninja" ] || cmake --preset "$preset" >"$dir.log" 2>&1 || { cat "$dir.log" >&2; exit 1; }
        cmake --build "$dir" ${1:+--target} "$@" >"$dir.log" 2>&1 || { tail -n 60 "$dir.log" >&2; exit 1; }
    ) || fail "the build failed; its log is build/$preset.log"
}

# The portal, into services/portal/dist; made anew only when its sources changed.
build_portal() {
    local dir=$root/services/portal stamp
    [ -f "$dir/package.json" ] || return 0
    stamp=$(cd "$root" && find services/portal schemas/api -type f -not -path '*/node_modules/*' -not -path '*/dist/*' \
        -exec sha256sum {} + | sort | sha256sum | cut -c1-64)
    [ -f "$dir/dist/.stamp" ] && [ "$(cat "$dir/dist/.stamp")" = "$stamp" ] && return 0
    (
        cd "$dir" || exit 1
        npm ci --no-audit --no-fund --loglevel=error >npm.log 2>&1 && npm run --silent build >>npm.log 2>&1
    ) || { tail -n 40 "$dir/npm.log" >&2; fail "the portal could not be built"; }
    rm -f "$dir/npm.log"
    printf '%s\n' "$stamp" >"$dir/dist/.stamp"
}
