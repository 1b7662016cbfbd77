-- $1 audit_id uuid
SELECT jsonb_build_object('id', report_id, 'audit_id', audit_id, 'version', version, 'recommendation', recommendation, 'sha256', sha256,
                          'signed_by', signed_by, 'signed_at', signed_at, 'content', content)
  FROM audits.v_report WHERE audit_id = $1::uuid AND kind = ANY (audits.own_kinds())
