-- $1 request_id uuid   $2 accepted bool   $3 reason
WITH j AS (INSERT INTO evidence.judgement (client_id, request_id, accepted, reason)
           SELECT client_id, request_id, $2::boolean, $3 FROM evidence.request WHERE request_id = $1::uuid AND state = 'answered' RETURNING *)
UPDATE evidence.request r SET state = CASE WHEN j.accepted THEN 'accepted' ELSE 'returned' END FROM j WHERE r.request_id = j.request_id
RETURNING jsonb_build_object('id', r.request_id, 'state', r.state)
