-- Certification bodies, their people, how they sign in, what they are competent for, what they declared.

CREATE TABLE identity.body (
    tenant_id            uuid        PRIMARY KEY DEFAULT sw.current_tenant(),
    slug                 text        NOT NULL CHECK (slug ~ '^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$'),
    name                 text        NOT NULL,
    street               text        NOT NULL,
    city                 text        NOT NULL,
    country              text        NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
    accreditation_body   text        NOT NULL,
    accreditation_acronym text       NOT NULL,
    accreditation_number text        NOT NULL,
    time_zone            text        NOT NULL,
    rule_pack            text        NOT NULL DEFAULT '27006-1:2024',
    created_at           timestamptz NOT NULL DEFAULT sw.now(),
    -- A slug stands in public addresses: it is the one thing that is unique over all bodies.
    CONSTRAINT body_slug_unique UNIQUE (slug)
);
SELECT sw.protect('identity.body');

CREATE TABLE identity.person (
    tenant_id  uuid        NOT NULL DEFAULT sw.current_tenant(),
    person_id  uuid        NOT NULL DEFAULT sw.uuid7(),
    client_id  uuid, -- set for an auditee: the one client of hers
    name       text        NOT NULL,
    email      text        NOT NULL,
    email_norm text        NOT NULL GENERATED ALWAYS AS (lower(email)) STORED,
    roles      text[]      NOT NULL,
    languages  text[]      NOT NULL DEFAULT '{en}',
    active     boolean     NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, person_id),
    CONSTRAINT person_email_unique UNIQUE (tenant_id, email_norm),
    CONSTRAINT person_body_known FOREIGN KEY (tenant_id) REFERENCES identity.body,
    CONSTRAINT person_auditee_has_client CHECK (('auditee' = ANY (roles)) = (client_id IS NOT NULL)),
    CONSTRAINT person_roles_known CHECK (roles <@ '{auditee,planner,auditor,reviewer,decider,administrator}'::text[]
                                         AND (client_id IS NULL OR roles = '{auditee}'))
);
SELECT sw.protect('identity.person');

CREATE TABLE identity.credential (
    tenant_id     uuid NOT NULL DEFAULT sw.current_tenant(),
    person_id     uuid NOT NULL,
    password_hash text NOT NULL, -- argon2id in its own encoding
    PRIMARY KEY (tenant_id, person_id),
    CONSTRAINT credential_person_known FOREIGN KEY (tenant_id, person_id) REFERENCES identity.person
);
SELECT sw.protect('identity.credential');

CREATE TABLE identity.session (
    tenant_id  uuid        NOT NULL DEFAULT sw.current_tenant(),
    session_id uuid        NOT NULL DEFAULT sw.uuid7(),
    token_hash bytea       NOT NULL CHECK (length(token_hash) = 32), -- SHA-256; the token itself is nowhere
    person_id  uuid        NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('cookie', 'token')),
    label      text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires_at timestamptz NOT NULL,
    ended_at   timestamptz,
    PRIMARY KEY (tenant_id, session_id),
    CONSTRAINT session_person_known FOREIGN KEY (tenant_id, person_id) REFERENCES identity.person
);
SELECT sw.protect('identity.session');
CREATE INDEX session_by_hash ON identity.session (token_hash);

CREATE TABLE identity.authorisation (
    tenant_id        uuid        NOT NULL DEFAULT sw.current_tenant(),
    authorisation_id uuid        NOT NULL DEFAULT sw.uuid7(),
    person_id        uuid        NOT NULL,
    function         text        NOT NULL CHECK (function IN ('app_review', 'auditor', 'lead', 'technical_expert', 'reviewer', 'decider')),
    standard         text        NOT NULL,
    sectors          int[]       NOT NULL, -- IAF 1..39
    technical_areas  text[]      NOT NULL,
    languages        text[]      NOT NULL,
    valid_from       date        NOT NULL,
    valid_to         date        NOT NULL,
    basis            text        NOT NULL,
    authorised_by    uuid        NOT NULL DEFAULT sw.current_actor(),
    created_at       timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, authorisation_id),
    CONSTRAINT authorisation_person_known FOREIGN KEY (tenant_id, person_id) REFERENCES identity.person,
    CONSTRAINT authorisation_sectors_known CHECK (1 <= ALL (sectors) AND 39 >= ALL (sectors)),
    CONSTRAINT authorisation_period CHECK (valid_to >= valid_from),
    CONSTRAINT authorisation_not_own CHECK (authorised_by <> person_id)
);
SELECT sw.protect_staff('identity.authorisation');

CREATE TABLE identity.declaration (
    tenant_id      uuid        NOT NULL DEFAULT sw.current_tenant(),
    declaration_id uuid        NOT NULL DEFAULT sw.uuid7(),
    person_id      uuid        NOT NULL,
    client_id      uuid        NOT NULL,
    relation       text        NOT NULL CHECK (relation IN ('none', 'employment', 'consultancy', 'internal_audit', 'ownership', 'family', 'training')),
    ended_on       date,
    note           text        NOT NULL DEFAULT '',
    stated_by      uuid        NOT NULL DEFAULT sw.current_actor(),
    stated_at      timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, declaration_id),
    CONSTRAINT declaration_person_known FOREIGN KEY (tenant_id, person_id) REFERENCES identity.person
);
SELECT sw.protect_staff('identity.declaration');

CREATE TABLE identity.webhook (
    tenant_id  uuid        NOT NULL DEFAULT sw.current_tenant(),
    webhook_id uuid        NOT NULL DEFAULT sw.uuid7(),
    url        text        NOT NULL,
    secret     text        NOT NULL,
    events     text[]      NOT NULL,
    active     boolean     NOT NULL DEFAULT true,
    created_at timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, webhook_id)
);
SELECT sw.protect_staff('identity.webhook');

GRANT USAGE ON SCHEMA identity TO :services, gateway_service;
GRANT SELECT, INSERT, UPDATE (name, street, city, country, accreditation_body, accreditation_acronym, accreditation_number, time_zone, rule_pack) ON identity.body TO identity_service;
GRANT SELECT, INSERT, UPDATE (name, roles, languages, active) ON identity.person TO identity_service;
GRANT SELECT, INSERT, UPDATE (password_hash) ON identity.credential TO identity_service;
GRANT SELECT, INSERT, UPDATE (ended_at) ON identity.session TO identity_service;
GRANT SELECT, INSERT ON identity.authorisation, identity.declaration, identity.webhook TO identity_service;
GRANT SELECT ON identity.webhook TO courier_service;

CREATE VIEW identity.v_body WITH (security_barrier) AS SELECT * FROM identity.body;
CREATE VIEW identity.v_person WITH (security_barrier) AS
    SELECT tenant_id, person_id, client_id, name, email, roles, languages, active FROM identity.person;
CREATE VIEW identity.v_authorisation WITH (security_barrier) AS SELECT * FROM identity.authorisation;
CREATE VIEW identity.v_declaration WITH (security_barrier) AS SELECT * FROM identity.declaration;
GRANT SELECT ON identity.v_body, identity.v_person TO :services;
GRANT SELECT ON identity.v_authorisation, identity.v_declaration TO clients_service, stage1_service, stage2_service, surveillance_service, certificates_service;

-- Today, in the time zone of the certification body.
CREATE OR REPLACE FUNCTION sw.today() RETURNS date
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT (sw.now() AT TIME ZONE coalesce((SELECT time_zone FROM identity.body WHERE tenant_id = sw.current_tenant()), 'UTC'))::date
$$;
