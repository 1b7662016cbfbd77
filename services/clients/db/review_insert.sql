-- $1 application_id uuid   $2 client_id uuid   $3 outcome   $4 reason   $5 competence json   $6 points json
-- on application_review_pkey: EXISTS
INSERT INTO clients.application_review (application_id, client_id, outcome, reason, competence, points)
VALUES ($1::uuid, $2::uuid, $3, $4, jsonb_build_object('needs', $5::jsonb),
        ARRAY(SELECT jsonb_array_elements_text(coalesce($6::jsonb, '[]'))))
