-- Who may do what, one line a grant, for schemas/db/grants.txt.  Owners' own rights are left out.
WITH schemas AS (
    SELECT oid, nspname, nspacl, nspowner FROM pg_namespace
     WHERE nspname IN ('sw', 'identity', 'clients', 'evidence', 'audits', 'certificates', 'register', 'public')
), said AS (
    SELECT 'schema ' || nspname AS object, a.grantee, a.privilege_type AS privilege
      FROM schemas, LATERAL aclexplode(nspacl) AS a WHERE a.grantee <> nspowner
    UNION ALL
    SELECT format('%s %s.%s', CASE c.relkind WHEN 'v' THEN 'view' WHEN 'S' THEN 'sequence' ELSE 'table' END, s.nspname, c.relname), a.grantee, a.privilege_type
      FROM pg_class c JOIN schemas s ON s.oid = c.relnamespace, LATERAL aclexplode(c.relacl) AS a WHERE a.grantee <> c.relowner
    UNION ALL
    SELECT format('%s %s.%s', CASE c.relkind WHEN 'v' THEN 'view' ELSE 'table' END, s.nspname, c.relname), a.grantee,
           a.privilege_type || ' (' || string_agg(t.attname, ', ' ORDER BY t.attnum) || ')'
      FROM pg_class c JOIN schemas s ON s.oid = c.relnamespace JOIN pg_attribute t ON t.attrelid = c.oid, LATERAL aclexplode(t.attacl) AS a
     WHERE a.grantee <> c.relowner GROUP BY c.relkind, s.nspname, c.relname, a.grantee, a.privilege_type
    UNION ALL
    -- Functions of extensions hold no data and are the same everywhere; a function with no list is everybody's.
    SELECT format('function %s.%s(%s)', s.nspname, p.proname, pg_get_function_identity_arguments(p.oid)), a.grantee, a.privilege_type
      FROM pg_proc p JOIN schemas s ON s.oid = p.pronamespace, LATERAL aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) AS a
     WHERE a.grantee <> p.proowner
       AND (NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e') OR p.proname = 'hmac')
)
SELECT line FROM (SELECT format('%s  %s  %s', CASE WHEN grantee = 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee) END, object, string_agg(privilege, ', ' ORDER BY privilege)) AS line
        FROM said GROUP BY grantee, object) AS lines ORDER BY line COLLATE "C"
