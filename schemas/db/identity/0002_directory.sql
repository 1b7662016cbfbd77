-- The few questions that must be answered before a tenant is known.  Their owner may look past the
-- walls of three tables, and nobody can become that owner.
CREATE POLICY directory ON identity.body FOR SELECT TO sealwright_directory USING (true);
CREATE POLICY directory ON identity.person FOR SELECT TO sealwright_directory USING (true);
CREATE POLICY directory ON identity.session FOR SELECT TO sealwright_directory USING (true);
GRANT SELECT ON identity.body, identity.person, identity.session TO sealwright_directory;

-- Who holds this session or API token?  As JSON: tenant, person, client, roles, kind, expires.
CREATE FUNCTION identity.session_find(hash bytea) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT jsonb_build_object('tenant', s.tenant_id, 'person', p.person_id, 'client', p.client_id, 'roles', p.roles,
                              'session', s.session_id, 'kind', s.kind, 'expires', floor(extract(epoch FROM s.expires_at)))
      FROM identity.session s JOIN identity.person p USING (tenant_id, person_id)
     WHERE s.token_hash = hash AND s.ended_at IS NULL AND s.expires_at > clock_timestamp() AND p.active
$$;

-- The tenant behind a slug.
CREATE FUNCTION identity.body_find(wanted text) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT jsonb_build_object('tenant', tenant_id, 'name', name) FROM identity.body WHERE slug = wanted
$$;

-- All bodies, for the operator's list and for background jobs.
CREATE FUNCTION sw.tenants() RETURNS TABLE (tenant_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT b.tenant_id FROM identity.body b ORDER BY b.tenant_id
$$;
CREATE FUNCTION identity.body_list() RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', tenant_id, 'slug', slug, 'name', name) ORDER BY tenant_id), '[]') FROM identity.body
$$;

GRANT EXECUTE ON FUNCTION identity.session_find(bytea), identity.body_find(text) TO gateway_service;
GRANT EXECUTE ON FUNCTION sw.tenants() TO :services, check_service;
GRANT EXECUTE ON FUNCTION identity.body_list() TO identity_service;
ALTER FUNCTION identity.session_find(bytea) OWNER TO sealwright_directory;
ALTER FUNCTION identity.body_find(text) OWNER TO sealwright_directory;
ALTER FUNCTION sw.tenants() OWNER TO sealwright_directory;
ALTER FUNCTION identity.body_list() OWNER TO sealwright_directory;

-- The gateway forgets a session at once when it ends or its person's rights change.
CREATE FUNCTION identity.session_changed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('identity_session', 'changed');
    RETURN NULL;
END $$;
CREATE TRIGGER session_changed AFTER UPDATE ON identity.session FOR EACH STATEMENT EXECUTE FUNCTION identity.session_changed();
CREATE TRIGGER person_changed AFTER UPDATE ON identity.person FOR EACH STATEMENT EXECUTE FUNCTION identity.session_changed();
GRANT EXECUTE ON FUNCTION identity.session_changed() TO identity_service;
