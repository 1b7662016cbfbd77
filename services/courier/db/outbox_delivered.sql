-- $1 outbox_id uuid
UPDATE sw.outbox SET delivered_at = clock_timestamp(), last_error = NULL WHERE outbox_id = $1::uuid
