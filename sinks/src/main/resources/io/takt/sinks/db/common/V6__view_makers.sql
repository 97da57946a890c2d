-- What the OEE views are made with, so that no formula or list of columns is written twice.

-- Select lists over relations that hold the measures: as they are, and summed as oee_sums holds them (seconds, pieces).
CREATE FUNCTION measure_names() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT string_agg(quote_ident(m.name), ', ' ORDER BY m.ordinal) FROM measures() m
$$;
CREATE FUNCTION oee_columns() RETURNS TABLE (ordinal smallint, name text) LANGUAGE sql STABLE AS $$
  SELECT a.attnum, a.attname::text FROM pg_attribute a
  WHERE a.attrelid = (SELECT t.typrelid FROM pg_type t WHERE t.oid = 'oee_sums'::regtype) AND a.attnum > 0
$$;
CREATE FUNCTION sums_in_seconds() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT string_agg(
    CASE WHEN c.name LIKE '%\_s'
      THEN format('sum(%I) / 1000 AS %I', regexp_replace(c.name, '_s$', '_ms'), c.name)
      ELSE format('sum(%1$I) AS %1$I', c.name) END, ', ' ORDER BY c.ordinal)
  FROM oee_columns() c
$$;

CREATE FUNCTION describe_oee_columns(relation regclass) RETURNS void LANGUAGE plpgsql AS $$
DECLARE described record;
BEGIN
  FOR described IN
    SELECT d.name, d.words FROM (VALUES
      ('asset_id', 'The asset.'),
      ('minute', 'Start of the UTC minute.'),
      ('hour', 'Start of the UTC hour.'),
      ('shift', 'Name of the shift.'),
      ('shift_start', 'Start of the shift instance.'),
      ('business_date', 'Production day.'),
      ('work_order', 'Order, with its operation.'),
      ('calendar_s', 'All booked time, s.'),
      ('not_scheduled_s', 'No shift, or an excluded order, s.'),
      ('planned_stop_s', 'Breaks, planned maintenance, meetings, s.'),
      ('no_data_s', 'Source silent or disconnected, s; neither up nor down.'),
      ('setup_s', 'Changeover (ISO 22400 ASUT), s.'),
      ('running_s', 'Actual production time (APT), s.'),
      ('minor_stop_s', 'Unplanned stops below the asset''s threshold, s.'),
      ('unplanned_stop_s', 'Unplanned stops, s.'),
      ('pending_stop_s', 'Open stops still below the threshold, s.'),
      ('extra_s', 'Ran off-shift or in a planned stop; part of running_s, s.'),
      ('pot_s', 'Time covered by a shift (POT), s.'),
      ('pbt_s', 'Planned busy time (PBT): setup, running, minor, unplanned and pending, s.'),
      ('provisional_s', 'Time that may still change by itself, s.'),
      ('ideal_s', 'Ideal time of what was made, s.'),
      ('total', 'All parts (PQ), in the product''s unit.'),
      ('good', 'Good at first pass (GQ), in the product''s unit.'),
      ('scrap', 'Scrap (SQ), in the product''s unit.'),
      ('rework', 'Rework (RQ), in the product''s unit; not good.'),
      ('unseen_total', 'Parts made while nothing was seen; also in total.'),
      ('unrated_total', 'Parts without an ideal time; above 0 performance and OEE are null.'),
      ('availability', 'tpm: (running + minor) / PBT, ratio.'),
      ('performance', 'tpm: ideal / (running + minor), ratio; raw, may exceed 1.'),
      ('quality', 'good / total, ratio.'),
      ('oee', 'Availability x performance x quality, the same in both profiles, ratio.'),
      ('iso_availability', 'iso22400: APT / PBT, ratio.'),
      ('effectiveness', 'iso22400: ideal / APT, ratio.'),
      ('quality_ratio', 'iso22400: GQ / PQ, ratio.'),
      ('nee', 'Net equipment effectiveness: (APT + ASUT) / PBT x effectiveness x quality, ratio.'),
      ('teep', 'OEE x PBT / calendar, ratio.'),
      ('ooe', 'OEE x PBT / POT, ratio.'),
      ('technical_efficiency', 'APT / (APT + ADET), ratio.'),
      ('setup_rate', 'ASUT / (ASUT + APT), ratio.'),
      ('scrap_ratio', 'SQ / PQ, ratio.'),
      ('rework_ratio', 'RQ / PQ, ratio.'),
      ('throughput_rate', 'Parts per hour of planned busy time.'),
      ('performance_above_100', 'Performance above 1: rate too slow, or time that was not seen. Null: no performance.'),
      ('coverage', 'PBT / (PBT + no data), ratio.'),
      ('provisional_share', 'Provisional time / calendar time, ratio.')
    ) AS d (name, words)
    JOIN pg_attribute a ON a.attrelid = relation AND a.attname = d.name
  LOOP
    EXECUTE format('COMMENT ON COLUMN %s.%I IS %L', relation, described.name, described.words);
  END LOOP;
