-- The register's facts under the names that the verification page reads (services/gateway/page_html.h), with
-- the address of the client and the day of the last change of status.

-- Everything that the verification page shows, from the newest version and the history.  No reasons, no
-- names of people, no addresses of sites: city and country, as ISO/IEC 17021-1 8.1.2 has it.
CREATE OR REPLACE FUNCTION certificates.register_facts(wanted uuid) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object(
        'client', s -> 'certifiedOrganization' ->> 'name',
        'client_address', concat_ws(', ', s -> 'certifiedOrganization' -> 'address' ->> 'streetAddress',
                                    concat_ws(' ', s -> 'certifiedOrganization' -> 'address' ->> 'postalCode',
                                              s -> 'certifiedOrganization' -> 'address' ->> 'addressLocality'),
                                    s -> 'certifiedOrganization' -> 'address' ->> 'addressCountry'),
        'standard', s -> 'standard' -> 0 ->> 'designation',
        'amendment', s -> 'standard' -> 0 -> 'amendment' ->> 0,
        'scope', s -> 'scopeStatement' -> 0 ->> 'value',
        'soa', format('version %s of %s', s -> 'statementOfApplicability' ->> 'version', s -> 'statementOfApplicability' ->> 'date'),
        'decided_on', c.decided_on,
        'effective_on', c.effective_on,
        'expires_on', c.expires_on,
        'initial_on', s ->> 'initialCertificationDate',
        'lapsed_from', s ->> 'lapsedFrom',
        'lapsed_until', s ->> 'lapsedUntil',
        'body', i ->> 'name',
        'body_address', concat_ws(', ', i -> 'address' ->> 'streetAddress', i -> 'address' ->> 'addressLocality',
                                  i -> 'address' ->> 'addressCountry'),
        'status_since', (SELECT e.effective_on FROM certificates.status_event e WHERE e.certificate_id = c.certificate_id
                          ORDER BY e.status_event_id DESC LIMIT 1),
        'accreditation', format('%s (%s), %s', i -> 'accreditation' -> 'accreditationBody' ->> 'name',
                                i -> 'accreditation' -> 'accreditationBody' ->> 'acronym', i -> 'accreditation' ->> 'accreditationNumber'),
        'sites', (SELECT jsonb_agg(jsonb_build_object('code', x.site ->> 'siteId', 'name', x.site ->> 'name', 'activities', x.site ->> 'activities',
                                       'place', concat_ws(', ', x.site -> 'address' ->> 'addressLocality', x.site -> 'address' ->> 'addressCountry'))
                                   ORDER BY x.place)
                    FROM jsonb_array_elements(s -> 'sites') WITH ORDINALITY AS x (site, place)),
        'history', (SELECT jsonb_agg(jsonb_build_object('on', e.effective_on,
                                         'what', CASE WHEN e.from_state = 'issuing' THEN 'issued'
                                                      WHEN e.to_state = 'active' THEN 'reinstated' ELSE e.to_state END)
                                     ORDER BY e.status_event_id)
                      FROM certificates.status_event e WHERE e.certificate_id = c.certificate_id),
        'revision', v.revision::text,
        'digest', v.check_digits,
        'sha256', v.digest,
        'superseded', (SELECT coalesce(jsonb_agg(o.check_digits ORDER BY o.revision), '[]') FROM certificates.certificate_version o
                        WHERE o.certificate_id = c.certificate_id AND o.revision < v.revision))
      FROM certificates.certificate c
      JOIN LATERAL (SELECT * FROM certificates.certificate_version w WHERE w.certificate_id = c.certificate_id
                     ORDER BY w.revision DESC LIMIT 1) AS v ON true
     CROSS JOIN LATERAL (SELECT v.credential::jsonb -> 'credentialSubject' AS s, v.credential::jsonb -> 'issuer' AS i) AS said
     WHERE c.certificate_id = wanted
$$;
