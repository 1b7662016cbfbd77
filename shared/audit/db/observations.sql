-- $1 audit_id uuid   $2 limit int   $3 cursor uuid
SELECT sw.page((SELECT jsonb_agg(jsonb_build_object('id', observation_id, 'audit_id', audit_id, 'site_id', site_id, 'requirement', requirement,
                                    'method', method, 'subject', subject, 'sample', sample, 'note', note, 'result', result, 'remote', remote,
                                    'evidence_ids', to_jsonb(evidence_ids), 'recorded_by', recorded_by, 'recorded_at', recorded_at)
                                 ORDER BY observation_id)
                  FROM (SELECT * FROM audits.observation WHERE audit_id = a.audit_id AND ($3::uuid IS NULL OR observation_id > $3::uuid)
                         ORDER BY observation_id LIMIT $2::int + 1) AS o), $2::int)
  FROM audits.audit a WHERE a.audit_id = $1::uuid AND a.kind = ANY (audits.own_kinds())
