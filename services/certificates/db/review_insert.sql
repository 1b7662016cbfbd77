-- $1 client_id   $2 programme_id   $3 audit_id   $4 outcome   $5 checklist json   $6 note   $7 facts json   $8 result json   $9 sha256   $10 rule_pack
INSERT INTO certificates.review AS r (client_id, programme_id, audit_id, outcome, checklist, note, facts, result, sha256, rule_pack)
VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5::jsonb, $6, $7::jsonb, $8::jsonb, $9, $10)
RETURNING jsonb_build_object('id', review_id, 'client_id', client_id, 'audit_id', audit_id, 'outcome', outcome, 'checklist', checklist,
                             'note', note, 'sha256', sha256, 'rule_pack', rule_pack, 'reviewed_by', reviewed_by, 'reviewed_at', reviewed_at,
                             'decision_id', NULL)
