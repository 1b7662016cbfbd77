-- From issuing to active; the event stands for the day of the decision; $1 certificate_id uuid
WITH event AS (
    INSERT INTO certificates.status_event (certificate_id, client_id, from_state, to_state, effective_on, reason)
    SELECT certificate_id, client_id, state, 'active', effective_on, 'granted' FROM certificates.certificate WHERE certificate_id = $1::uuid
)
UPDATE certificates.certificate SET state = 'active' WHERE certificate_id = $1::uuid
