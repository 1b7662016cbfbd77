-- $1 client_id uuid   $2 event text   $3 subject_line text   $4 subject_id uuid   $5 audit_id uuid
-- An event for courier; "to" is the lead of the audit, or without an audit the people of the client.
SELECT sw.outbox_add($2, jsonb_build_object(
           'event', $2::text, 'client_id', $1::uuid, 'subject_id', $4::uuid, 'subject', $3::text, 'text', $3::text || E'.\n\nSee the portal for all about it.',
           'to', (SELECT coalesce(jsonb_agg(p.email ORDER BY p.email), '[]') FROM identity.v_person p
                   WHERE p.active AND CASE WHEN $5::uuid IS NULL THEN p.client_id = $1::uuid
                                           ELSE p.person_id = (SELECT m.person_id FROM audits.v_team_member m
                                                                WHERE m.audit_id = $5::uuid AND m.role = 'lead') END)))
