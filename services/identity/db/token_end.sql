-- $1 session_id uuid
UPDATE identity.session SET ended_at = clock_timestamp()
 WHERE session_id = $1::uuid AND person_id = sw.current_actor() AND kind = 'token' AND ended_at IS NULL
RETURNING session_id
