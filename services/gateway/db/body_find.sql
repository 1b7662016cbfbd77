-- $1 slug text
SELECT identity.body_find($1)
