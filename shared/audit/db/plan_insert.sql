-- $1 audit_id uuid   $2 objectives text   $3 criteria text   $4 items json   $5 direct_tenths int   $6 remote_risk text
-- on plan_version_unique: STATE_CONFLICT
INSERT INTO audits.plan (audit_id, client_id, kind, version, objectives, criteria, items, direct_tenths, remote_risk)
SELECT a.audit_id, a.client_id, a.kind, 1 + coalesce((SELECT max(p.version) FROM audits.plan p WHERE p.audit_id = a.audit_id), 0),
       $2, $3, $4::jsonb, $5::int, $6
  FROM audits.audit a WHERE a.audit_id = $1::uuid
RETURNING jsonb_build_object('id', plan_id, 'audit_id', audit_id, 'version', version, 'objectives', objectives, 'criteria', criteria,
                             'items', items, 'direct_tenths', direct_tenths, 'remote_risk', remote_risk, 'planned_by', planned_by,
                             'planned_at', planned_at, 'agreed_at', NULL)
