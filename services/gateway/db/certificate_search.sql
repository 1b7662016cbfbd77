-- Certificates by number, in any case; $1 number text
SELECT coalesce(jsonb_agg(jsonb_build_object('public_id', public_id, 'number', number, 'client', facts ->> 'client', 'body', facts ->> 'body',
           'status', CASE WHEN status IN ('active', 'suspended') AND (facts ->> 'expires_on')::date < sw.today() THEN 'expired'
                          ELSE status END) ORDER BY number, slug), '[]')
  FROM (SELECT * FROM register.certificate WHERE upper(number) = upper($1) ORDER BY number, slug LIMIT 20) AS c
