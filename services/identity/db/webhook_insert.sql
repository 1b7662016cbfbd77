-- $1 url text   $2 events json   $3 secret text
INSERT INTO identity.webhook (url, events, secret)
VALUES ($1, ARRAY(SELECT jsonb_array_elements_text($2::jsonb)), $3)
RETURNING json_build_object('id', webhook_id, 'url', url, 'events', events, 'active', active, 'secret', secret)
