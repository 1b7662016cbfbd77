-- $1 event text
SELECT url, secret FROM identity.webhook WHERE active AND (events @> ARRAY[$1] OR events @> ARRAY['*']) ORDER BY webhook_id
