-- Take what is due, for two minutes: whoever dies meanwhile leaves it to the next round.
-- $1 how many int   $2 attempts at most int
UPDATE sw.outbox o SET due_at = clock_timestamp() + interval '2 minutes', attempts = attempts + 1
 WHERE (tenant_id, outbox_id) IN (SELECT tenant_id, outbox_id FROM sw.outbox
                                   WHERE delivered_at IS NULL AND failed_at IS NULL AND due_at <= clock_timestamp() AND attempts < $2::int
                                   ORDER BY outbox_id LIMIT $1::int FOR UPDATE SKIP LOCKED)
RETURNING outbox_id, event, payload::text AS payload, to_jsonb(reached)::text AS reached, floor(extract(epoch FROM created_at))::bigint AS created
