-- Where somebody went on against the advice of a rule: what it said, why nevertheless, and who approved.  One table
-- for all services; inserted, never changed.
CREATE TABLE sw.rule_override (
    tenant_id    uuid        NOT NULL DEFAULT sw.current_tenant(),
    override_id  uuid        NOT NULL DEFAULT sw.uuid7(),
    subject_kind text        NOT NULL CHECK (subject_kind ~ '^[a-z_]{1,40}$'), -- "audit"
    subject_id   uuid        NOT NULL,
    rule         text        NOT NULL,
    clause       text        NOT NULL,
    detail       text        NOT NULL, -- the sentence of the warning, with its facts
    reason       text        NOT NULL CHECK (length(reason) > 0),
    approved_by  uuid        NOT NULL,
    recorded_by  uuid        NOT NULL DEFAULT sw.current_actor(),
    at           timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, override_id),
    CONSTRAINT rule_override_not_own CHECK (approved_by <> recorded_by)
);
CREATE INDEX rule_override_by_subject ON sw.rule_override (tenant_id, subject_id, override_id);
SELECT sw.protect_staff('sw.rule_override');

CREATE FUNCTION sw.override_add(subject_kind text, subject_id uuid, rule text, clause text, detail text, reason text, approved_by uuid) RETURNS uuid
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO sw.rule_override (subject_kind, subject_id, rule, clause, detail, reason, approved_by)
    VALUES (subject_kind, subject_id, rule, clause, detail, reason, approved_by) RETURNING override_id
$$;

CREATE VIEW sw.v_rule_override WITH (security_barrier) AS SELECT * FROM sw.rule_override;

GRANT EXECUTE ON FUNCTION sw.override_add(text, uuid, text, text, text, text, uuid) TO :services;
GRANT SELECT ON sw.v_rule_override TO :services;
