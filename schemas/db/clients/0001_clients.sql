-- Client organisations: who they are, where they work, what they applied for, what was agreed, how long
-- their audits must be, and the programme of the three-year cycle.

CREATE TABLE clients.client (
    tenant_id       uuid        NOT NULL DEFAULT sw.current_tenant(),
    client_id       uuid        NOT NULL DEFAULT sw.uuid7(),
    number          text        NOT NULL DEFAULT 'C-' || lpad(sw.next_number('client')::text, 4, '0'),
    legal_name      text        NOT NULL,
    trading_name    text,
    registration_id text        NOT NULL,
    street          text        NOT NULL,
    city            text        NOT NULL,
    postal_code     text        NOT NULL,
    country         text        NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
    sectors         int[]       NOT NULL, -- IAF 1..39
    technical_areas text[]      NOT NULL, -- of the certification body, as T3
    language        text        NOT NULL,
    state           text        NOT NULL DEFAULT 'prospect' CHECK (state IN ('prospect', 'applicant', 'contracted', 'certified', 'former')),
    created_by      uuid        DEFAULT sw.current_actor(),
    created_at      timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, client_id),
    CONSTRAINT client_sectors_known CHECK (1 <= ALL (sectors) AND 39 >= ALL (sectors)),
    CONSTRAINT client_number_unique UNIQUE (tenant_id, number),
    CONSTRAINT client_registration_unique UNIQUE (tenant_id, country, registration_id)
);

CREATE TABLE clients.contact (
    tenant_id  uuid NOT NULL DEFAULT sw.current_tenant(),
    contact_id uuid NOT NULL DEFAULT sw.uuid7(),
    client_id  uuid NOT NULL,
    name       text NOT NULL,
    email      text NOT NULL,
    phone      text,
    duty       text NOT NULL, -- management representative, security officer, ...
    created_at timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, contact_id),
    CONSTRAINT contact_client_known FOREIGN KEY (tenant_id, client_id) REFERENCES clients.client
);

CREATE TABLE clients.site (
    tenant_id        uuid    NOT NULL DEFAULT sw.current_tenant(),
    site_id          uuid    NOT NULL DEFAULT sw.uuid7(),
    client_id        uuid    NOT NULL,
    code             text    NOT NULL,
    name             text    NOT NULL,
    kind             text    NOT NULL CHECK (kind IN ('central', 'permanent', 'temporary', 'virtual')),
    street           text    NOT NULL,
    city             text    NOT NULL,
    postal_code      text    NOT NULL,
    country          text    NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
    persons          int     NOT NULL CHECK (persons BETWEEN 1 AND 1000000),
    activity_group   text    NOT NULL, -- sites of one group do very similar work (IAF MD 1 6.1)
    activities       text    NOT NULL,
    significant_risk boolean NOT NULL,
    active_from      date    NOT NULL DEFAULT sw.today(),
    active_to        date,
    created_at       timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, site_id),
    CONSTRAINT site_code_unique UNIQUE (tenant_id, client_id, code),
    CONSTRAINT site_client_known FOREIGN KEY (tenant_id, client_id) REFERENCES clients.client
);
-- One central function a client.
CREATE UNIQUE INDEX site_one_central ON clients.site (tenant_id, client_id) WHERE kind = 'central' AND active_to IS NULL;

CREATE TABLE clients.soa (
    tenant_id   uuid        NOT NULL DEFAULT sw.current_tenant(),
    soa_id      uuid        NOT NULL DEFAULT sw.uuid7(),
    client_id   uuid        NOT NULL,
    version     text        NOT NULL,
    soa_date    date        NOT NULL,
    approved_by text        NOT NULL,
    entries     jsonb       NOT NULL, -- [{control, applicable, justification, status, owner}]
    sha256      text        NOT NULL, -- of the entries as PostgreSQL writes them
    faults      jsonb       NOT NULL, -- what the automatic check found
    created_by  uuid        DEFAULT sw.current_actor(),
    created_at  timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, soa_id),
    CONSTRAINT soa_version_unique UNIQUE (tenant_id, client_id, version),
    CONSTRAINT soa_client_known FOREIGN KEY (tenant_id, client_id) REFERENCES clients.client
);

