# Sourced: a private PostgreSQL 15 in a directory, reachable by its Unix socket alone.
#   DIR/data   its data      DIR/socket   its socket      DIR/log   its log
# shellcheck shell=bash

postgres_bin=/usr/lib/postgresql/15/bin

# Run as the unprivileged user that PostgreSQL wants.
as_postgres() {
    if [ "$(id -u)" = 0 ]; then
        runuser -u postgres -- "$@"
    else
        "$@"
    fi
}

postgres_conninfo() { echo "host=$1/socket port=5432 dbname=sealwright"; }

postgres_running() { as_postgres "$postgres_bin/pg_ctl" -D "$1/data" status >/dev/null 2>&1; }

# Who may sign in: in an installation each program's user takes the service roles and nobody else's; in a
# throw-away database everybody who reaches the socket does.
postgres_admission() {
    local dir=$1 kind=$2 role
    if [ "$kind" = throwaway ]; then
        echo "local all all trust" >"$dir/data/pg_hba.conf"
        return
    fi
    echo "local all all peer map=sealwright" >"$dir/data/pg_hba.conf"
    {
        echo "sealwright root postgres"
        echo "sealwright postgres postgres"
        for role in identity clients stage1 stage2 surveillance evidence certificates courier rules gateway public; do
            echo "sealwright sealwright-$role ${role}_service"
            [ "$(id -u)" = 0 ] || echo "sealwright $(id -un) ${role}_service"
        done
        echo "sealwright root check_service" # the operator's sealwright check
        [ "$(id -u)" = 0 ] || printf 'sealwright %s %s\n' "$(id -un)" postgres "$(id -un)" check_service
    } >"$dir/data/pg_ident.conf"
}

# postgres_start DIR durable|throwaway: make it when it is not there, start it when it does not run.
postgres_start() {
    local dir=$1 kind=$2 settings
    if [ ! -s "$dir/data/PG_VERSION" ]; then
        mkdir -p "$dir/socket" "$dir/data"
        [ "$(id -u)" != 0 ] || chown postgres: "$dir" "$dir/socket" "$dir/data"
        chmod 755 "$dir" "$dir/socket"
        as_postgres "$postgres_bin/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 \
            --no-sync >"$dir/initdb.log" 2>&1 || return 1
        {
            echo "listen_addresses = ''"
            echo "unix_socket_directories = '$dir/socket'"
            echo "max_connections = 200"
            echo "shared_buffers = 128MB"
            echo "session_preload_libraries = ''"
            echo "include_if_exists = 'sealwright.conf'"
            [ "$kind" = durable ] || printf '%s\n' "fsync = off" "synchronous_commit = off" "full_page_writes = off"
        } >>"$dir/data/postgresql.conf"
        postgres_admission "$dir" "$kind"
        touch "$dir/data/sealwright.conf"
        [ "$(id -u)" != 0 ] || chown postgres: "$dir/data/sealwright.conf" "$dir"/data/pg_*.conf
    fi
    postgres_running "$dir" && return 0
    as_postgres "$postgres_bin/pg_ctl" -D "$dir/data" -l "$dir/data/server.log" -w -t 30 start >/dev/null 2>&1
}

postgres_stop() {
    postgres_running "$1" || return 0
    as_postgres "$postgres_bin/pg_ctl" -D "$1/data" -m fast -w -t 30 stop >/dev/null 2>&1
}
