-- $1 audit_id uuid   $2 members json   $3 person_ids json   $4 auditor_half_days int
-- The facts that competence and impartiality were judged on are kept with the appointment.
WITH a AS (SELECT * FROM audits.audit WHERE audit_id = $1::uuid),
     ids AS (SELECT value::uuid AS person_id FROM jsonb_array_elements_text($3::jsonb)),
     t AS (
INSERT INTO audits.team (audit_id, client_id, kind, version, checks)
SELECT a.audit_id, a.client_id, a.kind, 1 + coalesce((SELECT max(o.version) FROM audits.team o WHERE o.audit_id = a.audit_id), 0),
       jsonb_build_object(
           'rules', jsonb_build_array('PLN-3', 'PLN-11', 'TIM-2', 'SOD-3', 'SOD-4', 'SOD-8', 'SOD-9'),
           'first_day', a.starts_on, 'last_day', a.ends_on, 'calculated_half_days', a.half_days, 'auditor_half_days', $4::int,
           'authorisations', (SELECT coalesce(jsonb_agg(to_jsonb(v) - 'tenant_id' ORDER BY v.authorisation_id), '[]')
                                FROM identity.v_authorisation v JOIN ids USING (person_id)),
           'declarations', (SELECT coalesce(jsonb_agg(to_jsonb(d) - 'tenant_id' ORDER BY d.declaration_id), '[]')
                              FROM identity.v_declaration d JOIN ids USING (person_id) WHERE d.client_id = a.client_id))
  FROM a
RETURNING audit_id, client_id, kind, version, checks, appointed_at),
     m AS (
INSERT INTO audits.team_member (audit_id, version, client_id, kind, person_id, role, half_days, accompanied_by)
SELECT t.audit_id, t.version, t.client_id, t.kind, (j ->> 'person_id')::uuid, j ->> 'role', (j ->> 'half_days')::int, (j ->> 'accompanied_by')::uuid
  FROM t, jsonb_array_elements($2::jsonb) AS j
RETURNING person_id, role, half_days, accompanied_by)
SELECT jsonb_build_object('audit_id', t.audit_id, 'version', t.version, 'appointed_at', t.appointed_at, 'checks', t.checks,
           'members', (SELECT jsonb_agg(jsonb_build_object('person_id', m.person_id, 'name', p.name, 'role', m.role, 'half_days', m.half_days,
                                                           'accompanied_by', m.accompanied_by) ORDER BY m.person_id)
                         FROM m JOIN identity.v_person p USING (person_id)))
  FROM t
