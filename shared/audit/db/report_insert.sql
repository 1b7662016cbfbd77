-- $1 audit_id uuid   $2 recommendation text   $3 stated json
-- The report holds everything that it is about, so that it can be read without the platform: ISO/IEC 17021-1 9.4.8,
-- ISO/IEC 27006-1 9.4.3.  stated is what the lead writes; the rest is what the audit recorded.
-- on report_version_unique: STATE_CONFLICT
INSERT INTO audits.report (audit_id, client_id, kind, version, recommendation, content, sha256)
SELECT x.audit_id, x.client_id, x.kind, x.version, $2, x.content, encode(sha256(convert_to(x.content::text, 'UTF8')), 'hex')
  FROM (
SELECT a.audit_id, a.client_id, a.kind, v.version, jsonb_build_object(
    'report_version', v.version,
    'body', (SELECT jsonb_build_object('name', b.name, 'street', b.street, 'city', b.city, 'country', b.country,
                                       'accreditation_body', b.accreditation_body, 'accreditation_number', b.accreditation_number)
               FROM identity.v_body b),
    'client', (SELECT jsonb_build_object('id', c.client_id, 'number', c.number, 'legal_name', c.legal_name, 'street', c.street, 'city', c.city,
                                         'postal_code', c.postal_code, 'country', c.country)
                 FROM clients.v_client c WHERE c.client_id = a.client_id),
    'audit', jsonb_build_object('id', a.audit_id, 'number', a.number, 'kind', a.kind, 'standard', a.standard, 'scope', a.scope,
                                'starts_on', a.starts_on, 'ends_on', a.ends_on, 'calculated_half_days', a.half_days),
    'plan', (SELECT jsonb_build_object('version', p.version, 'objectives', p.objectives, 'criteria', p.criteria,
                                       'direct_tenths', p.direct_tenths, 'remote_risk', p.remote_risk)
               FROM audits.plan p WHERE p.audit_id = a.audit_id ORDER BY p.version DESC LIMIT 1),
    'soa', (SELECT jsonb_build_object('id', s.soa_id, 'version', s.version, 'date', s.soa_date, 'sha256', s.sha256) FROM clients.v_soa s WHERE s.soa_id = a.soa_id),
    'sites', (SELECT jsonb_agg(jsonb_build_object('id', s.site_id, 'code', s.code, 'name', s.name, 'central', s.central) ORDER BY s.code)
                FROM audits.audit_site s WHERE s.audit_id = a.audit_id AND s.visit),
    'team', (SELECT jsonb_agg(jsonb_build_object('person_id', m.person_id, 'name', p.name, 'role', m.role, 'half_days', m.half_days) ORDER BY m.role, p.name)
               FROM audits.v_team_member m JOIN identity.v_person p USING (person_id) WHERE m.audit_id = a.audit_id),
    'meetings', (SELECT jsonb_object_agg(m.meeting, jsonb_build_object('held_on', m.held_on, 'attendees', m.attendees, 'notes', m.notes,
                                                                       'persons_confirmed', m.persons_confirmed))
                   FROM audits.meeting m WHERE m.audit_id = a.audit_id),
    'observations', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.observation_id, 'site_id', o.site_id, 'requirement', o.requirement,
                                                   'method', o.method, 'subject', o.subject, 'sample', o.sample, 'note', o.note, 'result', o.result,
                                                   'remote', o.remote, 'evidence_ids', to_jsonb(o.evidence_ids)) ORDER BY o.observation_id), '[]')
                       FROM audits.observation o WHERE o.audit_id = a.audit_id),
    'findings', (SELECT coalesce(jsonb_agg(audits.finding_json(f) - 'move' ORDER BY f.finding_id), '[]') FROM audits.v_finding f WHERE f.audit_id = a.audit_id),
    'earlier_findings', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.finding_id, 'number', f.number, 'grade', f.grade,
                                                       'requirement', f.requirement, 'state', f.state, 'verified_on', f.verified_on) ORDER BY f.finding_id), '[]')
                           FROM audits.v_finding f WHERE f.client_id = a.client_id AND f.audit_id < a.audit_id AND f.grade <> 'ofi'),
    'documents', (SELECT coalesce(jsonb_agg(jsonb_build_object('ref', d.ref, 'title', d.title, 'verdict', d.verdict, 'note', d.note,
                                                'evidence_id', d.evidence_id) ORDER BY d.ref, d.version), '[]')
                    FROM audits.document_review d WHERE d.audit_id = a.audit_id),
    'concerns', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.concern_id, 'requirement', c.requirement, 'statement', c.statement,
                                               'solved', c.solved, 'answer', c.answer) ORDER BY c.concern_id), '[]')
                   FROM audits.v_concern c WHERE c.programme_id = a.programme_id AND a.kind IN ('stage1', 'stage2')),
    'conclusion_of_stage1', (SELECT jsonb_build_object('ready', r.ready, 'reasons', r.reasons, 'internal_audit_on', r.internal_audit_on,
                                                       'internal_audit_sites', cardinality(r.internal_audit_sites), 'sites', r.sites,
                                                       'management_review_on', r.management_review_on)
                               FROM audits.readiness r WHERE r.audit_id = a.audit_id),
    'stated', $3::jsonb,
    'sampling', 'The audit rests on samples of the information that was available; nonconformities may exist that were not found.',
    'signed', jsonb_build_object('person_id', sw.current_actor(), 'at', sw.now(),
                                 'name', (SELECT p.name FROM identity.v_person p WHERE p.person_id = sw.current_actor()))) AS content
  FROM audits.audit a,
       LATERAL (SELECT 1 + coalesce((SELECT max(r.version) FROM audits.report r WHERE r.audit_id = a.audit_id), 0) AS version) AS v
 WHERE a.audit_id = $1::uuid) AS x
RETURNING jsonb_build_object('id', report_id, 'audit_id', audit_id, 'version', version, 'recommendation', recommendation, 'sha256', sha256,
                             'signed_by', signed_by, 'signed_at', signed_at, 'content', content)
