-- Who may see and write what, and what other services may know about audits.

SELECT sw.protect_client('audits.' || name)
  FROM unnest('{audit,audit_site,team_member,notice,confirmation,plan,plan_agreement,meeting,document_review,soa_review,concern,
                concern_answer,readiness,finding,finding_event,report}'::text[]) AS name;
-- Working papers: what people declared, and the auditors' notes before the report says it.
SELECT sw.protect_staff('audits.team');
SELECT sw.protect_staff('audits.observation');
SELECT sw.protect_staff('audits.interval_decision');
SELECT sw.protect_staff('audits.head_count');
SELECT sw.protect_staff('audits.surveillance_review');

-- Each service reads every kind and writes its own: restrictive, so it comes on top of the wall above.
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY '{audit,audit_site,team,team_member,notice,confirmation,plan,plan_agreement,meeting,observation,document_review,
                            soa_review,concern,concern_answer,readiness,interval_decision,head_count,surveillance_review,finding,finding_event,report}'::text[] LOOP
        EXECUTE format('CREATE POLICY own_kinds_insert ON audits.%I AS RESTRICTIVE FOR INSERT TO stage1_service, stage2_service,'
                       ' surveillance_service WITH CHECK (kind = ANY (audits.own_kinds()))', name);
    END LOOP;
    CREATE POLICY own_kinds_update ON audits.audit AS RESTRICTIVE FOR UPDATE TO stage1_service, stage2_service, surveillance_service
        USING (kind = ANY (audits.own_kinds())) WITH CHECK (kind = ANY (audits.own_kinds()));
    CREATE POLICY own_kinds_update ON audits.audit_site AS RESTRICTIVE FOR UPDATE TO stage1_service, stage2_service, surveillance_service
        USING (kind = ANY (audits.own_kinds())) WITH CHECK (kind = ANY (audits.own_kinds()));
END $$;

GRANT USAGE ON SCHEMA audits TO clients_service, stage1_service, stage2_service, surveillance_service, evidence_service, certificates_service;
GRANT EXECUTE ON FUNCTION audits.own_kinds() TO stage1_service, stage2_service, surveillance_service;
GRANT SELECT, INSERT ON audits.audit, audits.audit_site, audits.team, audits.team_member, audits.notice, audits.confirmation,
    audits.plan, audits.plan_agreement, audits.meeting, audits.observation, audits.finding, audits.finding_event, audits.report
    TO stage1_service, stage2_service, surveillance_service;
GRANT UPDATE (state, starts_on, ends_on, soa_id) ON audits.audit TO stage1_service, stage2_service, surveillance_service;
GRANT SELECT, INSERT ON audits.document_review, audits.soa_review, audits.concern, audits.readiness TO stage1_service;
GRANT UPDATE (visit) ON audits.audit_site TO stage1_service, stage2_service, surveillance_service;
GRANT SELECT, INSERT ON audits.head_count TO stage1_service, stage2_service, surveillance_service;
GRANT SELECT, INSERT ON audits.concern_answer, audits.interval_decision TO stage2_service;
GRANT SELECT ON audits.interval_decision TO stage1_service, surveillance_service;
GRANT SELECT, INSERT ON audits.surveillance_review TO surveillance_service;
GRANT SELECT ON audits.surveillance_review TO stage1_service, stage2_service;
GRANT SELECT ON audits.document_review, audits.soa_review, audits.concern, audits.readiness TO stage2_service, surveillance_service;
GRANT SELECT ON audits.concern_answer TO stage1_service, surveillance_service;

-- The newest report of each audit, signed by its lead.
CREATE VIEW audits.v_report WITH (security_barrier) AS
    SELECT DISTINCT ON (r.tenant_id, r.audit_id)
           r.tenant_id, r.report_id, r.audit_id, r.client_id, r.kind, a.programme_id, r.version, r.recommendation, r.content, r.sha256,
           r.signed_by, r.signed_at
      FROM audits.report r JOIN audits.audit a USING (tenant_id, audit_id)
     ORDER BY r.tenant_id, r.audit_id, r.version DESC;

-- report_signed and recommendation come from the newest report.
CREATE VIEW audits.v_audit WITH (security_barrier) AS
    SELECT a.tenant_id, a.audit_id, a.client_id, a.programme_id, a.kind, a.number, a.state, a.starts_on, a.ends_on, a.due_by, a.half_days,
           a.soa_id, a.standard, a.scope, a.created_at, r.report_id IS NOT NULL AS report_signed, r.report_id, r.recommendation,
           r.sha256 AS report_sha256
      FROM audits.audit a LEFT JOIN audits.v_report r USING (tenant_id, audit_id);

-- The team as last appointed.
CREATE VIEW audits.v_team_member WITH (security_barrier) AS
    SELECT m.tenant_id, m.audit_id, m.client_id, a.programme_id, m.kind, a.number AS audit_number, a.state AS audit_state,
           m.person_id, m.role, m.half_days, m.accompanied_by, m.version
      FROM audits.team_member m JOIN audits.audit a USING (tenant_id, audit_id)
     WHERE m.version = (SELECT max(n.version) FROM audits.team_member n WHERE n.tenant_id = m.tenant_id AND n.audit_id = m.audit_id);

