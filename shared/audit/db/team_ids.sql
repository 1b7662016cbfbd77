-- $1 audit_id uuid
-- The team as last appointed, as words.
SELECT string_agg(person_id::text, ' ') AS ids FROM audits.v_team_member WHERE audit_id = $1::uuid
