-- $1 event text   $2 subject uuid   $3 facts json
SELECT sw.trail_append($1, $2::uuid, $3::jsonb)
