-- The newest document of a kind, in base64; $1 public_id text   $2 kind text
SELECT translate(encode(content, 'base64'), E'\n', '') FROM register.document
 WHERE public_id = $1 AND kind = $2 ORDER BY revision DESC LIMIT 1
