-- What a step of an application rests on, locked until it is done; $1 application_id uuid
SELECT a.state, a.client_id, a.soa_id, a.standard, a.isms_implemented, a.certifies_systems, a.full_time, sw.today() AS today, array_to_string(a.languages, ' ') AS languages,
       a.scope, a.representative, a.processes, a.resources, a.relationships, a.legal_duties, a.outsourcing, a.consultancy, a.hidden_information,
       a.technology, a.development, a.critical_sector, a.remote_work,
       a.full_time + (SELECT coalesce(sum((p ->> 'persons')::int), 0) FROM jsonb_array_elements(a.part_times || a.person_groups) p) AS persons,
       a.part_times::text AS part_times, a.person_groups::text AS person_groups,
       (SELECT count(*) FROM clients.site s WHERE s.client_id = a.client_id AND s.active_to IS NULL) AS sites,
       (SELECT count(*) FROM clients.site s WHERE s.client_id = a.client_id AND s.active_to IS NULL AND s.kind = 'central') AS central,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('persons', s.persons, 'central', s.kind = 'central', 'group', s.activity_group)
                                  ORDER BY s.code), '[]')
          FROM clients.site s WHERE s.client_id = a.client_id AND s.active_to IS NULL)::text AS site_persons,
       (SELECT rule_pack FROM identity.v_body) AS pack
  FROM clients.application a WHERE a.application_id = $1::uuid FOR UPDATE
