-- Roles, schemas and extensions.  Run by a superuser before the migrations; safe to repeat.
\set ON_ERROR_STOP 1
SET client_min_messages = warning;

DO $$
DECLARE
    name text;
BEGIN
    -- sealwright_owner owns everything and nobody signs in as it; the other two own functions that
    -- look past the walls on purpose: one reads context keys, one the directory of bodies and sessions.
    FOREACH name IN ARRAY ARRAY['sealwright_owner', 'sealwright_context', 'sealwright_directory'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN NOBYPASSRLS NOINHERIT', name);
        END IF;
    END LOOP;
    FOREACH name IN ARRAY ARRAY['identity_service', 'clients_service', 'stage1_service', 'stage2_service',
                                'surveillance_service', 'evidence_service', 'certificates_service',
                                'courier_service', 'rules_service', 'gateway_service', 'public_service', 'check_service'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
            EXECUTE format('CREATE ROLE %I LOGIN NOBYPASSRLS NOINHERIT', name);
        END IF;
        EXECUTE format('ALTER ROLE %I SET statement_timeout = %L', name, '15s');
        EXECUTE format('ALTER ROLE %I SET lock_timeout = %L', name, '10s');
        EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = %L', name, '30s');
        EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I', current_database(), name);
    END LOOP;
    -- It walks whole tables page by page in the order of their keys; the walls make that look dear to the planner.
    ALTER ROLE check_service SET enable_bitmapscan = off;
    ALTER ROLE check_service SET enable_sort = off;
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    FOREACH name IN ARRAY ARRAY['sw', 'identity', 'clients', 'evidence', 'audits', 'certificates', 'register'] LOOP
        EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I AUTHORIZATION sealwright_owner', name);
        EXECUTE format('REVOKE ALL ON SCHEMA %I FROM PUBLIC', name);
    END LOOP;
END $$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
CREATE EXTENSION IF NOT EXISTS pgcrypto SCHEMA sw;
REVOKE ALL ON FUNCTION sw.hmac(bytea, bytea, text), sw.hmac(text, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sw.hmac(bytea, bytea, text) TO sealwright_context;
-- A function is nobody's until it is granted.
ALTER DEFAULT PRIVILEGES FOR ROLE sealwright_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
GRANT USAGE ON SCHEMA sw TO sealwright_context, sealwright_directory;
GRANT USAGE ON SCHEMA identity TO sealwright_directory;
GRANT USAGE ON SCHEMA sw TO :services, gateway_service, check_service;
-- The owner hands functions to these two roles in its migrations.
GRANT sealwright_context, sealwright_directory TO sealwright_owner;
GRANT CREATE ON SCHEMA sw TO sealwright_context, sealwright_directory;
GRANT CREATE ON SCHEMA identity TO sealwright_directory;

CREATE TABLE IF NOT EXISTS sw.migration (
    file    text        PRIMARY KEY,
    sha256  text        NOT NULL,
    done_at timestamptz NOT NULL DEFAULT now()
);

-- Keys of context tokens.  audience NULL: good for every role (the gateway's key).
CREATE TABLE IF NOT EXISTS sw.context_key (
    kid      text  PRIMARY KEY,
    key      bytea NOT NULL CHECK (length(key) = 32),
    audience text
);
REVOKE ALL ON sw.context_key, sw.migration FROM PUBLIC;
ALTER TABLE sw.context_key OWNER TO sealwright_context;
