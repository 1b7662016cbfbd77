-- $1 person_id uuid
SELECT person_id AS id, name, active AND client_id IS NULL AS active_staff, array_to_string(roles, ' ') AS roles, sw.current_actor() AS recorded_by
  FROM identity.v_person WHERE person_id = $1::uuid
