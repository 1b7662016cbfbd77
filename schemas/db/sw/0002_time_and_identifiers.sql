-- Business time, identifiers, numbers for people, pages of lists.

-- One row: what kind of installation this is.  Only a test one may move the clock.
CREATE TABLE sw.installation (
    one   boolean  PRIMARY KEY DEFAULT true CHECK (one),
    test  boolean  NOT NULL DEFAULT false,
    shift interval NOT NULL DEFAULT '0',
    CONSTRAINT installation_clock CHECK (test OR shift = '0')
);
INSERT INTO sw.installation DEFAULT VALUES;

CREATE FUNCTION sw.now() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$ SELECT transaction_timestamp() + (SELECT shift FROM sw.installation) $$;

-- Today where the certification body is; identity replaces the body once there are bodies.
CREATE FUNCTION sw.today() RETURNS date
LANGUAGE sql STABLE AS $$ SELECT (sw.now() AT TIME ZONE 'UTC')::date $$;

-- A version 7 UUID (RFC 9562): 48 bits of milliseconds, then random bits.
CREATE FUNCTION sw.uuid7() RETURNS uuid
LANGUAGE sql VOLATILE AS $$
    SELECT encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
               PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
               FROM 1 FOR 6), 52, 1), 53, 1), 'hex')::uuid
$$;

CREATE TABLE sw.counter (
    tenant_id uuid   NOT NULL DEFAULT sw.current_tenant(),
    name      text   NOT NULL,
    value     bigint NOT NULL,
    PRIMARY KEY (tenant_id, name)
);
SELECT sw.protect('sw.counter');

-- The next whole number of a per-tenant series, without gaps: the row stays locked until the end
-- of the transaction.
CREATE FUNCTION sw.next_number(series text) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO sw.counter AS c (name, value) VALUES (series, 1)
    ON CONFLICT (tenant_id, name) DO UPDATE SET value = c.value + 1
    RETURNING value
$$;

-- The reply of a list.  rows holds up to limit + 1 objects with an "id"; the extra one only says
-- that there are more.
CREATE FUNCTION sw.page(row_list jsonb, row_limit int) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
    SELECT jsonb_build_object(
        'data', CASE WHEN jsonb_array_length(l) > row_limit THEN l - row_limit ELSE l END,
        'has_more', jsonb_array_length(l) > row_limit,
        'next_cursor', CASE WHEN jsonb_array_length(l) > row_limit THEN l -> (row_limit - 1) -> 'id' END)
      FROM (SELECT coalesce(row_list, '[]') AS l) AS x
$$;

GRANT EXECUTE ON FUNCTION sw.now(), sw.today(), sw.uuid7(), sw.next_number(text), sw.page(jsonb, int)
    TO :services, gateway_service, sealwright_directory;
