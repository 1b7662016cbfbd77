-- Audits of every kind: who goes where when, how long, by which plan.  Written by three services, each
-- held to its own kinds.  Every table carries client and kind of its audit, tied to it by the foreign
-- key, so that the walls need no sub-query.

-- The kinds of audit that the service at the other end of this connection may write.
CREATE FUNCTION audits.own_kinds() RETURNS text[]
LANGUAGE sql STABLE AS $$
    SELECT CASE session_user WHEN 'stage1_service' THEN '{stage1}'::text[]
                             WHEN 'stage2_service' THEN '{stage2}'::text[]
                             WHEN 'surveillance_service' THEN '{surveillance1,surveillance2,recertification}'::text[]
                             ELSE '{}'::text[] END
$$;

CREATE TABLE audits.audit (
    tenant_id    uuid        NOT NULL DEFAULT sw.current_tenant(),
    audit_id     uuid        NOT NULL DEFAULT sw.uuid7(),
    client_id    uuid        NOT NULL,
    programme_id uuid        NOT NULL,
    kind         text        NOT NULL CHECK (kind IN ('stage1', 'stage2', 'surveillance1', 'surveillance2', 'recertification')),
    number       text        NOT NULL DEFAULT 'A-' || lpad(sw.next_number('audit')::text, 4, '0'),
    state        text        NOT NULL DEFAULT 'planned'
                             CHECK (state IN ('planned', 'team_notified', 'confirmed', 'plan_sent', 'in_progress', 'fieldwork_closed',
                                              'report_issued', 'closed', 'postponed', 'cancelled', 'aborted')),
    starts_on    date, -- NULL while only the due date is known
    ends_on      date,
    due_by       date, -- last day by which it must end, where a rule sets one
    half_days    int         NOT NULL CHECK (half_days >= 0), -- calculated, ISO/IEC 17021-1 9.1.4
    soa_id       uuid,
    standard     text        NOT NULL,
    scope        text        NOT NULL,
    same_day_accepted boolean NOT NULL DEFAULT false, -- the client accepted in writing that stage 2 follows stage 1 at once
    created_by   uuid        DEFAULT sw.current_actor(),
    created_at   timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, audit_id),
    CONSTRAINT audit_identity UNIQUE (tenant_id, audit_id, client_id, kind),
    CONSTRAINT audit_number_unique UNIQUE (tenant_id, number),
    CONSTRAINT audit_dates CHECK ((starts_on IS NULL) = (ends_on IS NULL) AND ends_on >= starts_on)
);
COMMENT ON COLUMN audits.audit.kind IS 'Decides which service may write it; see audits.own_kinds().';
-- One living audit of a kind in a programme: what makes the planning of the first surveillance safe to repeat.  A closed
-- stage 1 may be repeated.
CREATE UNIQUE INDEX audit_one_of_a_kind ON audits.audit (tenant_id, programme_id, kind)
    WHERE state NOT IN ('cancelled', 'aborted') AND NOT (kind = 'stage1' AND state = 'closed');
CREATE INDEX audit_by_client ON audits.audit (tenant_id, client_id, kind);

CREATE TABLE audits.audit_site (
    tenant_id uuid    NOT NULL DEFAULT sw.current_tenant(),
    audit_id  uuid    NOT NULL,
    site_id   uuid    NOT NULL,
    client_id uuid    NOT NULL,
    kind      text    NOT NULL,
    code      text    NOT NULL,
    name      text    NOT NULL,
    central   boolean NOT NULL,
    visit     boolean NOT NULL DEFAULT true, -- false: the planner left it out again
    PRIMARY KEY (tenant_id, audit_id, site_id),
    CONSTRAINT audit_site_visit UNIQUE (tenant_id, audit_id, site_id, visit), -- what was seen there keeps it
    CONSTRAINT audit_site_audit_known FOREIGN KEY (tenant_id, audit_id, client_id, kind) REFERENCES audits.audit (tenant_id, audit_id, client_id, kind)
);

-- An appointment: the newest version is the team.  The question that competence, impartiality and time were judged
-- on names people's declarations, so auditees do not see it.
CREATE TABLE audits.team (
    tenant_id    uuid        NOT NULL DEFAULT sw.current_tenant(),
    team_id      uuid        NOT NULL DEFAULT sw.uuid7(),
    audit_id     uuid        NOT NULL,
    client_id    uuid        NOT NULL,
    kind         text        NOT NULL,
    version      int         NOT NULL CHECK (version >= 1),
    inputs       jsonb       NOT NULL,
    result       jsonb       NOT NULL,
    appointed_by uuid        NOT NULL DEFAULT sw.current_actor(),
    appointed_at timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, team_id),
    CONSTRAINT team_version_unique UNIQUE (tenant_id, audit_id, version),
    CONSTRAINT team_audit_known FOREIGN KEY (tenant_id, audit_id, client_id, kind) REFERENCES audits.audit (tenant_id, audit_id, client_id, kind)
);

