-- $1 audit_id uuid   $2 members json   $3 inputs json   $4 result json
WITH a AS (SELECT * FROM audits.audit WHERE audit_id = $1::uuid),
     t AS (
INSERT INTO audits.team (audit_id, client_id, kind, version, inputs, result)
SELECT a.audit_id, a.client_id, a.kind, 1 + coalesce((SELECT max(o.version) FROM audits.team o WHERE o.audit_id = a.audit_id), 0), $3::jsonb, $4::jsonb
  FROM a
RETURNING audit_id, client_id, kind, version, inputs, result, appointed_at),
     m AS (
INSERT INTO audits.team_member (audit_id, version, client_id, kind, person_id, role, half_days, accompanied_by)
SELECT t.audit_id, t.version, t.client_id, t.kind, (j ->> 'person_id')::uuid, j ->> 'role', (j ->> 'half_days')::int, (j ->> 'accompanied_by')::uuid
  FROM t, jsonb_array_elements($2::jsonb) AS j
RETURNING person_id, role, half_days, accompanied_by)
SELECT jsonb_build_object('audit_id', t.audit_id, 'version', t.version, 'appointed_at', t.appointed_at, 'inputs', t.inputs, 'result', t.result,
           'members', (SELECT jsonb_agg(jsonb_build_object('person_id', m.person_id, 'name', p.name, 'role', m.role, 'half_days', m.half_days,
                                                           'accompanied_by', m.accompanied_by) ORDER BY m.person_id)
                         FROM m JOIN identity.v_person p USING (person_id)))
  FROM t
