-- $1 audit_id uuid   $2 site_id uuid   $3 requirement text   $4 method text   $5 subject text   $6 sample text   $7 note text
-- $8 result text   $9 remote bool   $10 evidence_ids json
-- on observation_site_known: REFERENCE_UNKNOWN
INSERT INTO audits.observation (audit_id, client_id, kind, site_id, requirement, method, subject, sample, note, result, remote, evidence_ids)
SELECT audit_id, client_id, kind, $2::uuid, $3, $4, $5, $6, $7, $8, $9::bool,
       ARRAY(SELECT value::uuid FROM jsonb_array_elements_text(coalesce($10::jsonb, '[]')))
  FROM audits.audit WHERE audit_id = $1::uuid
RETURNING jsonb_build_object('id', observation_id, 'audit_id', audit_id, 'site_id', site_id, 'requirement', requirement, 'method', method,
                             'subject', subject, 'sample', sample, 'note', note, 'result', result, 'remote', remote,
                             'evidence_ids', to_jsonb(evidence_ids), 'recorded_by', recorded_by, 'recorded_at', recorded_at)
