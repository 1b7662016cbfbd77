-- $1 audit_id uuid
SELECT jsonb_build_object('audit_id', $1::uuid, 'documents',
           coalesce(jsonb_agg(jsonb_build_object('ref', d.ref, 'title', d.title, 'verdict', d.verdict, 'evidence_id', d.evidence_id, 'note', d.note,
                                                 'reviewed_by', d.reviewed_by, 'reviewed_at', d.reviewed_at) ORDER BY d.ref), '[]'))
  FROM (SELECT DISTINCT ON (ref) * FROM audits.document_review WHERE audit_id = $1::uuid ORDER BY ref, version DESC) AS d
