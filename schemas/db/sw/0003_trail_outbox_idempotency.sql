-- What every write leaves behind: an entry of the tenant's chained trail, events for courier, and
-- the answer under its Idempotency-Key.  All through functions: no service writes these tables itself.

CREATE TABLE sw.trail (
    tenant_id uuid        NOT NULL DEFAULT sw.current_tenant(),
    seq       bigint      NOT NULL,
    at        timestamptz NOT NULL,
    actor     uuid,
    event     text        NOT NULL,
    subject   uuid,
    facts     jsonb       NOT NULL,
    previous  bytea       NOT NULL, -- hash of the entry before; 32 zero bytes for the first
    hash      bytea       NOT NULL, -- SHA-256 over previous and the entry, see sw.trail_hash()
    PRIMARY KEY (tenant_id, seq)
);
-- Everybody's writes leave an entry; only staff read them.
ALTER TABLE sw.trail ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_tenant_insert ON sw.trail FOR INSERT WITH CHECK (tenant_id = sw.current_tenant());
CREATE POLICY own_tenant_staff ON sw.trail FOR SELECT USING (tenant_id = sw.current_tenant() AND sw.current_client() IS NULL);

CREATE TABLE sw.trail_head (
    tenant_id uuid   PRIMARY KEY DEFAULT sw.current_tenant(),
    seq       bigint NOT NULL,
    hash      bytea  NOT NULL
);
SELECT sw.protect('sw.trail_head');

-- The hash of an entry: SHA-256(previous || UTF-8 of the JSON array of its other columns).
CREATE FUNCTION sw.trail_hash(t sw.trail) RETURNS bytea
LANGUAGE sql IMMUTABLE AS $$
    SELECT sha256(t.previous || convert_to(jsonb_build_array(t.tenant_id, t.seq,
        to_char(t.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), t.actor, t.event, t.subject, t.facts)::text, 'UTF8'))
$$;

CREATE FUNCTION sw.trail_append(event text, subject uuid, facts jsonb) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    head  sw.trail_head;
    entry sw.trail;
BEGIN
    INSERT INTO sw.trail_head (seq, hash) VALUES (0, decode(repeat('00', 32), 'hex')) ON CONFLICT DO NOTHING;
    SELECT * INTO head FROM sw.trail_head WHERE tenant_id = sw.current_tenant() FOR UPDATE;
    entry := (sw.current_tenant(), head.seq + 1, sw.now(), sw.current_actor(), event, subject, facts, head.hash, NULL);
    entry.hash := sw.trail_hash(entry);
    INSERT INTO sw.trail SELECT (entry).*;
    UPDATE sw.trail_head SET seq = entry.seq, hash = entry.hash WHERE tenant_id = entry.tenant_id;
    RETURN entry.seq;
END $$;

-- Entries that do not fit the chain; none when the trail is whole.
CREATE FUNCTION sw.trail_faults() RETURNS TABLE (seq bigint, fault text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT t.seq, CASE WHEN t.hash <> sw.trail_hash(t) THEN 'changed' ELSE 'not chained' END
      FROM (SELECT x, x.seq, x.hash, x.previous,
                   lag(x.hash, 1, decode(repeat('00', 32), 'hex')) OVER (ORDER BY x.seq) AS before,
                   lag(x.seq, 1, 0::bigint) OVER (ORDER BY x.seq) AS seq_before
              FROM sw.trail x WHERE x.tenant_id = sw.current_tenant()) AS w, LATERAL (SELECT (w.x).*) AS t
     WHERE t.hash <> sw.trail_hash(t) OR t.previous <> w.before OR t.seq <> w.seq_before + 1
$$;

CREATE TABLE sw.outbox (
    tenant_id    uuid        NOT NULL DEFAULT sw.current_tenant(),
    outbox_id    uuid        NOT NULL DEFAULT sw.uuid7(),
    event        text        NOT NULL,
    payload      jsonb       NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    due_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    attempts     int         NOT NULL DEFAULT 0,
    delivered_at timestamptz,
    failed_at    timestamptz,
    last_error   text,
    reached      text[]      NOT NULL DEFAULT '{}',   -- addresses and webhooks that have it already
    PRIMARY KEY (tenant_id, outbox_id)
);
CREATE INDEX outbox_waiting ON sw.outbox (tenant_id, due_at) WHERE delivered_at IS NULL AND failed_at IS NULL;
SELECT sw.protect('sw.outbox');

CREATE FUNCTION sw.outbox_add(event text, payload jsonb) RETURNS uuid
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT pg_notify('sw_outbox', sw.current_tenant()::text);
    INSERT INTO sw.outbox (event, payload) VALUES (event, payload) RETURNING outbox_id
$$;

CREATE TABLE sw.idempotency (
    tenant_id   uuid        NOT NULL DEFAULT sw.current_tenant(),
    actor       uuid        NOT NULL,
    key         text        NOT NULL CHECK (length(key) BETWEEN 1 AND 200),
    fingerprint text        NOT NULL, -- SHA-256 of method, path and body
    status      int,
    reply       text,
    created_at  timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (tenant_id, actor, key)
);
SELECT sw.protect('sw.idempotency');

-- Take a key: 'new' when it was free (it is now taken, if this transaction commits), 'replay' with
-- the stored answer, or 'reused' when it came with another request.  A concurrent request with the
-- same key waits here until the first one ends.
CREATE FUNCTION sw.idempotency_begin(wanted text, print text, OUT outcome text, OUT status int, OUT reply text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    who    uuid := coalesce(sw.current_actor(), '00000000-0000-0000-0000-000000000000');
    stored sw.idempotency;
BEGIN
    INSERT INTO sw.idempotency (actor, key, fingerprint) VALUES (who, wanted, print) ON CONFLICT DO NOTHING;
    IF FOUND THEN
        outcome := 'new';
        RETURN;
    END IF;
    SELECT * INTO stored FROM sw.idempotency i WHERE i.tenant_id = sw.current_tenant() AND i.actor = who AND i.key = wanted;
    outcome := CASE WHEN stored.fingerprint = print THEN 'replay' ELSE 'reused' END;
    status := stored.status;
    reply := stored.reply;
END $$;

CREATE FUNCTION sw.idempotency_end(wanted text, with_status int, with_reply text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    UPDATE sw.idempotency SET status = with_status, reply = with_reply
     WHERE tenant_id = sw.current_tenant() AND key = wanted
       AND actor = coalesce(sw.current_actor(), '00000000-0000-0000-0000-000000000000')
$$;

CREATE VIEW sw.v_trail WITH (security_barrier) AS
    SELECT tenant_id, seq, at, actor, event, subject, facts, encode(previous, 'hex') AS previous, encode(hash, 'hex') AS hash FROM sw.trail;

GRANT EXECUTE ON FUNCTION sw.trail_append(text, uuid, jsonb), sw.trail_faults(), sw.outbox_add(text, jsonb),
    sw.idempotency_begin(text, text), sw.idempotency_end(text, int, text) TO :services;
GRANT SELECT ON sw.v_trail TO identity_service, clients_service;
GRANT SELECT, UPDATE (due_at, attempts, delivered_at, failed_at, last_error, reached) ON sw.outbox TO courier_service;
