-- $1 review_id uuid
SELECT review_id, client_id, audit_id, outcome, reviewed_by FROM certificates.review WHERE review_id = $1::uuid
