-- $1 audit_id uuid
-- The client's objection that no notice has answered yet, if there is one.
SELECT c.reason FROM audits.confirmation c
 WHERE c.audit_id = $1::uuid AND NOT c.accepted
   AND NOT EXISTS (SELECT FROM audits.notice n WHERE n.audit_id = c.audit_id AND n.notice_id > c.confirmation_id)
