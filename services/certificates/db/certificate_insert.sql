-- $1 decision_id   $2 public_id   $3 standard   $4 scope   $5 soa_id   $6 cycle_anchor   $7 cycle_number
-- $8 gap_from   $9 gap_to
WITH body AS (SELECT upper(slug) AS slug FROM identity.v_body)
INSERT INTO certificates.certificate (decision_id, client_id, programme_id, audit_id, number, public_id, standard, scope, soa_id, decided_on,
                                      effective_on, expires_on, cycle_anchor, cycle_number, gap_from, gap_to)
SELECT d.decision_id, d.client_id, d.programme_id, d.audit_id,
       format('%s-%s-%s', body.slug, to_char(d.decided_on, 'YYYY'),
              lpad(sw.next_number('certificate ' || to_char(d.decided_on, 'YYYY'))::text, 5, '0')),
       $2, $3, $4, $5::uuid, d.decided_on, d.effective_on, d.expires_on, $6::date, $7::int, $8::date, $9::date
  FROM certificates.decision d, body WHERE d.decision_id = $1::uuid
RETURNING certificate_id, number, pg_notify('certificates_issue', tenant_id::text)
