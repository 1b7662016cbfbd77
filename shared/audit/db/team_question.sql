-- $1 audit_id uuid   $2 members json
-- What competence, impartiality and time are judged on; unknown: who is no staff of the body.  monitored_on: the evaluation that
-- the first authorisation rests on counts as the first one.
WITH m AS (SELECT (j ->> 'person_id')::uuid AS person_id, j ->> 'role' AS role, (j ->> 'half_days')::int AS half_days,
                  (j ->> 'accompanied_by')::uuid AS companion, place
             FROM jsonb_array_elements($2::jsonb) WITH ORDINALITY AS t (j, place)),
     p AS (SELECT m.*, v.name FROM m LEFT JOIN identity.v_person v ON v.person_id = m.person_id AND v.active AND v.client_id IS NULL)
SELECT (SELECT string_agg(p.person_id::text, ', ' ORDER BY p.place) FROM p WHERE p.name IS NULL) AS unknown,
       jsonb_build_object(
           'standard', a.standard, 'sectors', to_jsonb(c.sectors), 'technical_areas', to_jsonb(c.technical_areas), 'language', c.language,
           'first_day', a.starts_on, 'last_day', a.ends_on, 'half_days', a.half_days,
           'members', (SELECT jsonb_agg(jsonb_build_object(
                                 'person_id', p.person_id, 'name', p.name, 'role', p.role, 'half_days', p.half_days,
                                 'monitored_on', greatest((SELECT max(w.witnessed_on) FROM identity.v_monitoring w WHERE w.person_id = p.person_id),
                                                          (SELECT min(u.created_at)::date FROM identity.v_authorisation u
                                                            WHERE u.person_id = p.person_id AND u.function IN ('lead', 'auditor'))),
                                 'leads_since', (SELECT min(o.starts_on) FROM audits.v_team_member v JOIN audits.audit o USING (tenant_id, audit_id)
                                                  WHERE v.person_id = p.person_id AND v.role = 'lead' AND v.client_id = a.client_id
                                                    AND o.audit_id <> a.audit_id AND o.state NOT IN ('postponed', 'cancelled')),
                                 'accompanied', EXISTS (SELECT FROM m AS o WHERE o.person_id = p.companion AND o.role IN ('lead', 'auditor')),
                                 'authorisations', (SELECT coalesce(jsonb_agg(jsonb_build_object('function', u.function, 'standard', u.standard,
                                                               'sectors', to_jsonb(u.sectors), 'technical_areas', to_jsonb(u.technical_areas),
                                                               'languages', to_jsonb(u.languages), 'valid_from', u.valid_from, 'valid_to', u.valid_to)
                                                           ORDER BY u.authorisation_id), '[]')
                                                      FROM identity.v_authorisation u WHERE u.person_id = p.person_id),
                                 'declarations', (SELECT coalesce(jsonb_agg(jsonb_build_object('relation', d.relation, 'ended_on', d.ended_on)
                                                           ORDER BY d.declaration_id), '[]')
                                                    FROM identity.v_declaration d WHERE d.person_id = p.person_id AND d.client_id = a.client_id))
                             ORDER BY p.place) FROM p))::text AS question
  FROM audits.audit a JOIN clients.v_client c USING (client_id) WHERE a.audit_id = $1::uuid
