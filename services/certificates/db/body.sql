-- No parameters.
SELECT slug FROM identity.v_body
