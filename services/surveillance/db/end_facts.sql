-- $1 audit_id uuid
SELECT count(*) FILTER (WHERE f.grade = 'major' AND NOT f.withdrawn) AS majors,
       count(*) FILTER (WHERE f.grade = 'major' AND NOT f.withdrawn AND NOT f.verified) AS majors_open,
       count(*) FILTER (WHERE f.grade = 'minor' AND NOT f.withdrawn AND NOT f.response_accepted) AS minors_unanswered,
       (SELECT r.recommendation FROM audits.v_report r WHERE r.audit_id = $1::uuid) = 'maintain' AS lead_positive
  FROM audits.v_finding f WHERE f.audit_id = $1::uuid
