#!/usr/bin/env bash
# sql.sh VAR STATEMENT: change what no route can, or look behind the walls.  As superuser, in a test installation.
set -euo pipefail
. "$(dirname "$0")/../../deploy/lib/postgres.sh"
as_postgres psql -X -A -t -v ON_ERROR_STOP=1 -d "$(postgres_conninfo "$1/pg") user=postgres" -c "$2"
