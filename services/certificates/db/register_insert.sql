-- The certificate and its documents become public; $1 certificate_id uuid
WITH certificate AS (
    INSERT INTO register.certificate (public_id, slug, number, status, as_of, facts)
    SELECT c.public_id, b.slug, c.number, c.state, sw.now(), certificates.register_facts(c.certificate_id)
      FROM certificates.certificate c JOIN identity.v_body b USING (tenant_id) WHERE c.certificate_id = $1::uuid
    RETURNING public_id
)
INSERT INTO register.document (public_id, revision, kind, sha256, content, made_at)
SELECT certificate.public_id, v.revision, d.kind, encode(sha256(d.content), 'hex'), d.content, v.made_at
  FROM certificate, certificates.certificate_version v
 CROSS JOIN LATERAL (VALUES ('pdf', v.pdf), ('jwt', convert_to(v.jwt, 'UTF8')), ('vc', convert_to(v.credential, 'UTF8'))) AS d (kind, content)
 WHERE v.certificate_id = $1::uuid
