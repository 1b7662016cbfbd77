-- $1 limit int   $2 cursor uuid
SELECT sw.page((SELECT jsonb_agg(jsonb_build_object('id', r.review_id, 'client_id', r.client_id, 'client_name', c.legal_name, 'audit_id', r.audit_id,
                                     'audit_number', a.number, 'outcome', r.outcome, 'checklist', r.checklist, 'note', r.note, 'sha256', r.sha256,
                                     'rule_pack', r.rule_pack, 'reviewed_by', r.reviewed_by, 'reviewed_at', r.reviewed_at,
                                     'decision_id', d.decision_id) ORDER BY r.review_id)
                  FROM (SELECT * FROM certificates.review WHERE $2::uuid IS NULL OR review_id > $2::uuid
                         ORDER BY review_id LIMIT $1::int + 1) AS r
                  LEFT JOIN certificates.decision d ON d.review_id = r.review_id
                  LEFT JOIN clients.v_client c ON c.client_id = r.client_id
                  LEFT JOIN audits.v_audit a ON a.audit_id = r.audit_id), $1::int)
