-- Whoever keeps public pages in memory hears which one to forget: the certificate's public id, or the
-- slug of the body whose keys changed ('-' for the installation).  And numbers are found in any case.
DROP TRIGGER changed ON register.certificate;
CREATE OR REPLACE FUNCTION register.changed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'did' THEN
        PERFORM pg_notify('register', coalesce(nullif(NEW.slug, ''), '-'));
    ELSE
        PERFORM pg_notify('register', NEW.public_id);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON register.certificate FOR EACH ROW EXECUTE FUNCTION register.changed();
CREATE TRIGGER changed AFTER INSERT ON register.document FOR EACH ROW EXECUTE FUNCTION register.changed();
CREATE TRIGGER changed AFTER INSERT OR UPDATE ON register.did FOR EACH ROW EXECUTE FUNCTION register.changed();

CREATE INDEX register_by_number ON register.certificate (upper(number));
