-- The work of an audit: what was looked at, what was found, what the client answered, the report.
-- Everything here proves something: it is inserted, never changed.

CREATE TABLE audits.observation (
    tenant_id      uuid        NOT NULL DEFAULT sw.current_tenant(),
    observation_id uuid        NOT NULL DEFAULT sw.uuid7(),
    audit_id       uuid        NOT NULL,
    client_id      uuid        NOT NULL,
    kind           text        NOT NULL,
    site_id        uuid        NOT NULL,
    requirement    text        NOT NULL, -- clause or control
    method         text        NOT NULL CHECK (method IN ('document', 'interview', 'observation', 'system_test')),
    subject        text, -- who was interviewed, which system was looked at
    sample         text, -- population, size, picks
    note           text        NOT NULL,
    result         text        NOT NULL CHECK (result IN ('conforming', 'nonconforming', 'not_applicable', 'follow_up')),
    remote         boolean     NOT NULL DEFAULT false,
    evidence_ids   uuid[]      NOT NULL DEFAULT '{}',
    recorded_by    uuid        NOT NULL DEFAULT sw.current_actor(),
    recorded_at    timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, observation_id),
    visit          boolean     NOT NULL GENERATED ALWAYS AS (true) STORED, -- of a site that is visited
    CONSTRAINT observation_site_known FOREIGN KEY (tenant_id, audit_id, site_id, visit)
        REFERENCES audits.audit_site (tenant_id, audit_id, site_id, visit),
    CONSTRAINT observation_audit_known FOREIGN KEY (tenant_id, audit_id, client_id, kind) REFERENCES audits.audit (tenant_id, audit_id, client_id, kind)
);
CREATE INDEX observation_by_audit ON audits.observation (tenant_id, audit_id, observation_id);

-- A document of the catalogue, judged in stage 1; the newest judgement of a reference counts.
CREATE TABLE audits.document_review (
    tenant_id   uuid        NOT NULL DEFAULT sw.current_tenant(),
    document_review_id uuid NOT NULL DEFAULT sw.uuid7(),
    audit_id    uuid        NOT NULL,
    client_id   uuid        NOT NULL,
    kind        text        NOT NULL,
    version     int         NOT NULL CHECK (version >= 1), -- of the judgement of this reference
    ref         text        NOT NULL CHECK (ref ~ '^[A-Z][0-9]{2}$'),
    title       text        NOT NULL,
    verdict     text        NOT NULL CHECK (verdict IN ('conforming', 'concern', 'missing')),
    evidence_id uuid,
    note        text,
    reviewed_by uuid        NOT NULL DEFAULT sw.current_actor(),
    reviewed_at timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, document_review_id),
    CONSTRAINT document_review_version_unique UNIQUE (tenant_id, audit_id, ref, version),
    CONSTRAINT document_review_audit_known FOREIGN KEY (tenant_id, audit_id, client_id, kind) REFERENCES audits.audit (tenant_id, audit_id, client_id, kind)
);

CREATE TABLE audits.soa_review (
    tenant_id   uuid        NOT NULL DEFAULT sw.current_tenant(),
    soa_review_id uuid      NOT NULL DEFAULT sw.uuid7(),
    audit_id    uuid        NOT NULL,
    client_id   uuid        NOT NULL,
    kind        text        NOT NULL,
    version     int         NOT NULL CHECK (version >= 1),
    soa_id      uuid        NOT NULL,
    faults      jsonb       NOT NULL, -- what the rule found
    conclusion  text        NOT NULL,
    reviewed_by uuid        NOT NULL DEFAULT sw.current_actor(),
    reviewed_at timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, soa_review_id),
    CONSTRAINT soa_review_version_unique UNIQUE (tenant_id, audit_id, version),
    CONSTRAINT soa_review_audit_known FOREIGN KEY (tenant_id, audit_id, client_id, kind) REFERENCES audits.audit (tenant_id, audit_id, client_id, kind)
);

-- An area of concern of stage 1: not a graded finding, but stage 2 has to answer it.
CREATE TABLE audits.concern (
    tenant_id   uuid        NOT NULL DEFAULT sw.current_tenant(),
    concern_id  uuid        NOT NULL DEFAULT sw.uuid7(),
    audit_id    uuid        NOT NULL,
    client_id   uuid        NOT NULL,
    kind        text        NOT NULL,
    requirement text        NOT NULL,
    statement   text        NOT NULL,
    stated_by   uuid        NOT NULL DEFAULT sw.current_actor(),
    stated_at   timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, concern_id),
    CONSTRAINT concern_audit_known FOREIGN KEY (tenant_id, audit_id, client_id, kind) REFERENCES audits.audit (tenant_id, audit_id, client_id, kind)
);

