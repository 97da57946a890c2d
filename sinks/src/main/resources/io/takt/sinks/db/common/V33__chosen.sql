-- Figures of what somebody has chosen: a window, a shift instance or an order. A shift is chosen by its business date
-- and name ('2026-03-02 early'), an order by its number; '-' chooses none. A chosen shift or order counts as a whole,
-- also where it reaches beyond the window.

-- The hours that hold what was chosen.
CREATE FUNCTION chosen_window(INOUT since timestamptz, INOUT until timestamptz, shift_choice text, order_choice text)
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
#variable_conflict use_column
BEGIN
  IF shift_choice <> '-' THEN
    SELECT min(h.hour), max(h.hour) + INTERVAL '1 hour' INTO since, until FROM ledger_hourly h
    WHERE h.business_date = left(shift_choice, 10)::date AND h.shift = substr(shift_choice, 12)
      AND (order_choice = '-' OR h.work_order = order_choice);
  ELSIF order_choice <> '-' THEN
    SELECT min(h.hour), max(h.hour) + INTERVAL '1 hour' INTO since, until FROM ledger_hourly h
    WHERE h.work_order = order_choice;
  END IF;
END $$;
COMMENT ON FUNCTION chosen_window(timestamptz, timestamptz, text, text) IS
  'The window itself, or the hours that a chosen shift (''2026-03-02 early'') or order touches; ''-'' chooses none.';

-- A relation of hours or slices, narrowed to what was chosen.
CREATE FUNCTION only_chosen(relation text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT format(
    '(SELECT * FROM %s
      WHERE (shift_choice = ''-'' OR (business_date = left(shift_choice, 10)::date AND shift = substr(shift_choice, 12)))
        AND (order_choice = ''-'' OR work_order = order_choice)
        AND (assets IS NULL OR asset_id = ANY (assets))) chosen', relation)
$$;

-- As define_oee_between, of what was chosen.
CREATE FUNCTION define_oee_chosen(
  function_name text, words text, like_view regclass, keys text, source text,
  more text DEFAULT '', ideal_of_good_s text DEFAULT 'NULL') RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format(
    'CREATE FUNCTION %I(
       since timestamptz, until timestamptz, shift_choice text, order_choice text, assets text[] DEFAULT NULL) RETURNS TABLE (%s)
     LANGUAGE plpgsql STABLE PARALLEL SAFE AS $body$
     #variable_conflict use_column
     BEGIN
       SELECT w.since, w.until INTO since, until FROM chosen_window(since, until, shift_choice, order_choice) w;
       RETURN QUERY %s;
     END $body$',
    function_name,
    (SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum)
     FROM pg_attribute a
     WHERE a.attrelid = like_view AND a.attnum > 0
       AND (a.attname = ANY (string_to_array(keys, ', '))
            OR a.attname NOT IN ('asset_id', 'enterprise', 'site', 'area', 'line', 'business_date', 'shift', 'shift_start'))),
    oee_select(keys, source, 0, more, ideal_of_good_s));
  EXECUTE format('COMMENT ON FUNCTION %I IS %L', function_name, words);
END $$;
REVOKE EXECUTE ON FUNCTION only_chosen(text), define_oee_chosen(text, text, regclass, text, text, text, text) FROM PUBLIC;

SELECT define_oee_chosen('oee_chosen', 'OEE by asset of a window, a shift or an order; of the assets named, or of all (null).', 'oee_asset', 'asset_id',
  window_of(only_chosen('ledger_hourly'), only_chosen('ledger_slice'), 'asset_id, ' || measure_names()));
SELECT define_oee_chosen('oee_line_chosen', 'Line OEE of a window, a shift or an order; columns as in oee_line. Of the exits named, or of all (null).', 'oee_line',
  'enterprise, site, area, line',
  window_of(only_chosen('line_hourly'), only_chosen('line_slice'),
    'enterprise, site, area, line, ideal_of_good_ms, ' || measure_names()),
  more => ', sum(ideal_of_good_ms) / 1000 AS ideal_of_good_s', ideal_of_good_s => 's.ideal_of_good_s');