END $$;

-- The sums of a source by some keys, and the KPIs of the sums.
--   more             further aggregates, each with a leading comma
--   ideal_of_good_s  expression over keys and aggregates, see kpis
CREATE FUNCTION oee_select(keys text, source text, min_cycles integer, more text, ideal_of_good_s text) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT format(
    'SELECT s.*, k.* FROM (SELECT %1$s, %2$s%3$s FROM %4$s GROUP BY %1$s) s
     CROSS JOIN LATERAL kpis(ROW(%5$s)::oee_sums, %6$s, %7$s) k',
    keys, sums_in_seconds(), more, source,
    (SELECT string_agg(format('s.%I', c.name), ', ' ORDER BY c.ordinal) FROM oee_columns() c),
    ideal_of_good_s, min_cycles)
$$;

CREATE FUNCTION define_oee_view(
  view_name text, words text, keys text, source text,
  min_cycles integer DEFAULT 0, more text DEFAULT '', ideal_of_good_s text DEFAULT 'NULL') RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE VIEW %I AS %s', view_name, oee_select(keys, source, min_cycles, more, ideal_of_good_s));
  EXECUTE format('COMMENT ON VIEW %I IS %L', view_name, words);
  PERFORM describe_oee_columns(view_name::regclass);
END $$;

-- A source over any window, to the minute: whole hours from an hourly relation, what is left from slices.
CREATE FUNCTION window_of(hourly text, slices text, columns text) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT format(
    '(SELECT %3$s FROM %1$s
       WHERE hour >= time_bucket(INTERVAL ''1 hour'', since + INTERVAL ''59 minutes 59.999999 seconds'')
         AND hour < time_bucket(INTERVAL ''1 hour'', until)
     UNION ALL
     SELECT %3$s FROM %2$s
       WHERE minute >= since
         AND minute < least(until, time_bucket(INTERVAL ''1 hour'', since + INTERVAL ''59 minutes 59.999999 seconds''))
     UNION ALL
     SELECT %3$s FROM %2$s
       WHERE minute >= greatest(time_bucket(INTERVAL ''1 hour'', until),
                                time_bucket(INTERVAL ''1 hour'', since + INTERVAL ''59 minutes 59.999999 seconds''))
         AND minute < until) w',
    hourly, slices, columns)
$$;

-- The columns of a view as a function of a window. Keys of the view that are not keys of the function are left out.
CREATE FUNCTION define_oee_between(
  function_name text, words text, like_view regclass, keys text, source text,
  more text DEFAULT '', ideal_of_good_s text DEFAULT 'NULL') RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format(
    'CREATE FUNCTION %I(since timestamptz, until timestamptz) RETURNS TABLE (%s)
     LANGUAGE sql STABLE PARALLEL SAFE AS $body$ %s $body$',
    function_name,
    (SELECT string_agg(format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', ' ORDER BY a.attnum)
     FROM pg_attribute a
     WHERE a.attrelid = like_view AND a.attnum > 0
       AND (a.attname = ANY (string_to_array(keys, ', '))
            OR a.attname NOT IN ('asset_id', 'enterprise', 'site', 'area', 'line', 'business_date'))),
    oee_select(keys, source, 0, more, ideal_of_good_s));
  EXECUTE format('COMMENT ON FUNCTION %I IS %L', function_name, words);
END $$;

REVOKE EXECUTE ON FUNCTION
  measure_names(), sums_in_seconds(), oee_columns(), oee_select(text, text, integer, text, text),
  define_oee_view(text, text, text, text, integer, text, text), window_of(text, text, text),
  define_oee_between(text, text, regclass, text, text, text, text), describe_oee_columns(regclass)
FROM PUBLIC;