CREATE TABLE clients.application (
    tenant_id          uuid        NOT NULL DEFAULT sw.current_tenant(),
    application_id     uuid        NOT NULL DEFAULT sw.uuid7(),
    client_id          uuid        NOT NULL,
    state              text        NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'submitted', 'info_requested', 'accepted', 'declined', 'withdrawn', 'contracted')),
    standard           text        NOT NULL CHECK (standard = 'ISO/IEC 27001:2022'),
    scope              text        NOT NULL,
    isms_implemented   boolean     NOT NULL, -- a documented and implemented ISMS exists (APP-2)
    consultancy        text        NOT NULL, -- by whom, or that there was none (APP-1)
    outsourcing        text        NOT NULL,
    hidden_information text        NOT NULL, -- records that auditors may not see (8.4.2)
    languages          text[]      NOT NULL,
    full_time          int         NOT NULL CHECK (full_time >= 0),
    part_times         jsonb       NOT NULL DEFAULT '[]',
    person_groups      jsonb       NOT NULL DEFAULT '[]',
    soa_id             uuid,
    -- Parts that a draft may leave open: the submission asks for each (APP-1, APP-2).
    representative     text, -- who is authorised to apply
    processes          text, -- and operations
    resources          text, -- human and technical
    relationships      text, -- functions, and to a larger organisation
    legal_duties       text,
    technology         text,
    development        text,
    critical_sector    text,
    remote_work        text,
    certifies_systems  boolean     NOT NULL DEFAULT false, -- it certifies management systems itself (SOD-7)
    created_by         uuid        DEFAULT sw.current_actor(),
    created_at         timestamptz NOT NULL DEFAULT sw.now(),
    submitted_at       timestamptz,
    PRIMARY KEY (tenant_id, application_id),
    CONSTRAINT application_client_known FOREIGN KEY (tenant_id, client_id) REFERENCES clients.client,
    CONSTRAINT application_soa_known FOREIGN KEY (tenant_id, soa_id) REFERENCES clients.soa
);

CREATE TABLE clients.application_review (
    tenant_id      uuid        NOT NULL DEFAULT sw.current_tenant(),
    application_id uuid        NOT NULL,
    client_id      uuid        NOT NULL,
    outcome        text        NOT NULL CHECK (outcome IN ('accept', 'decline')),
    reason         text        NOT NULL,
    points         text[]      NOT NULL DEFAULT '{}', -- what it looked at (9.1.2.1)
    competence     jsonb       NOT NULL, -- what the team and the decision need (9.1.2.3)
    reviewed_by    uuid        NOT NULL DEFAULT sw.current_actor(),
    reviewed_at    timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, application_id),
    CONSTRAINT review_application_known FOREIGN KEY (tenant_id, application_id) REFERENCES clients.application
);

CREATE TABLE clients.agreement (
    tenant_id        uuid        NOT NULL DEFAULT sw.current_tenant(),
    agreement_id     uuid        NOT NULL DEFAULT sw.uuid7(),
    client_id        uuid        NOT NULL,
    application_id   uuid        NOT NULL,
    signed_on        date        NOT NULL,
    signed_by_name   text        NOT NULL,
    clauses_accepted boolean     NOT NULL CHECK (clauses_accepted), -- 8.3.4, 8.5.3
    site_ids         uuid[]      NOT NULL DEFAULT '{}', -- sites it covers: all in scope on the day of its record
    created_by       uuid        DEFAULT sw.current_actor(),
    created_at       timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, agreement_id),
    CONSTRAINT agreement_once UNIQUE (tenant_id, application_id),
    CONSTRAINT agreement_client_known FOREIGN KEY (tenant_id, client_id) REFERENCES clients.client,
    CONSTRAINT agreement_application_known FOREIGN KEY (tenant_id, application_id) REFERENCES clients.application
);