-- Several assets as one: their sums, and the KPIs of the sums.
DO $$ BEGIN
  EXECUTE format(
    'CREATE FUNCTION oee_together(
       since timestamptz, until timestamptz, shift_choice text, order_choice text, assets text[]) RETURNS TABLE (%s)
     LANGUAGE sql STABLE PARALLEL SAFE AS $body$
       SELECT s.*, k.*
       FROM (SELECT %s FROM oee_chosen(since, until, shift_choice, order_choice, assets) o) s
       CROSS JOIN LATERAL kpis(ROW(s.*)::oee_sums, NULL, 0) k
     $body$',
    (SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum)
     FROM pg_attribute a WHERE a.attrelid = 'oee_asset'::regclass AND a.attnum > 0 AND a.attname <> 'asset_id'),
    (SELECT string_agg(format('sum(o.%1$I) AS %1$I', c.name), ', ' ORDER BY c.ordinal) FROM oee_columns() c));
END $$;
COMMENT ON FUNCTION oee_together(timestamptz, timestamptz, text, text, text[]) IS
  'OEE of several assets together, from their sums, of a window, a shift or an order.';

-- What people call a reason.
CREATE VIEW reason_words AS
SELECT r.reason, coalesce(r.text ->> 'en', t.words, r.reason) AS words
FROM reason r
LEFT JOIN LATERAL (SELECT e.value AS words FROM jsonb_each_text(r.text) e ORDER BY e.key LIMIT 1) t ON true;
COMMENT ON VIEW reason_words IS 'What a reason is called: in English, or else in the first language there is.';

-- Parts of stops, clipped to the window unless a shift or an order is chosen.
CREATE INDEX stop_allocation_work_order ON stop_allocation (work_order);
CREATE FUNCTION stop_chosen(since timestamptz, until timestamptz, shift_choice text, order_choice text)
RETURNS TABLE (
  asset_id text, started_at timestamptz, ended_at timestamptz, part_start timestamptz, part_end timestamptz,
  stopped_s float8, is_first boolean, category text, reason text, why text, first_alarm text, shift text,
  business_date date, work_order text, product text)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT p.asset_id, p.started_at, s.ended_at, p.part_start, p.part_end,
    extract(epoch FROM p.part_end - p.part_start)::float8,
    row_number() OVER (PARTITION BY p.asset_id, p.started_at, p.category, p.reason ORDER BY p.part_start) = 1,
    p.category, p.reason, coalesce(w.words, p.reason, 'not explained'), s.first_alarm, p.shift, p.business_date,
    p.work_order, p.product
  FROM (
    SELECT a.asset_id, a.started_at, a.category, a.reason, a.shift, a.business_date, a.work_order, a.product,
      CASE WHEN shift_choice = '-' AND order_choice = '-' THEN greatest(a.alloc_start, since) ELSE a.alloc_start END AS part_start,
      CASE WHEN shift_choice = '-' AND order_choice = '-' THEN least(a.alloc_end, until) ELSE a.alloc_end END AS part_end
    FROM stop_allocation a
    WHERE CASE
        WHEN shift_choice <> '-' THEN a.shift = substr(shift_choice, 12)
        WHEN order_choice <> '-' THEN true
        ELSE a.alloc_start < until AND a.alloc_end > since
      END
      AND a.business_date >= CASE
        WHEN shift_choice <> '-' THEN left(shift_choice, 10)::date
        WHEN order_choice <> '-' THEN date '-infinity'
        ELSE since::date - 2
      END
      AND a.business_date <= CASE
        WHEN shift_choice <> '-' THEN left(shift_choice, 10)::date
        WHEN order_choice <> '-' THEN date 'infinity'
        ELSE until::date + 2
      END
      AND (order_choice = '-' OR a.work_order = order_choice)
  ) p
  JOIN stop s USING (asset_id, started_at)
  LEFT JOIN reason_words w ON w.reason = p.reason
$$;
COMMENT ON FUNCTION stop_chosen(timestamptz, timestamptz, text, text) IS
  'Parts of stops in a window, a shift or an order, with stopped_s (s) and why in words; is_first marks the part to count a stop by.';
