-- A certification body with people, and one client ready for its audits.  @ stands for eight hexadecimal digits: every test
-- has a body of its own.  Run by a superuser, so the tenant is written out.
INSERT INTO identity.body (tenant_id, slug, name, street, city, country, accreditation_body, accreditation_acronym, accreditation_number, time_zone)
VALUES ('@-0000-7000-8000-000000000000', 'b-@', 'Testing Certification', 'Testweg 1', 'Berlin', 'DE', 'Test Accreditation', 'TA', 'D-1', 'UTC');

INSERT INTO clients.client (tenant_id, client_id, number, legal_name, registration_id, street, city, postal_code, country, sectors, technical_areas, language, state, created_at)
VALUES ('@-0000-7000-8000-000000000000', '@-0000-7000-8000-000000000010', 'C-0001', 'Harbour Data', 'HRB 1', 'Hafen 2', 'Hamburg', '20457', 'DE', '{33}', '{T3,T4}', 'en', 'contracted', now()),
       ('@-0000-7000-8000-000000000000', '@-0000-7000-8000-000000000011', 'C-0002', 'Other Client', 'HRB 2', 'Markt 1', 'Bremen', '28195', 'DE', '{33}', '{T3}', 'en', 'contracted', now());

INSERT INTO identity.person (tenant_id, person_id, client_id, name, email, roles, created_at)
SELECT '@-0000-7000-8000-000000000000', ('@-0000-7000-8000-0000000000' || id)::uuid, client::uuid, name, lower(name) || '@example.org', string_to_array(role, ','), now()
  FROM (VALUES ('20', 'Paula', 'planner', NULL), ('21', 'Lea', 'auditor', NULL), ('22', 'Ada', 'auditor', NULL), ('23', 'Cora', 'auditor', NULL),
               ('24', 'Eve', 'auditor', NULL), ('25', 'Una', 'auditor', NULL), ('26', 'Rita', 'reviewer,decider', NULL), ('27', 'Dario', 'reviewer,decider', NULL),
               ('30', 'Carl', 'auditee', '@-0000-7000-8000-000000000010'), ('31', 'Olga', 'auditee', '@-0000-7000-8000-000000000011')) AS p (id, name, role, client);

-- Paula reviews applications; Lea leads; Ada and Cora audit; Eve is an expert for T4; Rita and Dario review and decide.  Cora was the client's consultant; Una said nothing.
INSERT INTO identity.authorisation (tenant_id, authorisation_id, person_id, function, standard, sectors, technical_areas, languages, valid_from, valid_to, basis, authorised_by, created_at)
SELECT '@-0000-7000-8000-000000000000', ('@-0000-7000-8000-0000000001' || id)::uuid, ('@-0000-7000-8000-0000000000' || id)::uuid, function, 'ISO/IEC 27001:2022',
       '{33}', areas::text[], '{en}', '2020-01-01', '2090-01-01', 'witnessed', ('@-0000-7000-8000-0000000000' || CASE id WHEN '20' THEN '21' ELSE '20' END)::uuid, now()
  FROM (VALUES ('21', 'lead', '{T3,T4}'), ('22', 'auditor', '{T3,T4}'), ('23', 'lead', '{T3,T4}'), ('24', 'technical_expert', '{T4}'), ('25', 'lead', '{T3,T4}'), ('20', 'app_review', '{T3,T4}')) AS a (id, function, areas);
INSERT INTO identity.authorisation (tenant_id, authorisation_id, person_id, function, standard, sectors, technical_areas, languages, valid_from, valid_to, basis, authorised_by, created_at)
SELECT '@-0000-7000-8000-000000000000', ('@-0000-7000-8000-000000000' || n || id)::uuid, ('@-0000-7000-8000-0000000000' || id)::uuid, function, 'ISO/IEC 27001:2022',
       '{33}', '{T3,T4}', '{en}', '2020-01-01', '2090-01-01', 'witnessed', '@-0000-7000-8000-000000000020', now()
  FROM (VALUES ('26'), ('27')) AS p (id), (VALUES ('3', 'reviewer'), ('4', 'decider')) AS a (n, function);
INSERT INTO identity.declaration (tenant_id, declaration_id, person_id, client_id, relation, ended_on, stated_by, stated_at)
SELECT '@-0000-7000-8000-000000000000', ('@-0000-7000-8000-0000000002' || id)::uuid, ('@-0000-7000-8000-0000000000' || id)::uuid, '@-0000-7000-8000-000000000010',
       relation, ended, '@-0000-7000-8000-000000000020', now()
  FROM (VALUES ('21', 'none', NULL::date), ('22', 'none', NULL), ('23', 'consultancy', current_date - 400), ('24', 'none', NULL), ('26', 'none', NULL), ('27', 'none', NULL)) AS d (id, relation, ended);

