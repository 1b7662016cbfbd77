-- Every certification body of the installation; no parameters.
SELECT tenant_id FROM sw.tenants()
