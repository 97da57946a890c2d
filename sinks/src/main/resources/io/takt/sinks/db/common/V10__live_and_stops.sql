-- What goes on right now, and stops.

-- The plant's time, which in a simulation or a replay is not the wall's.
CREATE FUNCTION plant_now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce((SELECT max(as_of) FROM live), now())
$$;
COMMENT ON FUNCTION plant_now() IS 'The newest time that live rows speak of; without any, the wall''s.';

SELECT define_oee_view('oee_live', 'What each asset does now, and its shift so far.',
  'asset_id, name, enterprise, site, area, line, line_position, as_of, state, state_since, category, stop_since, reason, '
  'work_order, product, shift, shift_start, last_fact_at, last_arrived_at, facts, duplicates, data_age_s, written_at',
  format('(
    SELECT v.*, a.name, a.enterprise, a.site, a.area, a.line, a.line_position,
      extract(epoch FROM v.as_of - v.last_fact_at)::float8 AS data_age_s, %s
    FROM live v
    LEFT JOIN asset a USING (asset_id)
    -- OFFSET 0 keeps it a look-up per asset: a join of all would read the whole ledger.
    LEFT JOIN LATERAL (
      SELECT b.* FROM ledger_slice b
      WHERE b.asset_id = v.asset_id AND b.minute > v.shift_start - INTERVAL ''1 minute'' AND b.shift_start = v.shift_start
      OFFSET 0) m ON true) v',
    (SELECT string_agg(format('m.%I', m.name), ', ' ORDER BY m.ordinal) FROM measures() m)));
COMMENT ON COLUMN oee_live.as_of IS 'The plant''s time this row speaks of; the shift''s sums end with the last whole minute before.';
COMMENT ON COLUMN oee_live.data_age_s IS 'Age of the newest fact at as_of, s.';
COMMENT ON COLUMN oee_live.stop_since IS 'Start of the open stop; null: none is open.';

CREATE VIEW stop_pareto AS
SELECT
  p.asset_id, p.business_date, p.category, p.reason,
  sum(p.stop_s) / 60 AS minutes,
  count(*) FILTER (WHERE p.place = 1) AS stops
FROM (
  SELECT a.asset_id, a.business_date, a.category, a.reason,
    extract(epoch FROM a.alloc_end - a.alloc_start)::float8 AS stop_s,
    row_number() OVER (PARTITION BY a.asset_id, a.started_at, a.category, a.reason ORDER BY a.ordinal) AS place
  FROM stop_allocation a
) p
GROUP BY p.asset_id, p.business_date, p.category, p.reason;
COMMENT ON VIEW stop_pareto IS 'Stopped time and number of stops by asset, business date, category and reason; add them up as you like.';
COMMENT ON COLUMN stop_pareto.minutes IS 'Stopped time, min.';
COMMENT ON COLUMN stop_pareto.stops IS 'Stops; one that spans several dates counts once, on the first.';