-- A calculation of audit time: the question with its pack and the answer, so that it can be asked again.
CREATE TABLE clients.audit_time (
    tenant_id      uuid        NOT NULL DEFAULT sw.current_tenant(),
    audit_time_id  uuid        NOT NULL DEFAULT sw.uuid7(),
    client_id      uuid        NOT NULL,
    application_id uuid        NOT NULL,
    pack           text        NOT NULL,
    inputs         jsonb       NOT NULL,
    result         jsonb       NOT NULL,
    total_half_days           int NOT NULL GENERATED ALWAYS AS ((result ->> 'total_half_days')::int) STORED,
    stage1_half_days          int NOT NULL GENERATED ALWAYS AS ((result ->> 'stage1_half_days')::int) STORED,
    stage2_half_days          int NOT NULL GENERATED ALWAYS AS ((result ->> 'stage2_half_days')::int) STORED,
    surveillance_half_days    int NOT NULL GENERATED ALWAYS AS ((result ->> 'surveillance_half_days')::int) STORED,
    recertification_half_days int NOT NULL GENERATED ALWAYS AS ((result ->> 'recertification_half_days')::int) STORED,
    onsite_minimum_tenths     int NOT NULL GENERATED ALWAYS AS ((result ->> 'onsite_minimum_tenths')::int) STORED,
    calculated_by  uuid        DEFAULT sw.current_actor(),
    calculated_at  timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, audit_time_id),
    CONSTRAINT audit_time_application_known FOREIGN KEY (tenant_id, application_id) REFERENCES clients.application
);

CREATE TABLE clients.programme (
    tenant_id      uuid        NOT NULL DEFAULT sw.current_tenant(),
    programme_id   uuid        NOT NULL DEFAULT sw.uuid7(),
    client_id      uuid        NOT NULL,
    application_id uuid        NOT NULL,
    audit_time_id  uuid        NOT NULL,
    created_by     uuid        DEFAULT sw.current_actor(),
    created_at     timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, programme_id),
    CONSTRAINT programme_once UNIQUE (tenant_id, application_id),
    CONSTRAINT programme_client_known FOREIGN KEY (tenant_id, client_id) REFERENCES clients.client,
    CONSTRAINT programme_application_known FOREIGN KEY (tenant_id, application_id) REFERENCES clients.application,
    CONSTRAINT programme_audit_time_known FOREIGN KEY (tenant_id, audit_time_id) REFERENCES clients.audit_time
);

CREATE TABLE clients.programme_audit (
    tenant_id    uuid NOT NULL DEFAULT sw.current_tenant(),
    programme_id uuid NOT NULL,
    client_id    uuid NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('stage1', 'stage2', 'surveillance1', 'surveillance2', 'recertification')),
    half_days    int  NOT NULL CHECK (half_days > 0),
    PRIMARY KEY (tenant_id, programme_id, kind),
    CONSTRAINT programme_audit_programme_known FOREIGN KEY (tenant_id, programme_id) REFERENCES clients.programme
);

-- A site sample: the question (the frozen list, and the seed made after it) and the answer; anyone can draw it
-- again.  Sites that join a certified client are a set of their own, drawn as often as some join.
CREATE TABLE clients.site_sample (
    tenant_id      uuid        NOT NULL DEFAULT sw.current_tenant(),
    site_sample_id uuid        NOT NULL DEFAULT sw.uuid7(),
    programme_id   uuid        NOT NULL,
    client_id      uuid        NOT NULL,
    audit_kind     text        NOT NULL CHECK (audit_kind IN ('stage2', 'surveillance1', 'surveillance2', 'recertification', 'extension')),
    inputs         jsonb       NOT NULL,
    result         jsonb       NOT NULL,
    wanted_reason  text, -- why the planner asks for sites by name
    picked         uuid[]      NOT NULL,
    drawn_by       uuid        DEFAULT sw.current_actor(),
    drawn_at       timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, site_sample_id),
    CONSTRAINT site_sample_programme_known FOREIGN KEY (tenant_id, programme_id) REFERENCES clients.programme
);

