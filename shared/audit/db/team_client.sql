-- $1 client_id uuid
-- What the client's business asks of a team.
SELECT array_to_string(sectors, ' ') AS sectors, array_to_string(technical_areas, ' ') AS technical_areas, language
  FROM clients.v_client WHERE client_id = $1::uuid
