-- Technical reviews, certification decisions and the certificates that come of them.  All but the state
-- of a certificate is inserted and never changed.

CREATE TABLE certificates.review (
    tenant_id    uuid        NOT NULL DEFAULT sw.current_tenant(),
    review_id    uuid        NOT NULL DEFAULT sw.uuid7(),
    client_id    uuid        NOT NULL,
    programme_id uuid        NOT NULL,
    audit_id     uuid        NOT NULL, -- stage 2 or recertification
    outcome      text        NOT NULL CHECK (outcome IN ('pass', 'return')),
    checklist    jsonb       NOT NULL, -- [{item, satisfied, note}]
    note         text        NOT NULL,
    facts        jsonb       NOT NULL, -- the question that was judged
    result       jsonb       NOT NULL, -- and the answer
    sha256       text        NOT NULL, -- of the facts in canonical form (RFC 8785)
    rule_pack    text        NOT NULL,
    reviewed_by  uuid        NOT NULL DEFAULT sw.current_actor(),
    reviewed_at  timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, review_id)
);
CREATE INDEX review_by_audit ON certificates.review (tenant_id, audit_id, review_id);

CREATE TABLE certificates.decision (
    tenant_id      uuid        NOT NULL DEFAULT sw.current_tenant(),
    decision_id    uuid        NOT NULL DEFAULT sw.uuid7(),
    review_id      uuid        NOT NULL,
    client_id      uuid        NOT NULL,
    programme_id   uuid        NOT NULL,
    audit_id       uuid        NOT NULL,
    outcome        text        NOT NULL CHECK (outcome IN ('grant', 'refuse')),
    decided_on     date        NOT NULL,
    effective_on   date, -- of a grant
    expires_on     date,
    reason         text        NOT NULL,
    second_decider uuid, -- against the recommendation of the team (ISO/IEC 27006-1 9.5.2)
    facts          jsonb       NOT NULL,
    result         jsonb       NOT NULL,
    sha256         text        NOT NULL,
    rule_pack      text        NOT NULL,
    decided_by     uuid        NOT NULL DEFAULT sw.current_actor(),
    decided_at     timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, decision_id),
    -- Whoever decides first, decides: this is what 64 clerks at once run into.
    CONSTRAINT decision_once UNIQUE (tenant_id, review_id),
    CONSTRAINT decision_review_known FOREIGN KEY (tenant_id, review_id) REFERENCES certificates.review,
    CONSTRAINT decision_dates CHECK ((outcome = 'grant') = (effective_on IS NOT NULL AND expires_on IS NOT NULL)),
    CONSTRAINT decision_not_backdated CHECK (effective_on >= decided_on)
);
-- An audit leads to one certificate, however often it was reviewed.
CREATE UNIQUE INDEX decision_one_grant ON certificates.decision (tenant_id, audit_id) WHERE outcome = 'grant';

CREATE TABLE certificates.certificate (
    tenant_id      uuid        NOT NULL DEFAULT sw.current_tenant(),
    certificate_id uuid        NOT NULL DEFAULT sw.uuid7(),
    decision_id    uuid        NOT NULL,
    client_id      uuid        NOT NULL,
    programme_id   uuid        NOT NULL,
    audit_id       uuid        NOT NULL,
    number         text        NOT NULL,
    public_id      text        NOT NULL CHECK (public_id ~ '^[0-9A-HJKMNP-TV-Z]{12}$'), -- 60 random bits
    state          text        NOT NULL DEFAULT 'issuing' CHECK (state IN ('issuing', 'active', 'suspended', 'withdrawn', 'expired')),
    standard       text        NOT NULL,
    scope          text        NOT NULL,
    soa_id         uuid        NOT NULL, -- the one that was audited
    decided_on     date        NOT NULL,
    effective_on   date        NOT NULL,
    expires_on     date        NOT NULL,
    cycle_anchor   date        NOT NULL, -- first effective date; expiries follow from it
    cycle_number   int         NOT NULL DEFAULT 1 CHECK (cycle_number >= 1),
    gap_from       date, -- restored after expiry: first and last day without certification, shown
    gap_to         date,
    created_at     timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, certificate_id),
    CONSTRAINT certificate_once UNIQUE (tenant_id, decision_id),
    CONSTRAINT certificate_number_unique UNIQUE (tenant_id, number),
    CONSTRAINT certificate_public_id_unique UNIQUE (tenant_id, public_id),
    CONSTRAINT certificate_decision_known FOREIGN KEY (tenant_id, decision_id) REFERENCES certificates.decision,
    CONSTRAINT certificate_dates CHECK (effective_on >= decided_on AND expires_on > effective_on AND cycle_anchor <= effective_on),
    CONSTRAINT certificate_gap CHECK ((gap_from IS NULL) = (gap_to IS NULL) AND gap_from <= gap_to AND gap_to < effective_on)
);
CREATE INDEX certificate_by_client ON certificates.certificate (tenant_id, client_id);
-- What the jobs look for.
CREATE INDEX certificate_to_issue ON certificates.certificate (tenant_id, certificate_id) WHERE state = 'issuing';
CREATE INDEX certificate_to_expire ON certificates.certificate (tenant_id, expires_on) WHERE state IN ('active', 'suspended');

