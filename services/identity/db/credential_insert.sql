-- $1 person_id uuid   $2 password_hash text
INSERT INTO identity.credential (person_id, password_hash) VALUES ($1::uuid, $2)
