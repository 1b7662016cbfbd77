-- The JSON of the API that several statements share.

-- Whose move it is: planner, client, lead, team, reviewer, or NULL.
CREATE FUNCTION audits.finding_move(grade text, state text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN grade = 'ofi' THEN NULL
                WHEN state IN ('raised', 'response_rejected') THEN 'client'
                WHEN state IN ('responded', 'evidence_submitted', 'disputed') THEN 'team'
                WHEN state = 'response_accepted' AND grade = 'major' THEN 'client' END
$$;

CREATE FUNCTION audits.audit_move(a audits.audit) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT CASE a.state
           WHEN 'planned' THEN 'planner'
           WHEN 'team_notified' THEN 'client'
           WHEN 'confirmed' THEN 'lead'
           WHEN 'plan_sent' THEN CASE WHEN EXISTS (SELECT FROM audits.plan_agreement g WHERE g.audit_id = a.audit_id) THEN 'lead' ELSE 'client' END
           WHEN 'in_progress' THEN 'team'
           WHEN 'fieldwork_closed' THEN 'lead'
           WHEN 'report_issued' THEN coalesce((SELECT min(audits.finding_move(f.grade, f.state)) FROM audits.v_finding f WHERE f.audit_id = a.audit_id),
                                              'reviewer') END
$$;

CREATE FUNCTION audits.audit_json(a audits.audit) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('id', a.audit_id, 'number', a.number, 'kind', a.kind, 'client_id', a.client_id, 'programme_id', a.programme_id,
                              'state', a.state, 'move', audits.audit_move(a), 'starts_on', a.starts_on, 'ends_on', a.ends_on,
                              'due_by', a.due_by, 'half_days', a.half_days, 'soa_id', a.soa_id, 'standard', a.standard, 'scope', a.scope)
$$;

CREATE FUNCTION audits.finding_json(f audits.v_finding) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('id', f.finding_id, 'number', f.number, 'audit_id', f.audit_id, 'client_id', f.client_id, 'kind', f.kind,
                              'site_id', f.site_id, 'grade', f.grade, 'requirement', f.requirement, 'statement', f.statement,
                              'evidence_text', f.evidence_text, 'evidence_ids', to_jsonb(f.evidence_ids), 'discussed_with', f.discussed_with,
                              'discussed_on', f.discussed_on, 'escalated_from', f.escalated_from, 'response_due', f.response_due,
                              'evidence_due', f.evidence_due, 'raised_by', f.raised_by, 'raised_at', f.raised_at, 'state', f.state,
                              'move', audits.finding_move(f.grade, f.state), 'open', f.open, 'verified_on', f.verified_on)
$$;

GRANT EXECUTE ON FUNCTION audits.finding_move(text, text), audits.audit_move(audits.audit), audits.audit_json(audits.audit),
    audits.finding_json(audits.v_finding) TO stage1_service, stage2_service, surveillance_service;
