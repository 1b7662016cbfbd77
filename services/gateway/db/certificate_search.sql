-- $1 certificate number text
SELECT coalesce(jsonb_agg(jsonb_build_object('public_id', public_id, 'number', number, 'status', status, 'client', facts ->> 'client') ORDER BY number), '[]')
  FROM (SELECT * FROM register.certificate WHERE number = $1 ORDER BY number LIMIT 20) AS c
