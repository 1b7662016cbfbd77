-- What a client is now: certified as long as one of its certificates stands.  Derived, never stored twice.
CREATE FUNCTION clients.state_now(c clients.client) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN EXISTS (SELECT FROM certificates.v_certification v WHERE v.client_id = c.client_id AND v.state IN ('active', 'suspended'))
                THEN 'certified' ELSE c.state END
$$;
GRANT EXECUTE ON FUNCTION clients.state_now(clients.client) TO clients_service;
GRANT USAGE ON SCHEMA certificates TO clients_service;
