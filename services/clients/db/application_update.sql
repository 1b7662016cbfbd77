-- $1 application_id uuid   $2 what changes, as json
-- on application_soa_known: REFERENCE_UNKNOWN
UPDATE clients.application AS a SET
       scope = coalesce(n.scope, a.scope), isms_implemented = coalesce(n.isms_implemented, a.isms_implemented), consultancy = coalesce(n.consultancy, a.consultancy),
       outsourcing = coalesce(n.outsourcing, a.outsourcing), hidden_information = coalesce(n.hidden_information, a.hidden_information),
       languages = CASE WHEN n.languages IS NULL THEN a.languages ELSE ARRAY(SELECT jsonb_array_elements_text(n.languages)) END,
       full_time = coalesce(n.full_time, a.full_time),
       -- of this client; another's is as unknown as one that is not there
       soa_id = CASE WHEN n.soa_id IS NULL THEN a.soa_id
                     ELSE coalesce((SELECT o.soa_id FROM clients.soa o WHERE o.soa_id = n.soa_id AND o.client_id = a.client_id), '00000000-0000-0000-0000-000000000000') END,
       representative = coalesce(n.representative, a.representative), processes = coalesce(n.processes, a.processes), resources = coalesce(n.resources, a.resources),
       relationships = coalesce(n.relationships, a.relationships), legal_duties = coalesce(n.legal_duties, a.legal_duties), technology = coalesce(n.technology, a.technology),
       development = coalesce(n.development, a.development), critical_sector = coalesce(n.critical_sector, a.critical_sector),
       remote_work = coalesce(n.remote_work, a.remote_work), certifies_systems = coalesce(n.certifies_systems, a.certifies_systems)
  FROM jsonb_to_record($2::jsonb) AS n (scope text, isms_implemented boolean, consultancy text, outsourcing text, hidden_information text, languages jsonb, full_time int,
                                        soa_id uuid, representative text, processes text, resources text, relationships text, legal_duties text, technology text,
                                        development text, critical_sector text, remote_work text, certifies_systems boolean)
 WHERE a.application_id = $1::uuid
RETURNING to_jsonb(a) - 'tenant_id' - 'application_id' || jsonb_build_object('id', a.application_id,
    'client_name', (SELECT legal_name FROM clients.client c WHERE c.client_id = a.client_id))
