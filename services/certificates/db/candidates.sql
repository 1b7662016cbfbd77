-- Audits whose report is signed and that nobody has decided on; $1 limit int   $2 cursor uuid
SELECT sw.page((SELECT jsonb_agg(jsonb_build_object('id', a.audit_id, 'audit_number', a.number, 'kind', a.kind, 'client_id', a.client_id,
                                     'client_name', c.legal_name, 'recommendation', a.recommendation, 'ends_on', a.ends_on,
                                     'review_id', r.review_id, 'review_outcome', r.outcome,
                                     'overrides', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', o.override_id, 'rule', o.rule, 'clause', o.clause,
                                                              'detail', o.detail, 'reason', o.reason, 'approved_by', o.approved_by,
                                                              'approved_by_name', w.name, 'recorded_by', o.recorded_by, 'at', o.at) ORDER BY o.override_id), '[]')
                                                     FROM sw.v_rule_override o JOIN audits.v_audit v ON v.audit_id = o.subject_id
                                                     LEFT JOIN identity.v_person w ON w.person_id = o.approved_by
                                                    WHERE o.subject_kind = 'audit' AND v.programme_id = a.programme_id)) ORDER BY a.audit_id)
                  FROM (SELECT * FROM audits.v_audit v
                         WHERE v.kind IN ('stage2', 'recertification') AND v.report_signed
                           AND NOT EXISTS (SELECT FROM certificates.decision d WHERE d.audit_id = v.audit_id)
                           AND ($2::uuid IS NULL OR v.audit_id > $2::uuid)
                         ORDER BY v.audit_id LIMIT $1::int + 1) AS a
                  LEFT JOIN clients.v_client c ON c.client_id = a.client_id
                  LEFT JOIN LATERAL (SELECT w.review_id, w.outcome FROM certificates.review w WHERE w.audit_id = a.audit_id
                                      ORDER BY w.review_id DESC LIMIT 1) AS r ON true), $1::int)
