#!/usr/bin/env bash
# trail.sh VAR: how many entries of all trails do not fit their chain.  As superuser, outside the walls.
set -euo pipefail
. "$(dirname "$0")/../../deploy/lib/postgres.sh"
as_postgres psql -X -A -t -d "$(postgres_conninfo "$1/pg") user=postgres" -c "
    SELECT count(*) FROM (SELECT t.*, lag(t.hash, 1, decode(repeat('00', 32), 'hex')) OVER w AS before, lag(t.seq, 1, 0::bigint) OVER w AS seq_before
                            FROM sw.trail t WINDOW w AS (PARTITION BY t.tenant_id ORDER BY t.seq)) AS x
     WHERE x.previous <> x.before OR x.seq <> x.seq_before + 1
        OR x.hash <> sw.trail_hash(ROW(x.tenant_id, x.seq, x.at, x.actor, x.event, x.subject, x.facts, x.previous, x.hash)::sw.trail)"