CREATE TABLE audits.concern_answer (
    tenant_id   uuid        NOT NULL DEFAULT sw.current_tenant(),
    concern_id  uuid        NOT NULL,
    audit_id    uuid        NOT NULL, -- the stage 2 audit
    client_id   uuid        NOT NULL,
    kind        text        NOT NULL,
    solved      boolean     NOT NULL,
    answer      text        NOT NULL,
    answered_by uuid        NOT NULL DEFAULT sw.current_actor(),
    answered_at timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, audit_id, concern_id),
    CONSTRAINT concern_answer_concern_known FOREIGN KEY (tenant_id, concern_id) REFERENCES audits.concern,
    CONSTRAINT concern_answer_audit_known FOREIGN KEY (tenant_id, audit_id, client_id, kind) REFERENCES audits.audit (tenant_id, audit_id, client_id, kind)
);

-- The conclusion of stage 1.
CREATE TABLE audits.readiness (
    tenant_id            uuid        NOT NULL DEFAULT sw.current_tenant(),
    audit_id             uuid        NOT NULL,
    client_id            uuid        NOT NULL,
    kind                 text        NOT NULL,
    ready                boolean     NOT NULL,
    reasons              text        NOT NULL,
    stage2_team_competent boolean    NOT NULL,
    internal_audit_on    date,
    internal_audit_sites uuid[]      NOT NULL DEFAULT '{}', -- sites in scope that it covered
    sites                int         NOT NULL, -- sites in scope on that day
    management_review_on date,
    facts                jsonb       NOT NULL, -- what the rule judged, and what it found
    concluded_by         uuid        NOT NULL DEFAULT sw.current_actor(),
    concluded_at         timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, audit_id),
    CONSTRAINT readiness_audit_known FOREIGN KEY (tenant_id, audit_id, client_id, kind) REFERENCES audits.audit (tenant_id, audit_id, client_id, kind)
);

-- Much time after stage 1: whether it, or a part of it, is repeated.  The newest one counts.
CREATE TABLE audits.interval_decision (
    tenant_id   uuid        NOT NULL DEFAULT sw.current_tenant(),
    interval_decision_id uuid NOT NULL DEFAULT sw.uuid7(),
    audit_id    uuid        NOT NULL, -- the stage 2 audit
    client_id   uuid        NOT NULL,
    kind        text        NOT NULL,
    stage1_id   uuid        NOT NULL, -- whose results are meant
    repeat      text        NOT NULL CHECK (repeat IN ('none', 'part', 'all')),
    reason      text        NOT NULL,
    decided_by  uuid        NOT NULL DEFAULT sw.current_actor(),
    decided_at  timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, interval_decision_id),
    CONSTRAINT interval_decision_stage1_known FOREIGN KEY (tenant_id, stage1_id) REFERENCES audits.audit,
    CONSTRAINT interval_decision_audit_known FOREIGN KEY (tenant_id, audit_id, client_id, kind) REFERENCES audits.audit (tenant_id, audit_id, client_id, kind)
);

-- The team found another number of persons than the client stated: the audit time has to be calculated again.
CREATE TABLE audits.head_count (
    tenant_id              uuid NOT NULL DEFAULT sw.current_tenant(),
    audit_id               uuid NOT NULL,
    client_id              uuid NOT NULL,
    kind                   text NOT NULL,
    stated                 int  NOT NULL CHECK (stated >= 0),
    found                  int  NOT NULL CHECK (found >= 1),
    stated_base_half_days  int  NOT NULL, -- of the table, before any factor; 0: beyond it
    found_base_half_days   int  NOT NULL,
    recorded_by            uuid NOT NULL DEFAULT sw.current_actor(),
    recorded_at            timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, audit_id),
    CONSTRAINT head_count_audit_known FOREIGN KEY (tenant_id, audit_id, client_id, kind) REFERENCES audits.audit (tenant_id, audit_id, client_id, kind)
);

-- A surveillance that the lead's word alone does not end: what a competent person who did not audit says to it.
CREATE TABLE audits.surveillance_review (
    tenant_id   uuid        NOT NULL DEFAULT sw.current_tenant(),
    audit_id    uuid        NOT NULL,
    client_id   uuid        NOT NULL,
    kind        text        NOT NULL,
    outcome     text        NOT NULL CHECK (outcome IN ('maintain', 'suspend', 'withdraw')), -- the last two are proposals to the decider
    reason      text        NOT NULL,
    reviewed_by uuid        NOT NULL DEFAULT sw.current_actor(),
    reviewed_at timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, audit_id),
    CONSTRAINT surveillance_review_audit_known FOREIGN KEY (tenant_id, audit_id, client_id, kind) REFERENCES audits.audit (tenant_id, audit_id, client_id, kind)
);

