-- Hourly sums as a continuous aggregate. Materialised only: its real-time mode would show restated hours stale,
-- so the view ledger_hourly adds what is not rolled up from the ledger itself.
DO $$ BEGIN
  EXECUTE format(
    'CREATE MATERIALIZED VIEW ledger_hour
       WITH (timescaledb.continuous, timescaledb.materialized_only = true) AS
       SELECT time_bucket(INTERVAL ''1 hour'', minute) AS hour, asset_id, %s, %s
       FROM ledger GROUP BY 1, 2, %1$s
     WITH NO DATA', hour_keys(), sums_of_slices());
END $$;

-- Sums the hours in [since, until) anew; a continuous aggregate does so for all assets.
CREATE PROCEDURE materialise_hours(since timestamptz, until timestamptz, assets text[])
LANGUAGE plpgsql AS $$
BEGIN
  -- The window has to be bounded; nothing was booked before 1970.
  CALL refresh_continuous_aggregate('ledger_hour', greatest(since, timestamptz '1970-01-01 00:00:00+00'), until);
END $$;
REVOKE EXECUTE ON PROCEDURE materialise_hours(timestamptz, timestamptz, text[]) FROM PUBLIC;

-- Compress only what lies beyond the correction horizon of 72 h.
ALTER TABLE ledger SET (
  timescaledb.compress,
  timescaledb.compress_segmentby = 'asset_id',
  timescaledb.compress_orderby = 'minute, ordinal');
SELECT add_compression_policy('ledger', compress_after => INTERVAL '4 days');

-- Slices are kept for two years, hourly sums for good. An hour that is gone from the ledger is never summed again:
-- corrections reach back three days only.
SELECT add_retention_policy('ledger', drop_after => INTERVAL '731 days');
