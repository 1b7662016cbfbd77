-- $1 finding_id uuid   $2 audit_id uuid   $3 event text   $4 payload json
-- The audit is the one in which it happens.
-- on finding_event_pkey: STATE_CONFLICT
INSERT INTO audits.finding_event (finding_id, seq, audit_id, client_id, kind, event, payload)
SELECT $1::uuid, 1 + (SELECT count(*) FROM audits.finding_event e WHERE e.finding_id = $1::uuid), a.audit_id, a.client_id, a.kind, $3, $4::jsonb
  FROM audits.audit a WHERE a.audit_id = $2::uuid
