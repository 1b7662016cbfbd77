-- $1 last id seen uuid
SELECT r.review_id AS id, r.outcome AS label, r.facts::text AS inputs, r.result::text AS result, r.sha256, NULL AS columns,
       CASE WHEN (r.outcome = 'pass') <> (r.facts ->> 'gate' = 'review') THEN 'the outcome is not the one that was judged' END AS contradiction
  FROM certificates.review r WHERE r.review_id > $1::uuid ORDER BY r.review_id LIMIT 500
