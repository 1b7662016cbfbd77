# Sourced by deploy/up, deploy/down and the tests: one installation of Sealwright in one directory.
#
#   DIR/pg        PostgreSQL's data and socket      DIR/etc       one settings file a program
#   DIR/run       sockets and process ids           DIR/keys      key files, each for its owner alone
#   DIR/log       one log a program                 DIR/secrets   what is shown once to the operator
#   DIR/evidence  uploaded files                     DIR/bin       the programs
#   DIR/portal    the portal's files                 DIR/signer    sealed signing keys and the signer's journal
#
# shellcheck shell=bash
. "$(dirname "${BASH_SOURCE[0]}")/postgres.sh"

# Each program runs as a user of its own, sealwright-<name>: it reads its own keys only, and PostgreSQL gives it its own
# role only. The group sealwright lets them reach each other's sockets.
group=sealwright
user_of() { echo "sealwright-$1"; }

# place_var DIR: where the installation really lies.  The unprivileged users must reach it: when a folder above
# is closed to them, it lies below /var/lib/sealwright and DIR is a link to it.
place_var() {
    local dir=$1 above real
    if [ -L "$dir" ]; then
        readlink -f "$dir"
        return
    fi
    above=$(dirname "$dir")
    if [ "$(id -u)" = 0 ] && ! setpriv --reuid=nobody --regid=nogroup --clear-groups test -x "$above" 2>/dev/null; then
        real=/var/lib/sealwright/$(printf '%s' "$dir" | sha256sum | cut -c1-12)
        mkdir -p "$real"
        [ -e "$dir" ] || ln -s "$real" "$dir"
        echo "$real"
        return
    fi
    mkdir -p "$dir"
    echo "$dir"
}

# 32 bytes of randomness in hex, for the owner alone; kept when they are there.
make_key() {
    local file=$1 owner=$2
    [ -s "$file" ] && return 0
    (umask 077 && openssl rand -hex 32 >"$file.new") && mv "$file.new" "$file"
    [ "$(id -u)" != 0 ] || chown "$owner:" "$file"
}

make_users() {
    local name user
    [ "$(id -u)" = 0 ] || return 0
    getent group "$group" >/dev/null || groupadd --system "$group"
    for name in $services gateway signer; do
        user=$(user_of "$name")
        id "$user" >/dev/null 2>&1 ||
            useradd --system --user-group --groups "$group" --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin "$user"
    done
}

make_places() {
    local dir=$1
    mkdir -p "$dir"/{pg,run,log,etc,keys,secrets,evidence,signer/keys}
    chmod 755 "$dir" "$dir/etc" "$dir/keys"
    chmod 700 "$dir/secrets" "$dir/evidence" "$dir/log"
    chmod 2770 "$dir/run"
    [ "$(id -u)" = 0 ] || return 0
    chgrp "$group" "$dir/run"
    chown "$(user_of evidence):" "$dir/evidence"
    chown -R "$(user_of signer):" "$dir/signer"
    chmod 700 "$dir/signer"
}

make_certificate() {
    local keys=$1/keys
    [ -s "$keys/tls.crt" ] && return 0
    (
        umask 077
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 825 -subj "/CN=localhost" \
            -addext "subjectAltName=DNS:localhost,IP:127.0.0.1" -addext "basicConstraints=critical,CA:TRUE" \
            -addext "extendedKeyUsage=serverAuth" -keyout "$keys/tls.key" -out "$keys/tls.crt" 2>/dev/null
    ) || fail "no TLS certificate could be made"
    chmod 644 "$keys/tls.crt"
    [ "$(id -u)" != 0 ] || chown "$(user_of gateway):" "$keys/tls.key"
}

make_keys() {
    local dir=$1 service
    make_key "$dir/keys/context-g1.key" "$(user_of gateway)"
    for service in $services; do make_key "$dir/keys/context-w-$service.key" "$(user_of "$service")"; done
    make_key "$dir/keys/context-w-check.key" "$(id -un)"
    make_key "$dir/keys/signer-master.key" "$(user_of signer)"
    if [ ! -s "$dir/secrets/operator.token" ]; then
        (umask 077 && printf 'sw_operator_%s\n' "$(openssl rand -hex 24)" >"$dir/secrets/operator.token")
    fi
    make_certificate "$dir"
}

# make_settings DIR PORT: a settings file for each program.
make_settings() {
    local dir=$1 port=$2 service file
    for service in $services gateway signer; do
        file=$dir/etc/$service.conf
        {
            echo "# made by deploy/up; sealwright-$service --help explains each line"
            echo "RUN_DIR=$dir/run"
            case $service in
            signer)
                echo "MASTER_KEY=$dir/keys/signer-master.key"
                echo "JOURNAL=$dir/signer/journal"
                echo "KEY_DIR=$dir/signer/keys"
                [ "$(id -u)" != 0 ] || echo "CLIENT_USER=$(user_of certificates)"
                continue
                ;;
            esac
            echo "DATABASE=$(postgres_conninfo "$dir/pg")"
            echo "ORIGIN=https://localhost:$port"
            case $service in
            gateway)
                echo "PORT=$port"
                echo "TLS_CERTIFICATE=$dir/keys/tls.crt"
                echo "TLS_KEY=$dir/keys/tls.key"
                echo "CONTEXT_KEY=$dir/keys/context-g1.key"
                echo "PORTAL_DIR=$dir/portal"
                [ -z "${SEALWRIGHT_EXTRA_SETTINGS:-}" ] || printf '%s\n' $SEALWRIGHT_EXTRA_SETTINGS
                echo "OPERATOR_TOKEN_SHA256=$(tr -d '\n' <"$dir/secrets/operator.token" | sha256sum | cut -c1-64)"
                ;;
            evidence) echo "EVIDENCE_DIR=$dir/evidence" ;;
            esac
            [ "$service" = gateway ] || echo "WORKER_KEY=$dir/keys/context-w-$service.key"
        } >"$file"
        chmod 644 "$file"
    done
}

