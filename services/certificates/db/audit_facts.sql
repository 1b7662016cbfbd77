-- What the gates of review and decision judge, as one object that is stored with them; $1 audit_id uuid
-- $2 whole_client bool: involvements in all audits of the client, else in those of the cycle
WITH audit AS (
    SELECT a.*, p.application_id FROM audits.v_audit a JOIN clients.v_programme p USING (tenant_id, programme_id)
     WHERE a.audit_id = $1::uuid AND a.kind IN ('stage2', 'recertification')
), in_scope AS (
    SELECT s.site_id, s.code, s.kind = 'central' AS central, s.significant_risk FROM clients.v_site s JOIN audit USING (tenant_id, client_id)
     WHERE s.active_to IS NULL OR s.active_to >= sw.today()
), visited AS (
    SELECT v.site_id FROM audits.v_site_audited v JOIN audit USING (audit_id)
), wanted AS ( -- the sample and the central function; without a sample every site
    SELECT i.site_id, i.code FROM in_scope i
      LEFT JOIN (SELECT s.picked FROM clients.v_site_sample s JOIN audit USING (tenant_id, programme_id) WHERE s.audit_kind = audit.kind) AS m ON true
     WHERE m.picked IS NULL OR i.central OR i.site_id = ANY (m.picked)
)
SELECT audit.client_id, audit.programme_id, audit.standard, audit.scope, audit.soa_id, b.rule_pack, sw.today() AS today,
       jsonb_build_object(
           'audit', jsonb_build_object('id', audit.audit_id, 'number', audit.number, 'kind', audit.kind, 'state', audit.state,
                                       'last_day', audit.ends_on, 'standard', audit.standard, 'scope', audit.scope,
                                       'report_signed', audit.report_signed, 'report_sha256', audit.report_sha256,
                                       'recommendation', audit.recommendation),
           'stage1', (SELECT jsonb_build_object('audit', r.audit_number, 'closed', r.closed, 'ready', r.ready,
                                                'management_review_on', r.management_review_on, 'internal_audit_on', r.internal_audit_on,
                                                'internal_audit_sites', (SELECT count(*) FROM in_scope i WHERE i.site_id = ANY (r.internal_audit_site_ids)))
                        FROM audits.v_readiness r WHERE r.programme_id = audit.programme_id ORDER BY r.audit_id DESC LIMIT 1),
           'findings', (SELECT coalesce(jsonb_agg(jsonb_build_object('number', f.number, 'grade', f.grade, 'response_accepted', f.response_accepted,
                                                      'verified', f.verified, 'verified_on', f.verified_on, 'withdrawn', f.withdrawn)
                                                  ORDER BY f.number), '[]')
                          FROM audits.v_finding f WHERE f.audit_id = audit.audit_id),
           'involvements', (SELECT coalesce(jsonb_agg(jsonb_build_object('person_id', m.person_id, 'role', m.role, 'audit', m.audit_number)
                                                      ORDER BY m.audit_number, m.person_id), '[]')
                              FROM audits.v_team_member m
                             WHERE m.programme_id = audit.programme_id OR ($2::boolean AND m.client_id = audit.client_id)),
           'looks', (SELECT coalesce(jsonb_agg(jsonb_build_object('requirement', l.requirement, 'method', l.method)
                                               ORDER BY l.requirement, l.method), '[]')
                       FROM audits.v_look l WHERE l.programme_id = audit.programme_id AND audit.kind = 'recertification'),
           'controls', (SELECT coalesce(jsonb_agg(e ->> 'control' ORDER BY e ->> 'control'), '[]')
                          FROM clients.v_soa s, jsonb_array_elements(s.entries) AS e
                         WHERE s.soa_id = audit.soa_id AND (e ->> 'applicable')::boolean AND audit.kind = 'recertification'),
           'sites', (SELECT count(*) FROM in_scope),
           'significant_risk_sites', (SELECT count(*) FROM in_scope WHERE significant_risk),
           'significant_risk_sites_audited', (SELECT count(*) FROM in_scope WHERE significant_risk AND site_id IN (SELECT site_id FROM visited)),
           'significant_risk_sites_open', (SELECT left(string_agg(code, ', ' ORDER BY code), 2000) FROM in_scope
                                            WHERE significant_risk AND site_id NOT IN (SELECT site_id FROM visited)),
           'sites_sampled', (SELECT count(*) FROM wanted),
           'sites_sampled_audited', (SELECT count(*) FROM wanted WHERE site_id IN (SELECT site_id FROM visited)),
           'sites_sampled_open', (SELECT left(string_agg(code, ', ' ORDER BY code), 2000) FROM wanted WHERE site_id NOT IN (SELECT site_id FROM visited)),
           'agreement_signed', EXISTS (SELECT FROM clients.v_agreement g WHERE g.application_id = audit.application_id),
           'certificate', (SELECT jsonb_build_object('number', c.number, 'state', certificates.state_now(c), 'cycle_anchor', c.cycle_anchor, 'cycle_number', c.cycle_number,
                                                     'expires_on', c.expires_on)
                             FROM certificates.certificate c WHERE c.client_id = audit.client_id AND audit.kind = 'recertification'
                            ORDER BY c.expires_on DESC LIMIT 1),
           'lapsed', (SELECT CASE WHEN c.expires_on < sw.today() AND c.state <> 'withdrawn'
                                  THEN jsonb_build_object('number', c.number, 'cycle_anchor', c.cycle_anchor, 'expires_on', c.expires_on) END
                        FROM certificates.certificate c WHERE c.client_id = audit.client_id AND audit.kind = 'stage2'
                       ORDER BY c.expires_on DESC LIMIT 1)) AS facts
  FROM audit JOIN identity.v_body b USING (tenant_id)
