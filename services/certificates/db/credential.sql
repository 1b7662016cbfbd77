-- The credential of a certificate, unsigned, and what the paper says besides; $1 certificate_id uuid   $2 origin   $3 did of the issuer
SELECT jsonb_build_object(
           '@context', jsonb_build_array('https://www.w3.org/ns/credentials/v2', $2 || '/ns/msc/v1'),
           'id', $2 || '/c/' || c.public_id,
           'type', '["VerifiableCredential", "ManagementSystemCertificate"]'::jsonb,
           'name', format('%s certificate %s', c.standard, c.number),
           'issuer', jsonb_build_object(
               'id', $3::text, 'type', '["Organization", "CertificationBody"]'::jsonb, 'name', b.name,
               'address', jsonb_build_object('type', 'PostalAddress', 'streetAddress', b.street, 'addressLocality', b.city, 'addressCountry', b.country),
               'accreditation', jsonb_build_object(
                   'type', 'Accreditation', 'accreditationNumber', b.accreditation_number,
                   'scheme', 'ISO/IEC 17021-1:2015 + ISO/IEC 27006-1:2024',
                   'accreditationBody', jsonb_build_object('type', 'Organization', 'name', b.accreditation_body, 'acronym', b.accreditation_acronym))),
           'validFrom', c.effective_on || 'T00:00:00Z',
           'validUntil', c.expires_on || 'T23:59:59Z',
           'credentialSubject', jsonb_build_object(
               'type', 'ManagementSystemCertification', 'certificateNumber', c.number, 'revision', 1,
               'certifiedOrganization', jsonb_build_object(
                   'type', 'Organization', 'name', l.legal_name,
                   'legalIdentifier', jsonb_build_array(jsonb_build_object('type', 'LegalIdentifier', 'scheme', 'registration', 'value', l.registration_id)),
                   'address', jsonb_build_object('type', 'PostalAddress', 'streetAddress', l.street, 'postalCode', l.postal_code,
                                                 'addressLocality', l.city, 'addressCountry', l.country)),
               'standard', jsonb_build_array(jsonb_build_object('type', 'Standard', 'designation', c.standard, 'amendment', '["Amd 1:2024"]'::jsonb)),
               'scopeStatement', jsonb_build_array(jsonb_build_object('type', 'LocalizedText', 'language', 'en', 'value', c.scope)),
               'statementOfApplicability', jsonb_build_object('type', 'StatementOfApplicability', 'version', s.version, 'date', s.soa_date),
               'sites', (SELECT jsonb_agg(jsonb_build_object(
                                    'type', 'Site', 'siteId', t.code, 'name', t.name, 'activities', t.activities,
                                    'role', CASE t.kind WHEN 'central' THEN 'headOffice' WHEN 'permanent' THEN 'site' ELSE t.kind || 'Site' END,
                                    'address', jsonb_build_object('type', 'PostalAddress', 'addressLocality', t.city, 'addressCountry', t.country))
                                    ORDER BY t.kind <> 'central', length(t.code), t.code)
                           FROM clients.v_site t
                          WHERE t.client_id = c.client_id AND (t.active_to IS NULL OR t.active_to >= c.decided_on)),
               'initialCertificationDate', c.cycle_anchor, 'certificationDecisionDate', c.decided_on, 'effectiveDate', c.effective_on,
               'expiryDate', c.expires_on, 'cycleNumber', c.cycle_number,
               'iafCode', (SELECT jsonb_agg(lpad(sector::text, 2, '0') ORDER BY sector) FROM unnest(l.sectors) AS sector))
               || CASE WHEN c.gap_from IS NULL THEN '{}'::jsonb
                       ELSE jsonb_build_object('lapsedFrom', c.gap_from, 'lapsedUntil', c.gap_to) END) AS credential,
       c.number, c.public_id, p.name AS signed_by
  FROM certificates.certificate c
  JOIN certificates.decision d USING (tenant_id, decision_id)
  JOIN clients.v_client l ON l.client_id = c.client_id
  JOIN clients.v_soa s ON s.soa_id = c.soa_id
  JOIN identity.v_body b ON b.tenant_id = c.tenant_id
  LEFT JOIN identity.v_person p ON p.person_id = d.decided_by
 WHERE c.certificate_id = $1::uuid
