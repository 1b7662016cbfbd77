-- $1 audit_id uuid
-- Also says who asks, and the part of that person in the team as last appointed.
SELECT a.audit_id, a.client_id, a.programme_id, a.kind, a.number, a.state, a.starts_on, a.ends_on, a.half_days, a.soa_id, a.standard,
       a.same_day_accepted, sw.today() AS today, sw.current_client() IS NOT NULL AS by_client, m.role
  FROM audits.audit a LEFT JOIN audits.v_team_member m ON m.tenant_id = a.tenant_id AND m.audit_id = a.audit_id AND m.person_id = sw.current_actor()
 WHERE a.audit_id = $1::uuid AND a.kind = ANY (audits.own_kinds())
   FOR UPDATE OF a
