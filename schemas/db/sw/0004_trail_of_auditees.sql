-- What an auditee does goes into the trail too; reading it stays with the staff.
CREATE POLICY everybody_appends ON sw.trail FOR INSERT WITH CHECK (tenant_id = sw.current_tenant());
