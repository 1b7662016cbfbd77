-- $1 finding_id uuid
SELECT audits.finding_json(f) FROM audits.v_finding f WHERE f.finding_id = $1::uuid
