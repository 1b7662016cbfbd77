-- The person who asks; no parameters.
SELECT json_build_object('person_id', p.person_id, 'name', p.name, 'email', p.email, 'roles', p.roles, 'client_id', p.client_id,
           'body', json_build_object('slug', b.slug, 'name', b.name, 'city', b.city, 'country', b.country, 'time_zone', b.time_zone))
  FROM identity.person p JOIN identity.body b USING (tenant_id) WHERE p.person_id = sw.current_actor()
