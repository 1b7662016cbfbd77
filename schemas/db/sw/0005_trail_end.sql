-- Entries cut off the end of a trail leave a chain that fits: only the head still knows of them.
CREATE OR REPLACE FUNCTION sw.trail_faults() RETURNS TABLE (seq bigint, fault text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT t.seq, CASE WHEN t.hash <> sw.trail_hash(t) THEN 'changed' ELSE 'not chained' END
      FROM (SELECT x, x.seq, x.hash, x.previous,
                   lag(x.hash, 1, decode(repeat('00', 32), 'hex')) OVER (ORDER BY x.seq) AS before,
                   lag(x.seq, 1, 0::bigint) OVER (ORDER BY x.seq) AS seq_before
              FROM sw.trail x WHERE x.tenant_id = sw.current_tenant()) AS w, LATERAL (SELECT (w.x).*) AS t
     WHERE t.hash <> sw.trail_hash(t) OR t.previous <> w.before OR t.seq <> w.seq_before + 1
    UNION ALL
    SELECT h.seq, 'missing at the end' FROM sw.trail_head h
     WHERE h.tenant_id = sw.current_tenant() AND h.seq > 0
       AND NOT EXISTS (SELECT FROM sw.trail x WHERE x.tenant_id = h.tenant_id AND x.seq = h.seq AND x.hash = h.hash)
$$;
