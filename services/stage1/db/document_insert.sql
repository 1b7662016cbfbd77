-- $1 audit_id uuid   $2 ref text   $3 title text   $4 verdict text   $5 evidence_id uuid   $6 note text
-- on document_review_version_unique: STATE_CONFLICT
INSERT INTO audits.document_review (audit_id, client_id, kind, version, ref, title, verdict, evidence_id, note)
SELECT a.audit_id, a.client_id, a.kind,
       1 + coalesce((SELECT max(d.version) FROM audits.document_review d WHERE d.audit_id = a.audit_id AND d.ref = $2), 0), $2, $3, $4, $5::uuid, $6
  FROM audits.audit a WHERE a.audit_id = $1::uuid