CREATE UNIQUE INDEX site_sample_once ON clients.site_sample (tenant_id, programme_id, audit_kind) WHERE audit_kind <> 'extension';

-- What the API says of the two.
CREATE FUNCTION clients.audit_time_json(t clients.audit_time) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT to_jsonb(t) - 'tenant_id' - 'audit_time_id' || jsonb_build_object('id', t.audit_time_id, 'steps', t.result -> 'steps')
$$;
CREATE FUNCTION clients.site_sample_json(m clients.site_sample) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT to_jsonb(m) - 'tenant_id' - 'site_sample_id'
           || jsonb_build_object('id', m.site_sample_id, 'seed', m.inputs -> 'seed', 'sites', m.result -> 'sites', 'groups', m.result -> 'groups')
$$;
GRANT EXECUTE ON FUNCTION clients.audit_time_json(clients.audit_time), clients.site_sample_json(clients.site_sample) TO clients_service;

SELECT sw.protect_client('clients.' || name)
  FROM unnest('{client,contact,site,soa,application,agreement,programme,programme_audit}'::text[]) AS name;
-- How the body judged the application, the time and the sample is its own working paper.
SELECT sw.protect_staff('clients.' || name) FROM unnest('{application_review,audit_time,site_sample}'::text[]) AS name;

GRANT USAGE ON SCHEMA clients TO :services;
GRANT SELECT, INSERT ON clients.client, clients.contact, clients.site, clients.soa, clients.application, clients.application_review, clients.agreement,
    clients.audit_time, clients.programme, clients.programme_audit, clients.site_sample TO clients_service;
GRANT UPDATE (legal_name, trading_name, street, city, postal_code, country, sectors, technical_areas, language, state) ON clients.client TO clients_service;
GRANT UPDATE (state, submitted_at, soa_id, scope, isms_implemented, consultancy, outsourcing, hidden_information, languages, full_time, representative,
    processes, resources, relationships, legal_duties, technology, development, critical_sector, remote_work, certifies_systems) ON clients.application TO clients_service;
GRANT UPDATE (active_to) ON clients.site TO clients_service;

CREATE VIEW clients.v_client WITH (security_barrier) AS SELECT * FROM clients.client;
CREATE VIEW clients.v_site WITH (security_barrier) AS SELECT * FROM clients.site;
CREATE VIEW clients.v_soa WITH (security_barrier) AS SELECT * FROM clients.soa;
CREATE VIEW clients.v_application WITH (security_barrier) AS SELECT * FROM clients.application;
CREATE VIEW clients.v_agreement WITH (security_barrier) AS SELECT * FROM clients.agreement;
CREATE VIEW clients.v_audit_time WITH (security_barrier) AS SELECT * FROM clients.audit_time;
CREATE VIEW clients.v_programme WITH (security_barrier) AS SELECT * FROM clients.programme;
CREATE VIEW clients.v_programme_audit WITH (security_barrier) AS SELECT *, NULL::date AS due_by FROM clients.programme_audit;
CREATE VIEW clients.v_site_sample WITH (security_barrier) AS SELECT * FROM clients.site_sample;
GRANT SELECT ON clients.v_client, clients.v_site TO :services;
GRANT SELECT ON clients.v_soa, clients.v_application, clients.v_agreement, clients.v_audit_time, clients.v_programme, clients.v_programme_audit,
    clients.v_site_sample TO stage1_service, stage2_service, surveillance_service, certificates_service, evidence_service;
