-- The signed context: who acts for which certification body.  The token's format stands in
-- shared/base/sw_context.h; these functions are what policies and defaults call.  This is the
-- plpgsql form; schemas/extension replaces the bodies by a C library behind the same names.

-- The verified parts of the token: version, kid, tenant, actor, client, roles, audience, expiry.
-- NULL without a context; an error with a bad one.
CREATE FUNCTION sw.claims() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    token text := current_setting('sw.ctx', true);
    said  text := split_part(token, '~', 1);
    part  text[] := string_to_array(said, '|');
    k     record;
BEGIN
    IF token IS NULL OR token = '' THEN
        RETURN NULL;
    END IF;
    SELECT key, audience INTO k FROM sw.context_key WHERE kid = part[2];
    IF NOT FOUND OR array_length(part, 1) <> 8 OR part[1] <> '1'
       OR encode(sw.hmac(convert_to(said, 'UTF8'), k.key, 'sha256'), 'hex') IS DISTINCT FROM split_part(token, '~', 2) THEN
        RAISE EXCEPTION 'the context is not genuine' USING ERRCODE = '28000';
    END IF;
    IF part[7] <> session_user OR (k.audience IS NOT NULL AND k.audience <> session_user) THEN
        RAISE EXCEPTION 'the context is not for this service' USING ERRCODE = '28000';
    END IF;
    IF part[8]::bigint < extract(epoch FROM statement_timestamp()) THEN
        RAISE EXCEPTION 'the context has expired' USING ERRCODE = '28000';
    END IF;
    RETURN part;
END $$;
CREATE FUNCTION sw.current_tenant() RETURNS uuid
LANGUAGE sql STABLE AS $$ SELECT (sw.claims())[3]::uuid $$;

CREATE FUNCTION sw.current_actor() RETURNS uuid
LANGUAGE sql STABLE AS $$ SELECT nullif((sw.claims())[4], '-')::uuid $$;

-- The one client an auditee may see; NULL for staff and jobs.
CREATE FUNCTION sw.current_client() RETURNS uuid
LANGUAGE sql STABLE AS $$ SELECT nullif((sw.claims())[5], '-')::uuid $$;

CREATE FUNCTION sw.has_role(role text) RETURNS boolean
LANGUAGE sql STABLE AS $$ SELECT coalesce(role = ANY (string_to_array((sw.claims())[6], ',')), false) $$;

-- First statement of every transaction: fails at once with a bad context, or without one.
CREATE FUNCTION sw.verify() RETURNS void
LANGUAGE plpgsql STABLE AS $$
BEGIN
    IF sw.current_tenant() IS NULL THEN
        RAISE EXCEPTION 'there is no context' USING ERRCODE = '28000';
    END IF;
END $$;

-- Put a wall around a table with a tenant_id column: rows of the current tenant only.
CREATE FUNCTION sw.protect(target regclass) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', target);
    EXECUTE format('CREATE POLICY own_tenant ON %s USING (tenant_id = sw.current_tenant())', target);
END $$;

-- The same, and nothing for auditees.
CREATE FUNCTION sw.protect_staff(target regclass) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', target);
    EXECUTE format('CREATE POLICY own_tenant_staff ON %s USING (tenant_id = sw.current_tenant()'
                   ' AND sw.current_client() IS NULL)', target);
END $$;

-- The same for a table with a client_id column: an auditee has the rows of the own client only.
CREATE FUNCTION sw.protect_client(target regclass) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', target);
    EXECUTE format('CREATE POLICY own_client ON %s USING (tenant_id = sw.current_tenant()'
                   ' AND (sw.current_client() IS NULL OR client_id = sw.current_client()))', target);
END $$;

GRANT EXECUTE ON FUNCTION sw.claims(), sw.current_tenant(), sw.current_actor(), sw.current_client(),
    sw.has_role(text), sw.verify() TO :services, gateway_service, check_service, sealwright_directory;
ALTER FUNCTION sw.claims() OWNER TO sealwright_context;
SET LOCAL ROLE sealwright_context;
GRANT EXECUTE ON FUNCTION sw.claims() TO sealwright_owner;
SET LOCAL ROLE sealwright_owner;
