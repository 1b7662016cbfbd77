-- Evidence: what was asked for, what arrived, who opened it.  Files are recorded append-only, chained per
-- certification body, and their bytes lie content-addressed outside the database.

CREATE TABLE evidence.request (
    tenant_id    uuid        NOT NULL DEFAULT sw.current_tenant(),
    request_id   uuid        NOT NULL DEFAULT sw.uuid7(),
    client_id    uuid        NOT NULL,
    audit_id     uuid,
    finding_id   uuid,
    reference    text        NOT NULL, -- clause, control or finding
    title        text        NOT NULL,
    detail       text        NOT NULL,
    due_on       date,
    state        text        NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'answered', 'accepted', 'returned')),
    requested_by uuid        DEFAULT sw.current_actor(),
    requested_at timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, request_id)
);
SELECT sw.protect_client('evidence.request');
CREATE INDEX request_by_client ON evidence.request (tenant_id, client_id, state);

CREATE TABLE evidence.judgement (
    tenant_id    uuid        NOT NULL DEFAULT sw.current_tenant(),
    judgement_id uuid        NOT NULL DEFAULT sw.uuid7(),
    client_id    uuid        NOT NULL,
    request_id   uuid        NOT NULL,
    accepted     boolean     NOT NULL,
    reason       text        NOT NULL,
    judged_by    uuid        DEFAULT sw.current_actor(),
    judged_at    timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, judgement_id),
    CONSTRAINT judgement_request_known FOREIGN KEY (tenant_id, request_id) REFERENCES evidence.request
);
SELECT sw.protect_client('evidence.judgement');

CREATE TABLE evidence.file (
    tenant_id       uuid        NOT NULL DEFAULT sw.current_tenant(),
    evidence_id     uuid        NOT NULL DEFAULT sw.uuid7(),
    client_id       uuid        NOT NULL,
    request_id      uuid        NOT NULL,
    name            text        NOT NULL,
    media_type      text        NOT NULL,
    size            bigint      NOT NULL CHECK (size > 0),
    sha256          text        NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    sequence        bigint      NOT NULL, -- in the body's chain, without gaps
    previous_sha256 text        NOT NULL, -- receipt hash of the file before; 64 zeros for the first
    receipt_sha256  text        NOT NULL, -- see evidence.receipt_text()
    uploaded_by     uuid        NOT NULL DEFAULT sw.current_actor(),
    received_at     timestamptz NOT NULL,
    PRIMARY KEY (tenant_id, evidence_id),
    CONSTRAINT file_sequence_unique UNIQUE (tenant_id, sequence),
    CONSTRAINT file_request_known FOREIGN KEY (tenant_id, request_id) REFERENCES evidence.request
);
SELECT sw.protect_client('evidence.file');
CREATE INDEX file_by_request ON evidence.file (tenant_id, request_id);

CREATE TABLE evidence.chain (
    tenant_id uuid   PRIMARY KEY DEFAULT sw.current_tenant(),
    sequence  bigint NOT NULL,
    sha256    text   NOT NULL
);
SELECT sw.protect('evidence.chain');

CREATE TABLE evidence.opening (
    tenant_id   uuid        NOT NULL DEFAULT sw.current_tenant(),
    opening_id  uuid        NOT NULL DEFAULT sw.uuid7(),
    client_id   uuid        NOT NULL,
    evidence_id uuid        NOT NULL,
    person_id   uuid        NOT NULL DEFAULT sw.current_actor(),
    opened_at   timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, opening_id),
    CONSTRAINT opening_file_known FOREIGN KEY (tenant_id, evidence_id) REFERENCES evidence.file
);
SELECT sw.protect_client('evidence.opening');

-- The text whose SHA-256 a receipt carries: seven lines that anyone can write again.
CREATE FUNCTION evidence.receipt_text(evidence_id uuid, request_id uuid, sha256 text, size bigint, received_at timestamptz, sequence bigint, previous text)
RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT concat_ws(E'\n', evidence_id, request_id, sha256, size, to_char(received_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), sequence, previous) || E'\n'
$$;

-- Put a file at the end of the body's chain; its receipt is the reply.
CREATE FUNCTION evidence.receive(request uuid, file_name text, type text, bytes bigint, digest text) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    head evidence.chain;
    f    evidence.file;
BEGIN
    INSERT INTO evidence.chain (sequence, sha256) VALUES (0, repeat('0', 64)) ON CONFLICT DO NOTHING;
    SELECT * INTO head FROM evidence.chain WHERE tenant_id = sw.current_tenant() FOR UPDATE;
    SELECT sw.current_tenant(), sw.uuid7(), r.client_id, r.request_id, file_name, type, bytes, digest, head.sequence + 1, head.sha256, '', sw.current_actor(), clock_timestamp()
      INTO f FROM evidence.request r WHERE r.tenant_id = sw.current_tenant() AND r.request_id = request FOR UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    f.receipt_sha256 := encode(sha256(convert_to(evidence.receipt_text(f.evidence_id, f.request_id, f.sha256, f.size, f.received_at, f.sequence, f.previous_sha256), 'UTF8')), 'hex');
    INSERT INTO evidence.file SELECT (f).*;
    UPDATE evidence.chain SET sequence = f.sequence, sha256 = f.receipt_sha256 WHERE tenant_id = f.tenant_id;
    UPDATE evidence.request SET state = 'answered' WHERE tenant_id = f.tenant_id AND request_id = f.request_id AND state IN ('open', 'returned');
    RETURN to_jsonb(f) - 'tenant_id' - 'evidence_id' - 'client_id' || jsonb_build_object('id', f.evidence_id);
END $$;

GRANT USAGE ON SCHEMA evidence TO evidence_service, stage1_service, stage2_service, surveillance_service, certificates_service, clients_service;
GRANT SELECT, INSERT ON evidence.request, evidence.judgement, evidence.opening TO evidence_service;
GRANT UPDATE (state) ON evidence.request TO evidence_service;
GRANT SELECT ON evidence.file TO evidence_service;
GRANT EXECUTE ON FUNCTION evidence.receive(uuid, text, text, bigint, text), evidence.receipt_text(uuid, uuid, text, bigint, timestamptz, bigint, text) TO evidence_service;

CREATE VIEW evidence.v_request WITH (security_barrier) AS SELECT * FROM evidence.request;
CREATE VIEW evidence.v_file WITH (security_barrier) AS SELECT * FROM evidence.file;
GRANT SELECT ON evidence.v_request, evidence.v_file TO stage1_service, stage2_service, surveillance_service, certificates_service;
