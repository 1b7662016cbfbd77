-- Publish the keys of an issuer; $1 slug, '' for the installation   $2 document json
INSERT INTO register.did AS d (slug, document, as_of) VALUES ($1, $2::jsonb, sw.now())
ON CONFLICT (slug) DO UPDATE SET document = excluded.document, as_of = excluded.as_of WHERE d.document <> excluded.document
