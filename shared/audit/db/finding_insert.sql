-- $1 audit_id uuid   $2 site_id uuid   $3 grade text   $4 requirement text   $5 statement text   $6 evidence_text text   $7 evidence_ids json
-- $8 discussed_with text   $9 discussed_on date   $10 escalated_from uuid   $11 response_due date   $12 evidence_due date
-- on finding_site_known: REFERENCE_UNKNOWN
INSERT INTO audits.finding (audit_id, client_id, kind, number, site_id, grade, requirement, statement, evidence_text, evidence_ids,
                            discussed_with, discussed_on, escalated_from, response_due, evidence_due)
SELECT audit_id, client_id, kind,
       CASE WHEN $3 = 'ofi' THEN 'OFI-' || lpad(sw.next_number('ofi')::text, 4, '0') ELSE 'NC-' || lpad(sw.next_number('finding')::text, 4, '0') END,
       $2::uuid, $3, $4, $5, $6, ARRAY(SELECT value::uuid FROM jsonb_array_elements_text(coalesce($7::jsonb, '[]'))), $8, $9::date, $10::uuid,
       $11::date, $12::date
  FROM audits.audit WHERE audit_id = $1::uuid
RETURNING finding_id