CREATE TABLE audits.team_member (
    tenant_id      uuid NOT NULL DEFAULT sw.current_tenant(),
    audit_id       uuid NOT NULL,
    version        int  NOT NULL,
    person_id      uuid NOT NULL,
    client_id      uuid NOT NULL,
    kind           text NOT NULL,
    role           text NOT NULL CHECK (role IN ('lead', 'auditor', 'technical_expert', 'trainee', 'observer')),
    half_days      int  NOT NULL CHECK (half_days BETWEEN 0 AND 400),
    accompanied_by uuid, -- an expert's auditor, a trainee's evaluator
    PRIMARY KEY (tenant_id, audit_id, version, person_id),
    CONSTRAINT team_member_team_known FOREIGN KEY (tenant_id, audit_id, version) REFERENCES audits.team (tenant_id, audit_id, version),
    CONSTRAINT team_member_audit_known FOREIGN KEY (tenant_id, audit_id, client_id, kind) REFERENCES audits.audit (tenant_id, audit_id, client_id, kind)
);

-- The team made known to the client, and what the client said to it.
CREATE TABLE audits.notice (
    tenant_id       uuid        NOT NULL DEFAULT sw.current_tenant(),
    notice_id       uuid        NOT NULL DEFAULT sw.uuid7(),
    audit_id        uuid        NOT NULL,
    client_id       uuid        NOT NULL,
    kind            text        NOT NULL,
    version         int         NOT NULL, -- of the team
    note            text,
    objection_answer text, -- what the body says to the client's objection to the team before
    objection_until date        NOT NULL,
    notified_by     uuid        NOT NULL DEFAULT sw.current_actor(),
    notified_at     timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, notice_id),
    CONSTRAINT notice_team_known FOREIGN KEY (tenant_id, audit_id, version) REFERENCES audits.team (tenant_id, audit_id, version),
    CONSTRAINT notice_audit_known FOREIGN KEY (tenant_id, audit_id, client_id, kind) REFERENCES audits.audit (tenant_id, audit_id, client_id, kind)
);

CREATE TABLE audits.confirmation (
    tenant_id       uuid        NOT NULL DEFAULT sw.current_tenant(),
    confirmation_id uuid        NOT NULL DEFAULT sw.uuid7(),
    audit_id        uuid        NOT NULL,
    client_id       uuid        NOT NULL,
    kind            text        NOT NULL,
    accepted        boolean     NOT NULL,
    reason          text, -- of an objection
    confirmed_by    uuid        NOT NULL DEFAULT sw.current_actor(),
    confirmed_at    timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, confirmation_id),
    CONSTRAINT confirmation_reason CHECK (accepted OR length(reason) > 0),
    CONSTRAINT confirmation_audit_known FOREIGN KEY (tenant_id, audit_id, client_id, kind) REFERENCES audits.audit (tenant_id, audit_id, client_id, kind)
);

CREATE TABLE audits.plan (
    tenant_id     uuid        NOT NULL DEFAULT sw.current_tenant(),
    plan_id       uuid        NOT NULL DEFAULT sw.uuid7(),
    audit_id      uuid        NOT NULL,
    client_id     uuid        NOT NULL,
    kind          text        NOT NULL,
    version       int         NOT NULL CHECK (version >= 1),
    objectives    text        NOT NULL,
    criteria      text        NOT NULL,
    items         jsonb       NOT NULL,
    direct_tenths int         NOT NULL CHECK (direct_tenths >= 0), -- opening to closing, all auditors [1/10 day]
    remote_risk   text, -- risk analysis, where anything is remote
    planned_by    uuid        NOT NULL DEFAULT sw.current_actor(),
    planned_at    timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, plan_id),
    CONSTRAINT plan_version_unique UNIQUE (tenant_id, audit_id, version),
    CONSTRAINT plan_audit_known FOREIGN KEY (tenant_id, audit_id, client_id, kind) REFERENCES audits.audit (tenant_id, audit_id, client_id, kind)
);

CREATE TABLE audits.plan_agreement (
    tenant_id uuid        NOT NULL DEFAULT sw.current_tenant(),
    plan_id   uuid        NOT NULL,
    audit_id  uuid        NOT NULL,
    client_id uuid        NOT NULL,
    kind      text        NOT NULL,
    agreed_by uuid        NOT NULL DEFAULT sw.current_actor(),
    agreed_at timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, plan_id),
    CONSTRAINT plan_agreement_plan_known FOREIGN KEY (tenant_id, plan_id) REFERENCES audits.plan,
    CONSTRAINT plan_agreement_audit_known FOREIGN KEY (tenant_id, audit_id, client_id, kind) REFERENCES audits.audit (tenant_id, audit_id, client_id, kind)
);

CREATE TABLE audits.meeting (
    tenant_id         uuid        NOT NULL DEFAULT sw.current_tenant(),
    audit_id          uuid        NOT NULL,
    meeting           text        NOT NULL CHECK (meeting IN ('opening', 'closing')),
    client_id         uuid        NOT NULL,
    kind              text        NOT NULL,
    held_on           date        NOT NULL,
    attendees         jsonb       NOT NULL,
    persons_confirmed int, -- persons in scope that the team found at the opening
    notes             text,
    recorded_by       uuid        NOT NULL DEFAULT sw.current_actor(),
    recorded_at       timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, audit_id, meeting),
    CONSTRAINT meeting_audit_known FOREIGN KEY (tenant_id, audit_id, client_id, kind) REFERENCES audits.audit (tenant_id, audit_id, client_id, kind)
);
