-- $1 finding_id uuid
-- last_answer_by and last_evidence: who answered, and all evidence that the client's answers name.
SELECT f.finding_id, f.audit_id, f.client_id, f.kind = ANY (audits.own_kinds()) AS own, f.number, f.grade, f.requirement, f.statement, f.evidence_text,
       f.discussed_with, f.discussed_on, f.state, f.response_accepted,
       sw.current_actor() AS actor, sw.current_client() IS NOT NULL AS by_client,
       (SELECT e.by_person FROM audits.finding_event e WHERE e.finding_id = f.finding_id AND e.event = 'responded' ORDER BY e.seq DESC LIMIT 1) AS answered_by,
       EXISTS (SELECT FROM audits.finding_event e WHERE e.finding_id = f.finding_id AND e.event IN ('responded', 'evidence_submitted')
                  AND jsonb_array_length(coalesce(e.payload -> 'evidence_ids', '[]')) > 0) AS evidence_named
  FROM audits.v_finding f WHERE f.finding_id = $1::uuid
