-- $1 audit_id uuid
-- Everything about one audit: what the portal shows on one page.
SELECT audits.audit_json(a) || jsonb_build_object(
    'client_name', (SELECT c.legal_name FROM clients.v_client c WHERE c.client_id = a.client_id),
    'soa', (SELECT jsonb_build_object('id', s.soa_id, 'version', s.version, 'soa_date', s.soa_date, 'sha256', s.sha256) FROM clients.v_soa s WHERE s.soa_id = a.soa_id),
    'sites', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.site_id, 'code', s.code, 'name', s.name, 'central', s.central,
                                            'observations', (SELECT count(*) FROM audits.observation o WHERE o.audit_id = a.audit_id AND o.site_id = s.site_id))
                                        ORDER BY s.code), '[]')
                FROM audits.audit_site s WHERE s.audit_id = a.audit_id AND s.visit),
    'team', (SELECT coalesce(jsonb_agg(jsonb_build_object('person_id', m.person_id, 'name', p.name, 'role', m.role, 'half_days', m.half_days,
                                                          'accompanied_by', m.accompanied_by) ORDER BY m.role DESC, p.name), '[]')
               FROM audits.v_team_member m JOIN identity.v_person p USING (person_id) WHERE m.audit_id = a.audit_id),
    'team_checks', (SELECT jsonb_build_object('inputs', t.inputs, 'result', t.result) FROM audits.team t WHERE t.audit_id = a.audit_id ORDER BY t.version DESC LIMIT 1),
    'notices', (SELECT coalesce(jsonb_agg(jsonb_build_object('version', n.version, 'note', n.note, 'objection_answer', n.objection_answer, 'objection_until', n.objection_until,
                                                             'notified_at', n.notified_at) ORDER BY n.notice_id), '[]')
                  FROM audits.notice n WHERE n.audit_id = a.audit_id),
    'confirmations', (SELECT coalesce(jsonb_agg(jsonb_build_object('accepted', c.accepted, 'reason', c.reason, 'confirmed_by', c.confirmed_by,
                                                                   'confirmed_at', c.confirmed_at) ORDER BY c.confirmation_id), '[]')
                        FROM audits.confirmation c WHERE c.audit_id = a.audit_id),
    'plan', (SELECT jsonb_build_object('id', p.plan_id, 'audit_id', p.audit_id, 'version', p.version, 'objectives', p.objectives, 'criteria', p.criteria,
                                       'items', p.items, 'direct_tenths', p.direct_tenths, 'remote_risk', p.remote_risk, 'planned_by', p.planned_by,
                                       'planned_at', p.planned_at,
                                       'agreed_at', (SELECT g.agreed_at FROM audits.plan_agreement g WHERE g.plan_id = p.plan_id))
               FROM audits.plan p WHERE p.audit_id = a.audit_id ORDER BY p.version DESC LIMIT 1),
    'meetings', (SELECT coalesce(jsonb_agg(jsonb_build_object('meeting', m.meeting, 'held_on', m.held_on, 'attendees', m.attendees,
                                                              'persons_confirmed', m.persons_confirmed, 'notes', m.notes) ORDER BY m.recorded_at), '[]')
                   FROM audits.meeting m WHERE m.audit_id = a.audit_id),
    'observations', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.observation_id, 'audit_id', o.audit_id, 'site_id', o.site_id, 'requirement', o.requirement,
                                                   'method', o.method, 'subject', o.subject, 'sample', o.sample, 'note', o.note, 'result', o.result,
                                                   'remote', o.remote, 'evidence_ids', to_jsonb(o.evidence_ids), 'recorded_by', o.recorded_by,
                                                   'recorded_at', o.recorded_at) ORDER BY o.observation_id), '[]')
                       FROM audits.observation o WHERE o.audit_id = a.audit_id),
    'findings', (SELECT coalesce(jsonb_agg(audits.finding_json(f) || jsonb_build_object('client_name', NULL) ORDER BY f.finding_id), '[]')
                   FROM audits.v_finding f WHERE f.audit_id = a.audit_id),
    'earlier_findings', (SELECT coalesce(jsonb_agg(audits.finding_json(f) || jsonb_build_object('client_name', NULL) ORDER BY f.finding_id), '[]')
                           FROM audits.v_finding f WHERE f.client_id = a.client_id AND f.audit_id < a.audit_id AND f.open),
    'documents', (SELECT coalesce(jsonb_agg(jsonb_build_object('ref', d.ref, 'title', d.title, 'verdict', d.verdict, 'evidence_id', d.evidence_id,
                                                'note', d.note, 'reviewed_by', d.reviewed_by, 'reviewed_at', d.reviewed_at) ORDER BY d.ref), '[]')
                    FROM (SELECT DISTINCT ON (ref) * FROM audits.document_review WHERE audit_id = a.audit_id ORDER BY ref, version DESC) AS d),
    'soa_review', (SELECT jsonb_build_object('soa_id', s.soa_id, 'version', s.version, 'faults', s.faults, 'conclusion', s.conclusion,
                                             'reviewed_by', s.reviewed_by, 'reviewed_at', s.reviewed_at)
                     FROM audits.soa_review s WHERE s.audit_id = a.audit_id ORDER BY s.version DESC LIMIT 1),
    'concerns', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.concern_id, 'requirement', c.requirement, 'statement', c.statement,
                                               'solved', c.solved, 'answer', c.answer) ORDER BY c.concern_id), '[]')
                   FROM audits.v_concern c WHERE c.programme_id = a.programme_id AND a.kind IN ('stage1', 'stage2')),
    'readiness', (SELECT jsonb_build_object('ready', r.ready, 'closed', r.closed, 'reasons', r.reasons, 'last_day', r.last_day,
                                            'internal_audit_on', r.internal_audit_on, 'internal_audit_sites', r.internal_audit_sites, 'sites', r.sites,
                                            'management_review_on', r.management_review_on)
                    FROM audits.v_readiness r WHERE r.programme_id = a.programme_id AND a.kind IN ('stage1', 'stage2')
                   ORDER BY r.audit_id DESC LIMIT 1),
    'interval_decision', (SELECT jsonb_build_object('repeat', d.repeat, 'reason', d.reason, 'decided_by', d.decided_by, 'decided_at', d.decided_at)
                            FROM audits.interval_decision d WHERE d.audit_id = a.audit_id ORDER BY d.interval_decision_id DESC LIMIT 1),
    'head_count', (SELECT jsonb_build_object('stated', h.stated, 'found', h.found, 'stated_base_half_days', h.stated_base_half_days,
                                             'found_base_half_days', h.found_base_half_days, 'rule', 'REV-4', 'clause', 'ISO/IEC 17021-1:2015 9.1.2.1',
                                             'open', h.open, 'recorded_by', h.recorded_by, 'recorded_at', h.recorded_at)
                     FROM audits.v_head_count h WHERE h.audit_id = a.audit_id),
    'review', (SELECT jsonb_build_object('outcome', r.outcome, 'reason', r.reason, 'reviewed_by', r.reviewed_by, 'reviewed_at', r.reviewed_at)
                 FROM audits.surveillance_review r WHERE r.audit_id = a.audit_id),
    'overrides', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.override_id, 'rule', o.rule, 'clause', o.clause, 'detail', o.detail,
                                                'reason', o.reason, 'approved_by', o.approved_by, 'approved_by_name', p.name,
                                                'recorded_by', o.recorded_by, 'at', o.at) ORDER BY o.override_id), '[]')
                    FROM sw.v_rule_override o LEFT JOIN identity.v_person p ON p.person_id = o.approved_by
                   WHERE o.subject_kind = 'audit' AND o.subject_id = a.audit_id),
    'report', (SELECT jsonb_build_object('id', r.report_id, 'version', r.version, 'recommendation', r.recommendation, 'sha256', r.sha256,
                                         'signed_by', r.signed_by, 'signed_at', r.signed_at)
                 FROM audits.v_report r WHERE r.audit_id = a.audit_id))
  FROM audits.audit a WHERE a.audit_id = $1::uuid AND a.kind = ANY (audits.own_kinds())