-- The documents of a certificate; a revision replaces the one before.
CREATE TABLE certificates.certificate_version (
    tenant_id      uuid        NOT NULL DEFAULT sw.current_tenant(),
    certificate_id uuid        NOT NULL,
    revision       int         NOT NULL CHECK (revision >= 1),
    client_id      uuid        NOT NULL,
    credential     text        NOT NULL, -- canonical JSON, byte for byte what was signed
    digest         text        NOT NULL CHECK (length(digest) = 64), -- SHA-256 of it
    check_digits   text        NOT NULL, -- its first 65 bits as the QR code has them
    jwt            text        NOT NULL,
    pdf            bytea       NOT NULL,
    pdf_sha256     text        NOT NULL,
    made_at        timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, certificate_id, revision),
    CONSTRAINT version_certificate_known FOREIGN KEY (tenant_id, certificate_id) REFERENCES certificates.certificate
);

CREATE TABLE certificates.status_event (
    tenant_id       uuid        NOT NULL DEFAULT sw.current_tenant(),
    status_event_id uuid        NOT NULL DEFAULT sw.uuid7(),
    certificate_id  uuid        NOT NULL,
    client_id       uuid        NOT NULL,
    from_state      text        NOT NULL,
    to_state        text        NOT NULL CHECK (to_state IN ('active', 'suspended', 'withdrawn', 'expired')),
    effective_on    date        NOT NULL,
    until_on        date, -- last day of a suspension
    reason          text        NOT NULL,
    ground          text, -- of a suspension: failure, no_audit, request
    conditions      text, -- what ends it
    solved_on       date, -- of a reinstatement: when the cause was solved
    evidence        text, -- what shows it
    decided_by      uuid        DEFAULT sw.current_actor(), -- NULL: by itself
    at              timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, status_event_id),
    CONSTRAINT status_event_certificate_known FOREIGN KEY (tenant_id, certificate_id) REFERENCES certificates.certificate
);
CREATE INDEX status_event_by_certificate ON certificates.status_event (tenant_id, certificate_id, status_event_id);

-- What a certificate is today: its last day over, it is expired, whether or not a job has said so yet.
CREATE FUNCTION certificates.state_now(c certificates.certificate) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN c.state IN ('active', 'suspended') AND c.expires_on < sw.today() THEN 'expired' ELSE c.state END
$$;

-- Last day of the suspension it is in.
CREATE FUNCTION certificates.suspended_until(c certificates.certificate) RETURNS date
LANGUAGE sql STABLE AS $$
    SELECT e.until_on FROM certificates.status_event e
     WHERE e.certificate_id = c.certificate_id AND certificates.state_now(c) = 'suspended'
     ORDER BY e.status_event_id DESC LIMIT 1
$$;
GRANT EXECUTE ON FUNCTION certificates.state_now(certificates.certificate), certificates.suspended_until(certificates.certificate)
    TO certificates_service;

-- Why it was decided is the body's own; what was decided and issued, the client sees as well.
SELECT sw.protect_staff('certificates.review');
SELECT sw.protect_client('certificates.' || name)
  FROM unnest('{decision,certificate,certificate_version,status_event}'::text[]) AS name;

GRANT USAGE ON SCHEMA certificates TO :services;
GRANT SELECT, INSERT ON certificates.review, certificates.decision, certificates.certificate, certificates.certificate_version,
    certificates.status_event TO certificates_service;
GRANT UPDATE (state) ON certificates.certificate TO certificates_service;

-- What others may know: the programme follows from decision and dates, the client's standing from the state.
CREATE VIEW certificates.v_certification WITH (security_barrier) AS
    SELECT tenant_id, certificate_id, client_id, programme_id, audit_id, decision_id, number, public_id, state, standard, scope, soa_id,
           decided_on, effective_on, expires_on, cycle_anchor, cycle_number
      FROM certificates.certificate;
CREATE VIEW certificates.v_decision WITH (security_barrier) AS
    SELECT tenant_id, decision_id, review_id, client_id, programme_id, audit_id, outcome, decided_on, effective_on, expires_on, decided_by
      FROM certificates.decision;
GRANT SELECT ON certificates.v_certification, certificates.v_decision
    TO clients_service, stage1_service, stage2_service, surveillance_service, evidence_service, certificates_service;
