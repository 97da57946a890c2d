-- Roles, schema and extension; run by the installer, may be repeated. Passwords are set by the driver, hashed.
DO $$
DECLARE
  role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['takt_owner', 'takt_writer', 'takt_reader'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
      EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION', role);
    END IF;
    EXECUTE format('ALTER ROLE %I IN DATABASE %I SET search_path = takt, public', role, current_database());
  END LOOP;
  EXECUTE format('ALTER ROLE takt_reader IN DATABASE %I SET default_transaction_read_only = on', current_database());
  EXECUTE format('ALTER ROLE takt_reader IN DATABASE %I SET statement_timeout = %L', current_database(), '30s');
  -- Compiling a query takes longer here than running it.
  EXECUTE format('ALTER ROLE takt_reader IN DATABASE %I SET jit = off', current_database());
  EXECUTE format('GRANT takt_owner TO %I', current_user);

  -- What every role may do by default; but a template is not ours to close.
  IF current_database() NOT LIKE 'template_' THEN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO takt_owner, takt_writer, takt_reader', current_database());
    -- The writer merges through a temporary table.
    EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO takt_owner, takt_writer', current_database());
  END IF;
  REVOKE CREATE ON SCHEMA public FROM PUBLIC;

  CREATE SCHEMA IF NOT EXISTS takt AUTHORIZATION takt_owner;
  GRANT USAGE ON SCHEMA takt TO takt_writer, takt_reader;

  IF EXISTS (SELECT FROM pg_available_extensions WHERE name = 'timescaledb')
     AND current_setting('shared_preload_libraries', true) LIKE '%timescaledb%' THEN
    CREATE EXTENSION IF NOT EXISTS timescaledb SCHEMA public;
  END IF;
END $$;
