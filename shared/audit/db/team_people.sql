-- $1 person_ids json
SELECT w.id AS person_id, p.name
  FROM (SELECT value::uuid AS id, ordinality AS place FROM jsonb_array_elements_text($1::jsonb) WITH ORDINALITY) AS w
  LEFT JOIN identity.v_person p ON p.person_id = w.id AND p.active AND p.client_id IS NULL
 ORDER BY w.place
