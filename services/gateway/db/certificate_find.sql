-- All that the public page shows; $1 public_id text, upper case
-- A certificate whose last day has passed is never shown as valid, whether or not a job has said so yet.
SELECT c.facts || jsonb_build_object('public_id', c.public_id, 'slug', c.slug, 'number', c.number,
           'status', CASE WHEN c.status IN ('active', 'suspended') AND (c.facts ->> 'expires_on')::date < sw.today() THEN 'expired'
                          ELSE c.status END,
           'status_since', to_char(c.as_of AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
           'read_at', to_char(sw.now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
           'documents', (SELECT jsonb_agg(jsonb_build_object('revision', d.revision, 'kind', d.kind, 'sha256', d.sha256)
                                          ORDER BY d.revision DESC, d.kind)
                           FROM register.document d WHERE d.public_id = c.public_id))
  FROM register.certificate c WHERE c.public_id = $1
