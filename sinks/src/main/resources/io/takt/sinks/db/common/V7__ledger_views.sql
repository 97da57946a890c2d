-- The ledger by hour, shift, business date, order and product, exact at any time: sums where the hour is rolled up,
-- slices where it is not or was written since.
DO $$ BEGIN
  EXECUTE format($view$
    CREATE VIEW ledger_hourly AS
    SELECT h.hour, h.asset_id, %1$s, %3$s
    FROM ledger_hour h
    -- Asked once, as a subquery; in the ledger's part it bounds an index scan, and the planner knows its value.
    WHERE h.hour < (SELECT rolled_until())
      AND NOT EXISTS (SELECT FROM ledger_restated r WHERE r.hour = h.hour AND r.asset_id = h.asset_id)
    UNION ALL
    SELECT time_bucket(INTERVAL '1 hour', l.minute), l.asset_id, %1$s, %2$s
    FROM ledger l
    WHERE l.minute >= rolled_until()
    GROUP BY 1, 2, %1$s
    UNION ALL
    SELECT r.hour, l.asset_id, %1$s, %2$s
    FROM (SELECT DISTINCT d.hour, d.asset_id FROM ledger_restated d WHERE d.hour < (SELECT rolled_until())) r
    -- OFFSET 0 keeps it a look-up per hour: a join of all would read the whole ledger.
    CROSS JOIN LATERAL (
      SELECT m.* FROM ledger m
      WHERE m.asset_id = r.asset_id AND m.minute >= r.hour AND m.minute < r.hour + INTERVAL '1 hour'
      OFFSET 0) l
    GROUP BY 1, 2, %1$s
    $view$, hour_keys(), sums_of_slices(), measure_names());
  EXECUTE format($view$
    CREATE VIEW ledger_slice AS
    SELECT asset_id, minute, ordinal, slice_start, slice_end, state, category, reason, %s, %s
    FROM ledger
    $view$, hour_keys(),
    (SELECT string_agg(format('(%s)::float8 AS %I', m.of_slice, m.name), ', ' ORDER BY m.ordinal) FROM measures() m));
END $$;
COMMENT ON VIEW ledger_slice IS 'The ledger with its measures spread over columns (times in ms).';
COMMENT ON VIEW ledger_hourly IS 'Sums (times in ms) by asset, hour, shift, business date, order and product; what the oee views are made of.';
