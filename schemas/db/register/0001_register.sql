-- The public register: a projection of certificates, written in the transaction that changes one.
-- It holds only what anyone may know, so it has no tenant wall, and a role that can read nothing
-- else reads it; it can live on a replica.

CREATE TABLE register.certificate (
    public_id  text        PRIMARY KEY CHECK (public_id ~ '^[0-9A-HJKMNP-TV-Z]{12}$'),
    slug       text        NOT NULL, -- of the certification body
    number     text        NOT NULL,
    status     text        NOT NULL CHECK (status IN ('active', 'suspended', 'withdrawn', 'expired')),
    as_of      timestamptz NOT NULL,
    facts      jsonb       NOT NULL, -- everything the page shows; see services/certificates
    CONSTRAINT register_number_unique UNIQUE (slug, number)
);

CREATE TABLE register.document (
    public_id text        NOT NULL REFERENCES register.certificate,
    revision  int         NOT NULL,
    kind      text        NOT NULL CHECK (kind IN ('pdf', 'jwt', 'vc')),
    sha256    text        NOT NULL,
    content   bytea       NOT NULL,
    made_at   timestamptz NOT NULL,
    PRIMARY KEY (public_id, revision, kind)
);

CREATE TABLE register.did (
    slug     text        PRIMARY KEY, -- '' for the installation itself
    document jsonb       NOT NULL,
    as_of    timestamptz NOT NULL
);

CREATE FUNCTION register.changed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('register', 'changed');
    RETURN NULL;
END $$;
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON register.certificate FOR EACH STATEMENT EXECUTE FUNCTION register.changed();

GRANT USAGE ON SCHEMA register TO certificates_service, gateway_service, public_service;
GRANT SELECT ON register.certificate, register.document, register.did TO certificates_service, gateway_service, public_service;
GRANT INSERT, UPDATE (status, as_of, facts) ON register.certificate TO certificates_service;
GRANT INSERT ON register.document TO certificates_service;
GRANT INSERT, UPDATE (document, as_of) ON register.did TO certificates_service;
GRANT EXECUTE ON FUNCTION register.changed() TO certificates_service;
