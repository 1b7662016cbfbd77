-- $1 review_id   $2 client_id   $3 programme_id   $4 audit_id   $5 outcome   $6 decided_on   $7 effective_on   $8 expires_on   $9 reason
-- $10 second_decider   $11 facts json   $12 result json   $13 sha256   $14 rule_pack
-- on decision_once: EXISTS
-- on decision_one_grant: EXISTS
INSERT INTO certificates.decision (review_id, client_id, programme_id, audit_id, outcome, decided_on, effective_on, expires_on, reason,
                                   second_decider, facts, result, sha256, rule_pack)
VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, $5, $6::date, $7::date, $8::date, $9, $10::uuid, $11::jsonb, $12::jsonb, $13, $14)
RETURNING decision_id
