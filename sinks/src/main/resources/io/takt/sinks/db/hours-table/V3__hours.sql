-- Hourly sums as a table: plain PostgreSQL, and TimescaleDB without continuous aggregates.
DO $$ BEGIN
  EXECUTE format(
    'CREATE TABLE ledger_hour AS
       SELECT time_bucket(INTERVAL ''1 hour'', minute) AS hour, asset_id, %s, %s
       FROM ledger GROUP BY 1, 2, %1$s
     WITH NO DATA', hour_keys(), sums_of_slices());
END $$;
CREATE INDEX ledger_hour_hour ON ledger_hour (hour, asset_id);
CREATE INDEX ledger_hour_business_date ON ledger_hour (business_date, asset_id);

-- Sums the hours in [since, until) anew; of the assets named, or of all (null).
CREATE PROCEDURE materialise_hours(since timestamptz, until timestamptz, assets text[])
LANGUAGE plpgsql AS $$
BEGIN
  -- Two at once would each add what the other has added.
  LOCK TABLE ledger_hour IN SHARE ROW EXCLUSIVE MODE;
  DELETE FROM ledger_hour h WHERE h.hour >= since AND h.hour < until AND (assets IS NULL OR h.asset_id = ANY (assets));
  EXECUTE format(
    'INSERT INTO ledger_hour
       SELECT time_bucket(INTERVAL ''1 hour'', minute), asset_id, %s, %s
       FROM ledger WHERE minute >= $1 AND minute < $2 AND ($3 IS NULL OR asset_id = ANY ($3))
       GROUP BY 1, 2, %1$s', hour_keys(), sums_of_slices())
  USING since, until, assets;
END $$;
REVOKE EXECUTE ON PROCEDURE materialise_hours(timestamptz, timestamptz, text[]) FROM PUBLIC;
