-- $1 slug text, '' for the installation
SELECT document FROM register.did WHERE slug = $1
