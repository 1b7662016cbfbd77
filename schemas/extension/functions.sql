-- The C form: the same names as in schemas/db/sw/0001_context.sql, so that every policy and default goes on.
CREATE OR REPLACE FUNCTION sw.current_tenant() RETURNS uuid AS :'library', 'sealwright_tenant' LANGUAGE c STABLE PARALLEL RESTRICTED;
CREATE OR REPLACE FUNCTION sw.current_actor() RETURNS uuid AS :'library', 'sealwright_actor' LANGUAGE c STABLE PARALLEL RESTRICTED;
CREATE OR REPLACE FUNCTION sw.current_client() RETURNS uuid AS :'library', 'sealwright_client' LANGUAGE c STABLE PARALLEL RESTRICTED;
CREATE OR REPLACE FUNCTION sw.has_role(role text) RETURNS boolean AS :'library', 'sealwright_has_role' LANGUAGE c STABLE STRICT PARALLEL RESTRICTED;
CREATE OR REPLACE FUNCTION sw.verify() RETURNS void AS :'library', 'sealwright_verify' LANGUAGE c STABLE PARALLEL RESTRICTED;
