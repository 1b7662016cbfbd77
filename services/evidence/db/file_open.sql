-- Record who opens a file, and say where it is; $1 evidence_id uuid
WITH f AS (SELECT * FROM evidence.file WHERE evidence_id = $1::uuid),
     o AS (INSERT INTO evidence.opening (client_id, evidence_id) SELECT client_id, evidence_id FROM f RETURNING opening_id)
SELECT f.name, f.media_type, f.size, f.sha256 FROM f, o
