-- $1 certificate_id   $2 to_state   $3 effective_on   $4 until_on   $5 reason   $6 ground   $7 conditions   $8 solved_on   $9 evidence
-- The event, the state and the register in one statement; the register reads the event in register_refresh.
WITH before AS (
    SELECT certificate_id, client_id, state FROM certificates.certificate WHERE certificate_id = $1::uuid
), event AS (
    INSERT INTO certificates.status_event (certificate_id, client_id, from_state, to_state, effective_on, until_on, reason,
                                           ground, conditions, solved_on, evidence)
    SELECT certificate_id, client_id, state, $2, $3::date, $4::date, $5, $6, $7, $8::date, $9 FROM before
)
UPDATE certificates.certificate c SET state = $2 FROM before WHERE c.certificate_id = before.certificate_id
RETURNING c.number
