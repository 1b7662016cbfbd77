-- The dates stand in the decision and in the certificate that came of it; $1 last id seen uuid
SELECT d.decision_id AS id, d.outcome || coalesce(', ' || c.number, '') AS label, d.facts::text AS inputs, d.result::text AS result, d.sha256,
       jsonb_build_object('effective_on', coalesce(c.effective_on, d.effective_on), 'expires_on', coalesce(c.expires_on, d.expires_on),
                          'cycle_anchor', c.cycle_anchor)::text AS columns,
       CASE WHEN d.outcome <> d.facts ->> 'gate' THEN 'the outcome is not the one that was judged'
            WHEN c.effective_on <> d.effective_on OR c.expires_on <> d.expires_on THEN 'decision and certificate have different dates' END AS contradiction
  FROM certificates.decision d LEFT JOIN certificates.certificate c USING (tenant_id, decision_id)
 WHERE d.decision_id > $1::uuid ORDER BY d.decision_id LIMIT 500
