-- $1 site_id uuid
UPDATE clients.site AS s SET active_to = sw.today() WHERE site_id = $1::uuid
RETURNING to_jsonb(s) - 'tenant_id' - 'site_id' || jsonb_build_object('id', site_id)