# make_check_settings DIR: what the operator's command needs: SEALWRIGHT_CONFIG=DIR/etc/check.conf DIR/bin/sealwright check --rules
make_check_settings() {
    printf 'DATABASE=%s\nCHECK_KEY=%s\n' "$(postgres_conninfo "$1/pg")" "$1/keys/context-w-check.key" >"$1/etc/check.conf"
}

# install_programs DIR BUILD: programs and portal where the unprivileged users reach them, whoever may enter the
# checkout; a running program keeps the file it was started from.
install_programs() {
    local dir=$1 build=$2
    install -d -m 755 "$dir/bin" "$dir/portal"
    install -m 755 "$build"/sealwright "$build"/sealwright-* "$dir/bin/"
    [ ! -d "$root/services/portal/dist" ] || cp -r --remove-destination "$root/services/portal/dist/." "$dir/portal/"
}

# start_program DIR NAME USER: under a supervisor, unless it runs already.
start_program() {
    local dir=$1 name=$2 user=$3 pid
    pid=$(cat "$dir/run/$name.supervisor.pid" 2>/dev/null || true)
    [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null && return 0
    SEALWRIGHT_CONFIG=$dir/etc/$name.conf setsid "$root/deploy/supervise" "$name" "$user" "$dir" \
        "$dir/bin/sealwright-$name" </dev/null >/dev/null 2>&1 &
}

wait_for() {
    local seconds=$1 what=$2 n=0
    shift 2
    until "$@" >/dev/null 2>&1; do
        n=$((n + 1))
        [ $n -lt $((seconds * 20)) ] || return 1
        sleep 0.05
    done
}

# demo_load DIR PORT: drive the demo through the public API.
demo_load() {
    local dir=$1 port=$2
    cat >"$dir/etc/clock" <<END
#!/bin/sh
# Moves the business clock of this demo installation: clock "-340 days".
exec ${root}/deploy/lib/clock '$(postgres_conninfo "$dir/pg")' "\$1"
END
    chmod 755 "$dir/etc/clock"
    SW_ORIGIN=https://localhost:$port SW_CA=$dir/keys/tls.crt SW_OPERATOR=$(cat "$dir/secrets/operator.token") SW_CLOCK=$dir/etc/clock \
        node "$root/deploy/demo/demo.mjs" "$dir/secrets/demo.json" >"$dir/log/demo.log" 2>&1 || { tail -n 25 "$dir/log/demo.log" >&2; return 1; }
}

# The accounts of the demo, shown once: the file with them stays readable by root alone.
demo_tell() {
    local file=$1/secrets/demo.json
    say "Verify:    $(jq -r '.origin + "/c/" + .certificate.public_id' "$file")"
    if [ ! -e "$1/secrets/shown" ]; then
        say ""
        say "Demo accounts (shown this once, kept in $file):"
        jq -r '.accounts[] | "  \(.body)\t\(.role)\t\(.email)\t\(.password)"' "$file" | column -t -s "$(printf '\t')"
        : >"$1/secrets/shown"
    fi
}

gateway_ready() { curl -fsS --max-time 2 --cacert "$1/keys/tls.crt" "https://localhost:$2/readyz"; }

# installation_start DIR PORT BUILD: everything, from nothing or from where it stands.
installation_start() {
    local dir=$1 port=$2 build=$3 service
    make_users
    make_places "$dir"
    make_keys "$dir"
    make_settings "$dir" "$port"
    make_check_settings "$dir"
    postgres_start "$dir/pg" durable || fail "PostgreSQL did not start; see $dir/pg/log"
    "$root/deploy/migrate" --conninfo "$(postgres_conninfo "$dir/pg")" --keys "$dir/keys" --form "${SEALWRIGHT_CONTEXT_FORM:-c}" \
        $([ "${SEALWRIGHT_TEST_CLOCK:-0}" = 1 ] && echo --test) \
        >"$dir/log/migrate.log" 2>&1 || { tail -n 20 "$dir/log/migrate.log" >&2; fail "the database could not be migrated"; }
    install_programs "$dir" "$build"
    for service in signer $services gateway; do start_program "$dir" "$service" "$(user_of "$service")"; done
    wait_for 30 gateway gateway_ready "$dir" "$port" || fail "the gateway did not become ready; see $dir/log"
}

# installation_stop DIR: what installation_start started, and only that.
installation_stop() {
    local dir=$1 file pid
    for file in "$dir"/run/*.supervisor.pid; do
        [ -e "$file" ] || continue
        pid=$(cat "$file")
        kill -TERM "$pid" 2>/dev/null
    done
    for file in "$dir"/run/*.supervisor.pid; do
        [ -e "$file" ] || continue
        pid=$(cat "$file")
        wait_for 10 stop sh -c "! kill -0 $pid" || kill -KILL "$pid" 2>/dev/null
    done
    rm -f "$dir"/run/*.pid
    postgres_stop "$dir/pg"
}
