-- TimescaleDB's function on plain PostgreSQL, so that one query text serves both back ends. Same origins:
-- Monday 2000-01-03 for days and shorter, 2000-01-01 for months.
CREATE FUNCTION time_bucket(width interval, ts timestamptz) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN extract(year FROM width) * 12 + extract(month FROM width) = 0
      THEN date_bin(width, ts, timestamptz '2000-01-03 00:00:00+00')
    ELSE (timestamp '2000-01-01' + floor(
        ((extract(year FROM ts AT TIME ZONE 'UTC') - 2000) * 12 + extract(month FROM ts AT TIME ZONE 'UTC') - 1)
        / (extract(year FROM width) * 12 + extract(month FROM width)))::integer * width) AT TIME ZONE 'UTC'
  END
$$;
COMMENT ON FUNCTION time_bucket(interval, timestamptz) IS 'Start of the UTC bucket that holds ts.';

CREATE FUNCTION time_bucket(width interval, ts timestamptz, timezone text) RETURNS timestamptz
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT (time_bucket(width, (ts AT TIME ZONE timezone) AT TIME ZONE 'UTC') AT TIME ZONE 'UTC') AT TIME ZONE timezone
$$;
COMMENT ON FUNCTION time_bucket(interval, timestamptz, text) IS 'Start of the local bucket that holds ts.';

-- The only index beside the primary key, as a hypertable has it: the newest minutes of all assets.
CREATE INDEX ledger_minute ON ledger (minute);
