-- $1 subject_kind text   $2 subject_id uuid   $3 rule text   $4 clause text   $5 detail text   $6 reason text   $7 approved_by uuid
-- $8 subject_name text
-- The record, and an event for courier: who approved gets to know it.
WITH o AS (SELECT sw.override_add($1, $2::uuid, $3, $4, $5, $6, $7::uuid) AS override_id)
SELECT sw.outbox_add('rule.overridden', jsonb_build_object(
           'event', 'rule.overridden', 'override_id', o.override_id, 'subject_kind', $1, 'subject_id', $2::uuid, 'rule', $3, 'clause', $4,
           'subject', format('%s: %s was overridden, you are named as approver', $8::text, $3),
           'text', format(E'%s\n\n%s (%s): %s\n\nReason: %s\n\nIf you did not approve this, tell your administrator.', $8::text, $3, $4, $5, $6),
           'to', jsonb_build_array(p.email)))
  FROM o, identity.v_person p WHERE p.person_id = $7::uuid