INSERT INTO clients.site (tenant_id, site_id, client_id, code, name, kind, street, city, postal_code, country, persons, activity_group, activities, significant_risk, active_from, created_at)
SELECT '@-0000-7000-8000-000000000000', ('@-0000-7000-8000-0000000000' || id)::uuid, '@-0000-7000-8000-000000000010', code, 'Site ' || code, kind, 'Hafen 2', 'Hamburg', '20457',
       'DE', 20, 'office', 'hosting', false, '2020-01-01', now()
  FROM (VALUES ('40', 'S1', 'central'), ('41', 'S2', 'permanent'), ('42', 'S3', 'permanent')) AS s (id, code, kind);

INSERT INTO clients.soa (tenant_id, soa_id, client_id, version, soa_date, approved_by, sha256, entries, faults, created_at)
SELECT '@-0000-7000-8000-000000000000', '@-0000-7000-8000-000000000050', '@-0000-7000-8000-000000000010', '3', current_date - 60, 'Carl', repeat('c', 64),
       jsonb_agg(jsonb_build_object('control', 'A.' || t || '.' || n, 'applicable', true, 'justification', 'risk treatment', 'status', 'implemented')), '[]', now()
  FROM (VALUES (5, 37), (6, 8), (7, 14), (8, 34)) AS themes (t, many), generate_series(1, many) AS n;

INSERT INTO clients.application (tenant_id, application_id, client_id, state, standard, scope, isms_implemented, consultancy, outsourcing, hidden_information, languages, full_time, soa_id, created_at)
VALUES ('@-0000-7000-8000-000000000000', '@-0000-7000-8000-000000000060', '@-0000-7000-8000-000000000010', 'contracted', 'ISO/IEC 27001:2022', 'Hosting of data', true, 'none', 'none', 'none', '{en}', 60, '@-0000-7000-8000-000000000050', now());
INSERT INTO clients.agreement (tenant_id, agreement_id, client_id, application_id, signed_on, signed_by_name, clauses_accepted, created_at)
VALUES ('@-0000-7000-8000-000000000000', '@-0000-7000-8000-000000000061', '@-0000-7000-8000-000000000010', '@-0000-7000-8000-000000000060', current_date - 50, 'Carl', true, now());
INSERT INTO clients.audit_time (tenant_id, audit_time_id, client_id, application_id, pack, inputs, result, calculated_at)
VALUES ('@-0000-7000-8000-000000000000', '@-0000-7000-8000-000000000062', '@-0000-7000-8000-000000000010', '@-0000-7000-8000-000000000060', '27006-1:2024', '{}',
        '{"total_half_days": 6, "stage1_half_days": 2, "stage2_half_days": 4, "surveillance_half_days": 2, "recertification_half_days": 4, "onsite_minimum_tenths": 21, "steps": []}', now());
INSERT INTO clients.programme (tenant_id, programme_id, client_id, application_id, audit_time_id, created_at)
VALUES ('@-0000-7000-8000-000000000000', '@-0000-7000-8000-000000000063', '@-0000-7000-8000-000000000010', '@-0000-7000-8000-000000000060', '@-0000-7000-8000-000000000062', now());
INSERT INTO clients.programme_audit (tenant_id, programme_id, client_id, kind, half_days)
SELECT '@-0000-7000-8000-000000000000', '@-0000-7000-8000-000000000063', '@-0000-7000-8000-000000000010', kind, days
  FROM (VALUES ('stage1', 2), ('stage2', 4), ('surveillance1', 2), ('surveillance2', 2), ('recertification', 4)) AS a (kind, days);
INSERT INTO clients.site_sample (tenant_id, site_sample_id, programme_id, client_id, audit_kind, inputs, result, picked, drawn_at)
VALUES ('@-0000-7000-8000-000000000000', '@-0000-7000-8000-000000000064', '@-0000-7000-8000-000000000063', '@-0000-7000-8000-000000000010', 'stage2', '{}', '{}',
        '{@-0000-7000-8000-000000000040,@-0000-7000-8000-000000000041}', now());

INSERT INTO evidence.request (tenant_id, request_id, client_id, reference, title, detail, requested_at)
VALUES ('@-0000-7000-8000-000000000000', '@-0000-7000-8000-000000000070', '@-0000-7000-8000-000000000010', '9.2.2', 'Internal audit', 'The newest one', now());
INSERT INTO evidence.file (tenant_id, evidence_id, client_id, request_id, name, media_type, size, sha256, sequence, previous_sha256, receipt_sha256, uploaded_by, received_at)
VALUES ('@-0000-7000-8000-000000000000', '@-0000-7000-8000-000000000071', '@-0000-7000-8000-000000000010', '@-0000-7000-8000-000000000070', 'audit.pdf', 'application/pdf', 1, repeat('a', 64), 1, repeat('0', 64), repeat('b', 64), '@-0000-7000-8000-000000000030', now());
