-- A time zone that PostgreSQL does not know is stored as '', which this refuses: the caller hears of it.
ALTER TABLE identity.body ADD CONSTRAINT body_time_zone_known CHECK (time_zone <> '');
