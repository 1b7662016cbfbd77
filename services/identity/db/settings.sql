-- The choices of the body, with who made them and why; no parameters.
SELECT name, value, reason, set_by, to_json(set_at) #>> '{}' AS set_at FROM identity.v_setting
