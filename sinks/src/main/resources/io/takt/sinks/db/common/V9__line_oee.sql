-- Line OEE = good units at the line's exit x the line's ideal time (that of the product's bottleneck) / PBT of the exit.

-- The ideal time of a product on a line: that of its slowest asset, piecewise in time.
CREATE VIEW line_rate AS
WITH of_asset AS (
  SELECT a.enterprise, a.site, a.area, a.line, r.product, r.valid_from, r.valid_to, r.ideal_seconds_per_unit
  FROM product_rate r JOIN asset a USING (asset_id)
  WHERE a.line <> ''
)
SELECT
  f.enterprise, f.site, f.area, f.line, f.product, f.valid_from,
  lead(f.valid_from) OVER (PARTITION BY f.enterprise, f.site, f.area, f.line, f.product ORDER BY f.valid_from) AS valid_to,
  (SELECT max(o.ideal_seconds_per_unit) FROM of_asset o
   WHERE (o.enterprise, o.site, o.area, o.line, o.product) = (f.enterprise, f.site, f.area, f.line, f.product)
     AND o.valid_from <= f.valid_from AND (o.valid_to IS NULL OR o.valid_to > f.valid_from)) AS ideal_seconds_per_unit
FROM (SELECT DISTINCT enterprise, site, area, line, product, valid_from FROM of_asset) f;
COMMENT ON VIEW line_rate IS 'Ideal time per unit of a product on a line, s: the bottleneck''s.';

-- What leaves a line, with the line's ideal time in place of the exit asset's. Hours in which that changes are taken
-- slice by slice.
DO $$
DECLARE
  -- All measures but those that the line's ideal time replaces.
  columns text := (SELECT string_agg(format('m.%I', m.name), ', ' ORDER BY m.ordinal) FROM measures() m
                   WHERE m.name NOT IN ('ideal_ms', 'unrated_total'));
  -- Whole microseconds: then sums do not depend on the order of rows.
  unit_ms text := '(round(coalesce(r.ideal_seconds_per_unit, 0) * 1000000) / 1000)';
  line_columns text := 'x.enterprise, x.site, x.area, x.line, m.asset_id, m.shift, m.shift_start, m.business_date, '
    || 'm.work_order, m.product, ' || columns || ', '
    || 'm.counted_total * ' || unit_ms || ' AS ideal_ms, '
    || 'm.counted_good * ' || unit_ms || ' AS ideal_of_good_ms, '
    || 'CASE WHEN r.ideal_seconds_per_unit IS NULL THEN m.counted_total ELSE 0 END AS unrated_total';
  same_line text := '(r.enterprise, r.site, r.area, r.line) = (x.enterprise, x.site, x.area, x.line)';
BEGIN
  EXECUTE format(
    'CREATE VIEW line_slice AS
     SELECT m.minute, %s
     FROM ledger_slice m
     JOIN asset x ON x.asset_id = m.asset_id AND x.line_exit AND x.line <> ''''
     LEFT JOIN line_rate r ON %s AND r.product = m.product
       AND r.valid_from <= m.slice_start AND (r.valid_to IS NULL OR m.slice_start < r.valid_to)',
    line_columns, same_line);
  EXECUTE format(
    'CREATE VIEW line_hourly AS
     WITH rate_change AS (
       SELECT DISTINCT x.asset_id, r.product, time_bucket(INTERVAL ''1 hour'', r.valid_from) AS hour
       FROM line_rate r JOIN asset x ON %2$s AND x.line_exit
       WHERE isfinite(r.valid_from) AND r.valid_from <> time_bucket(INTERVAL ''1 hour'', r.valid_from)
     )
     SELECT m.hour, %1$s
     FROM ledger_hourly m
     JOIN asset x ON x.asset_id = m.asset_id AND x.line_exit AND x.line <> ''''
     LEFT JOIN line_rate r ON %2$s AND r.product = m.product
       AND r.valid_from <= m.hour AND (r.valid_to IS NULL OR m.hour < r.valid_to)
     WHERE NOT EXISTS (SELECT FROM rate_change c WHERE (c.asset_id, c.product, c.hour) = (m.asset_id, m.product, m.hour))
     UNION ALL
     SELECT c.hour, %3$s
     FROM rate_change c
     JOIN line_slice m ON m.asset_id = c.asset_id AND m.product = c.product
       AND m.minute >= c.hour AND m.minute < c.hour + INTERVAL ''1 hour''',
    line_columns, same_line,
    (SELECT string_agg(format('m.%I', a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
     WHERE a.attrelid = 'line_slice'::regclass AND a.attnum > 1));
END $$;
COMMENT ON VIEW line_slice IS 'Slices of line exits with the line''s ideal time; what line OEE is made of.';
COMMENT ON VIEW line_hourly IS 'Hourly sums of line exits with the line''s ideal time; what line OEE is made of.';

SELECT define_oee_view('oee_line',
  'Line OEE by business date: good units at the line''s exit x the line''s ideal time / PBT of the exit. '
  'All sums are the exit asset''s; ideal_s is by the line''s bottleneck.',
  'enterprise, site, area, line, business_date', 'line_hourly',
  more => ', sum(ideal_of_good_ms) / 1000 AS ideal_of_good_s', ideal_of_good_s => 's.ideal_of_good_s');
COMMENT ON COLUMN oee_line.ideal_of_good_s IS 'Ideal time, at the line''s bottleneck, of the good parts that left the line, s.';
COMMENT ON COLUMN oee_line.oee IS 'Line OEE: ideal_of_good_s / PBT of the exit, ratio; not a mean of machine OEEs.';
SELECT define_oee_between('oee_line_between', 'Line OEE in [since, until), to the minute; columns as in oee_line.', 'oee_line',
  'enterprise, site, area, line',
  window_of('line_hourly', 'line_slice', 'enterprise, site, area, line, ideal_of_good_ms, ' || measure_names()),
  more => ', sum(ideal_of_good_ms) / 1000 AS ideal_of_good_s', ideal_of_good_s => 's.ideal_of_good_s');
