-- $1 client_id uuid   $2 scope   $3 isms_implemented bool   $4 consultancy   $5 outsourcing   $6 hidden_information   $7 languages json
-- $8 full_time int   $9 part_times json   $10 person_groups json   $11 soa_id uuid   $12 representative   $13 processes   $14 resources
-- $15 relationships   $16 legal_duties   $17 technology   $18 development   $19 critical_sector   $20 remote_work   $21 certifies_systems bool
-- on application_soa_known: REFERENCE_UNKNOWN
INSERT INTO clients.application AS a (client_id, standard, scope, isms_implemented, consultancy, outsourcing, hidden_information, languages, full_time, part_times, person_groups, soa_id,
    representative, processes, resources, relationships, legal_duties, technology, development, critical_sector, remote_work, certifies_systems)
SELECT client_id, 'ISO/IEC 27001:2022', $2, $3::boolean, $4, $5, $6, ARRAY(SELECT jsonb_array_elements_text($7::jsonb)), $8::int,
       coalesce($9::jsonb, '[]'), coalesce($10::jsonb, '[]'),
       -- of this client; another's is as unknown as one that is not there
       CASE WHEN $11::uuid IS NOT NULL THEN coalesce((SELECT soa_id FROM clients.soa WHERE soa_id = $11::uuid AND client_id = $1::uuid),
                                                     '00000000-0000-0000-0000-000000000000') END,
       $12, $13, $14, $15, $16, $17, $18, $19, $20, $21::boolean
  FROM clients.client WHERE client_id = $1::uuid
RETURNING to_jsonb(a) - 'tenant_id' - 'application_id' || jsonb_build_object('id', application_id,
    'client_name', (SELECT legal_name FROM clients.client c WHERE c.client_id = a.client_id))
