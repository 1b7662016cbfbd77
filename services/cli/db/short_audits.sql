-- Audits planned shorter than calculated, and teams with fewer auditor days than their audit; at most 1000
SELECT * FROM (
    SELECT x.programme_id AS id, x.kind AS label,
           'the programme plans ' || x.half_days || ' half-days, calculated are ' || t.needed AS detail
      FROM clients.programme_audit x JOIN clients.programme p USING (tenant_id, programme_id),
           LATERAL (SELECT (v.result ->> CASE x.kind WHEN 'stage1' THEN 'stage1_half_days' WHEN 'stage2' THEN 'stage2_half_days'
                                                     WHEN 'recertification' THEN 'recertification_half_days'
                                                     ELSE 'surveillance_half_days' END)::int AS needed
                      FROM clients.audit_time v WHERE v.audit_time_id = p.audit_time_id) AS t
     WHERE x.half_days < t.needed
    UNION ALL
    SELECT a.audit_id, a.number, 'the audit has ' || a.half_days || ' half-days, its programme ' || x.half_days
      FROM audits.audit a JOIN clients.programme_audit x USING (tenant_id, programme_id, kind)
     WHERE a.half_days < x.half_days
    UNION ALL
    SELECT t.team_id, a.number, 'the team has ' || (t.result ->> 'auditor_half_days') || ' half-days of auditors, the audit ' || a.half_days
      FROM audits.team t JOIN audits.audit a USING (tenant_id, audit_id)
     WHERE (t.result ->> 'auditor_half_days')::int < a.half_days
       AND t.version = (SELECT max(o.version) FROM audits.team o WHERE o.tenant_id = t.tenant_id AND o.audit_id = t.audit_id)) AS found
 LIMIT 1000
