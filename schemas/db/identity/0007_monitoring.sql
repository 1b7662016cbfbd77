-- Who was watched at work, when and by whom: an auditor goes on auditing only when witnessed again in time.
CREATE TABLE identity.monitoring (
    tenant_id     uuid        NOT NULL DEFAULT sw.current_tenant(),
    monitoring_id uuid        NOT NULL DEFAULT sw.uuid7(),
    person_id     uuid        NOT NULL,
    witnessed_on  date        NOT NULL,
    audit         text        NOT NULL, -- in which one, for people
    conclusion    text        NOT NULL,
    witnessed_by  uuid        NOT NULL,
    recorded_by   uuid        NOT NULL DEFAULT sw.current_actor(),
    recorded_at   timestamptz NOT NULL DEFAULT sw.now(),
    PRIMARY KEY (tenant_id, monitoring_id),
    CONSTRAINT monitoring_person_known FOREIGN KEY (tenant_id, person_id) REFERENCES identity.person,
    CONSTRAINT monitoring_witness_known FOREIGN KEY (tenant_id, witnessed_by) REFERENCES identity.person,
    CONSTRAINT monitoring_not_own CHECK (witnessed_by <> person_id)
);
CREATE INDEX monitoring_by_person ON identity.monitoring (tenant_id, person_id, witnessed_on);
SELECT sw.protect_staff('identity.monitoring');
GRANT SELECT, INSERT ON identity.monitoring TO identity_service;

CREATE VIEW identity.v_monitoring WITH (security_barrier) AS SELECT * FROM identity.monitoring;
GRANT SELECT ON identity.v_monitoring TO stage1_service, stage2_service, surveillance_service;
