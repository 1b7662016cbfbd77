-- $1 last id seen uuid
SELECT r.review_id AS id, r.outcome AS label, r.facts::text AS inputs, r.result::text AS result, NULL AS columns
  FROM certificates.review r WHERE r.review_id > $1::uuid ORDER BY r.review_id LIMIT 500
