-- May files be added to this request?  $1 request_id uuid
SELECT to_jsonb(state) FROM evidence.request WHERE request_id = $1::uuid AND state <> 'accepted'
