-- The certificate that is to change, locked; $1 certificate_id uuid
-- $2 whole_client bool: involvements in all audits of the client, else in those of the cycle
SELECT c.certificate_id, c.client_id, c.state, c.number, c.standard, c.expires_on, sw.today() AS today,
       (SELECT coalesce(jsonb_agg(jsonb_build_object('person_id', m.person_id, 'role', m.role, 'audit', m.audit_number)), '[]')
          FROM audits.v_team_member m WHERE m.programme_id = c.programme_id OR ($2::boolean AND m.client_id = c.client_id)) AS involvements
  FROM certificates.certificate c WHERE c.certificate_id = $1::uuid FOR UPDATE
