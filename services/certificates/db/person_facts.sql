-- Who wants to review or decide: competence, and statements about this client; $1 person_id uuid   $2 client_id uuid
SELECT jsonb_build_object('id', p.person_id, 'name', p.name,
           'authorisations', (SELECT coalesce(jsonb_agg(jsonb_build_object('function', a.function, 'standard', a.standard,
                                         'sectors', to_jsonb(a.sectors), 'technical_areas', to_jsonb(a.technical_areas),
                                         'languages', to_jsonb(a.languages), 'valid_from', a.valid_from, 'valid_to', a.valid_to)
                                     ORDER BY a.authorisation_id), '[]')
                                FROM identity.v_authorisation a WHERE a.person_id = p.person_id),
           'declarations', (SELECT coalesce(jsonb_agg(jsonb_build_object('relation', d.relation, 'ended_on', d.ended_on)
                                     ORDER BY d.declaration_id), '[]')
                              FROM identity.v_declaration d WHERE d.person_id = p.person_id AND d.client_id = $2::uuid)) AS facts
  FROM identity.v_person p WHERE p.person_id = $1::uuid AND p.active
