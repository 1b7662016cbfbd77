-- $1 application_id uuid   $2 state   $3 client state or NULL
WITH a AS (UPDATE clients.application SET state = $2, submitted_at = CASE WHEN $2 = 'submitted' THEN sw.now() ELSE submitted_at END
            WHERE application_id = $1::uuid RETURNING *),
     c AS (UPDATE clients.client SET state = $3 WHERE $3::text IS NOT NULL AND client_id = (SELECT client_id FROM a) RETURNING client_id)
SELECT jsonb_build_object('id', a.application_id, 'client_id', a.client_id, 'state', a.state) FROM a
