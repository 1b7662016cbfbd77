-- No parameters: every browser session of the person who asks.
UPDATE identity.session SET ended_at = clock_timestamp()
 WHERE person_id = sw.current_actor() AND kind = 'cookie' AND ended_at IS NULL
RETURNING session_id
