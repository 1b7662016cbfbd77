-- $1 certificate_id   $2 to_state   $3 effective_on   $4 until_on   $5 reason   $6 ground   $7 conditions   $8 solved_on   $9 evidence
-- The event, the state and the register in one statement; the register reads the event in register_refresh.
-- A decision is about the certification: until the certificate that was renewed has expired, it shares what becomes of the
-- new one.  A certificate expires alone.
WITH before AS (
    SELECT c.certificate_id, c.client_id, c.state, c.expires_on
      FROM certificates.certificate c JOIN certificates.certificate one USING (tenant_id, client_id, programme_id)
     WHERE one.certificate_id = $1::uuid
       AND (c.certificate_id = one.certificate_id
            OR $2 <> 'expired' AND c.state <> $2 AND certificates.state_now(c) IN ('active', 'suspended'))
), event AS (
    INSERT INTO certificates.status_event (certificate_id, client_id, from_state, to_state, effective_on, until_on, reason,
                                           ground, conditions, solved_on, evidence)
    SELECT certificate_id, client_id, state, $2, $3::date, CASE WHEN $4::date IS NOT NULL THEN least($4::date, expires_on) END, $5,
           $6, $7, $8::date, $9 FROM before
)
UPDATE certificates.certificate c SET state = $2 FROM before WHERE c.certificate_id = before.certificate_id
RETURNING c.number
