-- What the body of the one who asks chose; names without a row have their default.  No parameters.
SELECT name, value FROM identity.v_setting
