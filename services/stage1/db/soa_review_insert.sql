-- $1 audit_id uuid   $2 faults json   $3 conclusion text
-- on soa_review_version_unique: STATE_CONFLICT
INSERT INTO audits.soa_review (audit_id, client_id, kind, version, soa_id, faults, conclusion)
SELECT a.audit_id, a.client_id, a.kind, 1 + coalesce((SELECT max(s.version) FROM audits.soa_review s WHERE s.audit_id = a.audit_id), 0),
       a.soa_id, $2::jsonb, $3
  FROM audits.audit a WHERE a.audit_id = $1::uuid
RETURNING jsonb_build_object('id', soa_review_id, 'audit_id', audit_id, 'soa_id', soa_id, 'version', version, 'faults', faults,
                             'conclusion', conclusion, 'reviewed_by', reviewed_by, 'reviewed_at', reviewed_at)
