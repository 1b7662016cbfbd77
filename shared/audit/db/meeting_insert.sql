-- $1 audit_id uuid   $2 meeting text   $3 held_on date   $4 attendees json   $5 persons_confirmed int   $6 notes text
-- on meeting_pkey: EXISTS
INSERT INTO audits.meeting (audit_id, client_id, kind, meeting, held_on, attendees, persons_confirmed, notes)
SELECT audit_id, client_id, kind, $2, $3::date, $4::jsonb, $5::int, $6 FROM audits.audit WHERE audit_id = $1::uuid