CREATE TABLE audits.finding (
    tenant_id      uuid        NOT NULL DEFAULT sw.current_tenant(),
    finding_id     uuid        NOT NULL DEFAULT sw.uuid7(),
    audit_id       uuid        NOT NULL,
    client_id      uuid        NOT NULL,
    kind           text        NOT NULL,
    number         text        NOT NULL,
    site_id        uuid        NOT NULL,
    grade          text        NOT NULL CHECK (grade IN ('major', 'minor', 'ofi')),
    requirement    text        NOT NULL,
    statement      text        NOT NULL,
    evidence_text  text,
    evidence_ids   uuid[]      NOT NULL DEFAULT '{}',
    discussed_with text,
    discussed_on   date,
    escalated_from uuid, -- an earlier finding whose actions were not effective
    response_due   date,
    evidence_due   date,
    raised_by      uuid        NOT NULL DEFAULT sw.current_actor(),
    raised_at      timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, finding_id),
    CONSTRAINT finding_number_unique UNIQUE (tenant_id, number),
    CONSTRAINT finding_parts CHECK (grade = 'ofi' OR (length(evidence_text) > 0 AND length(discussed_with) > 0 AND discussed_on IS NOT NULL)),
    CONSTRAINT finding_escalated_known FOREIGN KEY (tenant_id, escalated_from) REFERENCES audits.finding,
    visit          boolean     NOT NULL GENERATED ALWAYS AS (true) STORED, -- of a site that is visited
    CONSTRAINT finding_site_known FOREIGN KEY (tenant_id, audit_id, site_id, visit)
        REFERENCES audits.audit_site (tenant_id, audit_id, site_id, visit),
    CONSTRAINT finding_audit_known FOREIGN KEY (tenant_id, audit_id, client_id, kind) REFERENCES audits.audit (tenant_id, audit_id, client_id, kind)
);
CREATE INDEX finding_by_audit ON audits.finding (tenant_id, audit_id);
CREATE INDEX finding_by_client ON audits.finding (tenant_id, client_id);

-- What happened to a finding; the newest event is its state, but for a change of grade.  audit_id and kind are those of the audit in
-- which it happened: a minor of stage 2 is verified by the surveillance.  The number in the series decides
-- between two who act at once.
CREATE TABLE audits.finding_event (
    tenant_id  uuid        NOT NULL DEFAULT sw.current_tenant(),
    finding_id uuid        NOT NULL,
    seq        int         NOT NULL CHECK (seq >= 1),
    audit_id   uuid        NOT NULL,
    client_id  uuid        NOT NULL,
    kind       text        NOT NULL,
    event      text        NOT NULL CHECK (event IN ('disputed', 'raised', 'regraded', 'responded', 'response_rejected', 'response_accepted', 'evidence_submitted',
                                                     'carried_forward', 'verified', 'not_effective', 'closed', 'withdrawn')),
    payload    jsonb       NOT NULL,
    on_day     date        NOT NULL DEFAULT sw.today(),
    by_person  uuid        NOT NULL DEFAULT sw.current_actor(),
    at         timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, finding_id, seq),
    CONSTRAINT finding_event_finding_known FOREIGN KEY (tenant_id, finding_id) REFERENCES audits.finding,
    CONSTRAINT finding_event_audit_known FOREIGN KEY (tenant_id, audit_id, client_id, kind) REFERENCES audits.audit (tenant_id, audit_id, client_id, kind)
);

CREATE TABLE audits.report (
    tenant_id      uuid        NOT NULL DEFAULT sw.current_tenant(),
    report_id      uuid        NOT NULL DEFAULT sw.uuid7(),
    audit_id       uuid        NOT NULL,
    client_id      uuid        NOT NULL,
    kind           text        NOT NULL,
    version        int         NOT NULL CHECK (version >= 1),
    recommendation text        NOT NULL CHECK (recommendation IN ('proceed', 'postpone', 'certify', 'not_certify', 'maintain', 'suspend', 'withdraw', 'renew', 'not_renew')),
    content        jsonb       NOT NULL,
    sha256         text        NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'), -- of the UTF-8 text of content, as PostgreSQL writes jsonb
    signed_by      uuid        NOT NULL DEFAULT sw.current_actor(),
    signed_at      timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, report_id),
    CONSTRAINT report_version_unique UNIQUE (tenant_id, audit_id, version),
    CONSTRAINT report_audit_known FOREIGN KEY (tenant_id, audit_id, client_id, kind) REFERENCES audits.audit (tenant_id, audit_id, client_id, kind)
);
