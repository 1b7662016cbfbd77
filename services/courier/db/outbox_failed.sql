-- Try again later, twice as long each time, or give up
-- $1 outbox_id uuid   $2 error text   $3 attempts at most int   $4 who has it already jsonb
UPDATE sw.outbox SET last_error = $2, due_at = clock_timestamp() + make_interval(secs => least(3600, 5 * power(2, attempts))),
       failed_at = CASE WHEN attempts >= $3::int THEN clock_timestamp() END,
       reached = ARRAY(SELECT jsonb_array_elements_text($4::jsonb))
 WHERE outbox_id = $1::uuid
