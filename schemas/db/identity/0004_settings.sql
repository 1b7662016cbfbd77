-- What a body chose instead of the defaults (shared/rules/settings.h): a row for each choice, the latest of a name
-- holds.  Names and values are those of the rules, which refuse what would be looser than a standard.
CREATE TABLE identity.setting (
    tenant_id  uuid        NOT NULL DEFAULT sw.current_tenant(),
    setting_id uuid        NOT NULL DEFAULT sw.uuid7(),
    name       text        NOT NULL,
    value      text        NOT NULL,
    reason     text        NOT NULL,
    set_by     uuid        NOT NULL DEFAULT sw.current_actor(),
    set_at     timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, setting_id),
    CONSTRAINT setting_person_known FOREIGN KEY (tenant_id, set_by) REFERENCES identity.person
);
SELECT sw.protect('identity.setting');
CREATE INDEX setting_by_name ON identity.setting (tenant_id, name, setting_id DESC);
GRANT SELECT, INSERT ON identity.setting TO identity_service;

-- The choices in effect.
CREATE VIEW identity.v_setting WITH (security_barrier) AS
    SELECT DISTINCT ON (tenant_id, name) tenant_id, setting_id, name, value, reason, set_by, set_at
      FROM identity.setting ORDER BY tenant_id, name, setting_id DESC;
GRANT SELECT ON identity.v_setting TO :services;
