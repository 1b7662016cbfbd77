-- $1 name   $2 value   $3 reason
INSERT INTO identity.setting (name, value, reason) VALUES ($1, $2, $3)
RETURNING setting_id, name, value, reason, set_by, to_json(set_at) #>> '{}' AS set_at
