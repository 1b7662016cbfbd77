-- $1 SHA-256 of the session's or token's secret, in hex
SELECT identity.session_find(decode($1, 'hex'))
