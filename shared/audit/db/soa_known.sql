-- $1 client_id uuid   $2 soa_id uuid
SELECT soa_id FROM clients.v_soa WHERE client_id = $1::uuid AND soa_id = $2::uuid
