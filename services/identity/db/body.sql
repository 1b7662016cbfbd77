-- The certification body of the one who asks; no parameters.
SELECT to_jsonb(b) - 'tenant_id' || jsonb_build_object('id', tenant_id) FROM identity.body b WHERE tenant_id = sw.current_tenant()
