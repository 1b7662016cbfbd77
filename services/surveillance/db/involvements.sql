-- $1 programme_id uuid
SELECT person_id, role, audit_number FROM audits.v_team_member WHERE programme_id = $1::uuid ORDER BY audit_number, person_id