-- Each finding with its state: the newest event, 'raised' without any.  Grade and days are those of the last change.
CREATE VIEW audits.v_finding WITH (security_barrier) AS
    SELECT f.tenant_id, f.finding_id, f.audit_id, f.client_id, a.programme_id, f.kind, f.number, f.site_id, g.grade, f.requirement, f.statement,
           f.evidence_text, f.evidence_ids, f.discussed_with, f.discussed_on, f.escalated_from, g.response_due, g.evidence_due,
           f.raised_by, f.raised_at,
           coalesce(e.state, 'raised') AS state,
           coalesce(e.accepted > coalesce(e.unsettled, 0), false) AS response_accepted,
           e.verified_on,
           e.verified_on IS NOT NULL AS verified,
           coalesce(e.state, 'raised') = 'withdrawn' AS withdrawn,
           g.grade <> 'ofi' AND coalesce(e.state, 'raised') NOT IN ('verified', 'closed', 'withdrawn', 'not_effective') AS open
      FROM audits.finding f JOIN audits.audit a USING (tenant_id, audit_id)
      LEFT JOIN LATERAL (
           SELECT (array_agg(v.event ORDER BY v.seq DESC) FILTER (WHERE v.event <> 'regraded'))[1] AS state,
                  max(v.seq) FILTER (WHERE v.event = 'response_accepted') AS accepted,
                  max(v.seq) FILTER (WHERE v.event IN ('responded', 'response_rejected')) AS unsettled,
                  max(v.on_day) FILTER (WHERE v.event = 'verified') AS verified_on
             FROM audits.finding_event v WHERE v.tenant_id = f.tenant_id AND v.finding_id = f.finding_id) AS e ON true
      LEFT JOIN LATERAL (
           SELECT f.grade, f.response_due, f.evidence_due, 0 AS seq
           UNION ALL
           SELECT v.payload ->> 'grade', (v.payload ->> 'response_due')::date, (v.payload ->> 'evidence_due')::date, v.seq
             FROM audits.finding_event v WHERE v.tenant_id = f.tenant_id AND v.finding_id = f.finding_id AND v.event = 'regraded'
            ORDER BY seq DESC LIMIT 1) AS g ON true;

-- The conclusion of stage 1.  closed: its report is signed too.
CREATE VIEW audits.v_readiness WITH (security_barrier) AS
    SELECT r.tenant_id, r.audit_id, r.client_id, a.programme_id, a.number AS audit_number, a.state AS audit_state,
           a.state IN ('report_issued', 'closed') AS closed, a.ends_on AS last_day, r.ready, r.reasons, r.internal_audit_on,
           cardinality(r.internal_audit_sites) AS internal_audit_sites, r.internal_audit_sites AS internal_audit_site_ids, r.sites,
           r.management_review_on, r.concluded_by, r.concluded_at
      FROM audits.readiness r JOIN audits.audit a USING (tenant_id, audit_id);

-- Sites where an audit did work: at least one observation, in an audit whose fieldwork is closed.
CREATE VIEW audits.v_site_audited WITH (security_barrier) AS
    SELECT s.tenant_id, s.client_id, s.site_id, s.audit_id, a.programme_id, s.kind, a.ends_on AS audited_on
      FROM audits.audit_site s JOIN audits.audit a USING (tenant_id, audit_id)
     WHERE a.state IN ('fieldwork_closed', 'report_issued', 'closed')
       AND EXISTS (SELECT FROM audits.observation o WHERE o.tenant_id = s.tenant_id AND o.audit_id = s.audit_id AND o.site_id = s.site_id);

-- What the audits of a programme looked at: observations and findings, and the documents that stage 1 read.
CREATE VIEW audits.v_look WITH (security_barrier) AS
    SELECT o.tenant_id, o.client_id, a.programme_id, o.requirement, o.method FROM audits.observation o JOIN audits.audit a USING (tenant_id, audit_id)
    UNION SELECT f.tenant_id, f.client_id, a.programme_id, f.requirement, 'observation' FROM audits.finding f JOIN audits.audit a USING (tenant_id, audit_id)
    UNION SELECT d.tenant_id, d.client_id, a.programme_id, d.ref, 'document' FROM audits.document_review d JOIN audits.audit a USING (tenant_id, audit_id);

-- Areas of concern with the answer that stage 2 gave, if any.
CREATE VIEW audits.v_concern WITH (security_barrier) AS
    SELECT c.tenant_id, c.concern_id, c.audit_id, c.client_id, a.programme_id, c.requirement, c.statement, c.stated_at,
           n.audit_id AS answered_in, n.solved, n.answer
      FROM audits.concern c JOIN audits.audit a USING (tenant_id, audit_id)
      LEFT JOIN audits.concern_answer n USING (tenant_id, concern_id);

-- Head counts that differ.  open: the audit time of the application was not calculated again since.
CREATE VIEW audits.v_head_count WITH (security_barrier) AS
    SELECT h.tenant_id, h.audit_id, h.client_id, a.programme_id, h.kind, a.number AS audit_number, h.stated, h.found, h.stated_base_half_days,
           h.found_base_half_days, h.recorded_by, h.recorded_at,
           NOT EXISTS (SELECT FROM clients.v_programme p JOIN clients.v_audit_time t USING (tenant_id, application_id)
                        WHERE p.tenant_id = a.tenant_id AND p.programme_id = a.programme_id AND t.calculated_at > h.recorded_at) AS open
      FROM audits.head_count h JOIN audits.audit a USING (tenant_id, audit_id);

GRANT SELECT ON audits.v_head_count, audits.v_report, audits.v_audit, audits.v_team_member, audits.v_finding, audits.v_readiness, audits.v_site_audited,
    audits.v_concern TO clients_service, stage1_service, stage2_service, surveillance_service, evidence_service, certificates_service;
GRANT SELECT ON audits.v_look TO certificates_service;
