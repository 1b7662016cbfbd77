-- What the acting person is authorised to review; one row each
SELECT p.name, a.standard, a.valid_from, a.valid_to
  FROM identity.v_person p LEFT JOIN identity.v_authorisation a ON a.person_id = p.person_id AND a.function = 'app_review'
 WHERE p.person_id = sw.current_actor()
