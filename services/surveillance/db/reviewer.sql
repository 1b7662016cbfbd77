-- What who asks is authorised to review; no parameters.
SELECT standard, valid_from, valid_to FROM identity.v_authorisation WHERE person_id = sw.current_actor() AND function = 'reviewer'
