-- $1 email text
SELECT p.person_id, p.name, p.roles::text AS roles, to_json(p.roles)::text AS roles_json, c.password_hash
  FROM identity.person p JOIN identity.credential c USING (tenant_id, person_id)
 WHERE p.email_norm = lower($1) AND p.active
