-- The additive measures of the ledger, each defined once: the hourly sums and every view are made from this list.
CREATE FUNCTION measures() RETURNS TABLE (ordinal bigint, name text, of_slice text)
LANGUAGE sql IMMUTABLE AS $$
  SELECT row_number() OVER (), m.name, m.of_slice FROM (VALUES
    ('calendar_ms',       'duration_ms'),
    ('not_scheduled_ms',  'CASE category WHEN ''NOT_SCHEDULED'' THEN duration_ms ELSE 0 END'),
    ('planned_stop_ms',   'CASE category WHEN ''PLANNED_STOP'' THEN duration_ms ELSE 0 END'),
    ('no_data_ms',        'CASE category WHEN ''NO_DATA'' THEN duration_ms ELSE 0 END'),
    ('setup_ms',          'CASE category WHEN ''SETUP'' THEN duration_ms ELSE 0 END'),
    ('running_ms',        'CASE category WHEN ''RUNNING'' THEN duration_ms ELSE 0 END'),
    ('minor_stop_ms',     'CASE category WHEN ''MINOR_STOP'' THEN duration_ms ELSE 0 END'),
    ('unplanned_stop_ms', 'CASE category WHEN ''UNPLANNED_STOP'' THEN duration_ms ELSE 0 END'),
    ('pending_stop_ms',   'CASE category WHEN ''PENDING_STOP'' THEN duration_ms ELSE 0 END'),
    ('extra_ms',          'CASE WHEN extra THEN duration_ms ELSE 0 END'),
    ('pot_ms',            'CASE WHEN shift_start IS NOT NULL THEN duration_ms ELSE 0 END'),
    ('pbt_ms',            'CASE WHEN category IN (''SETUP'', ''RUNNING'', ''MINOR_STOP'', ''UNPLANNED_STOP'', ''PENDING_STOP'') THEN duration_ms ELSE 0 END'),
    ('provisional_ms',    'CASE WHEN provisional THEN duration_ms ELSE 0 END'),
    ('ideal_ms',          'ideal_ms'),
    ('total',             'total'),
    ('good',              'good'),
    ('scrap',             'scrap'),
    ('rework',            'rework'),
    ('unseen_total',      'unseen_total'),
    ('unrated_total',     'unrated_total'),
    -- What a line is judged by: seen parts of orders that count. A slice whose parts have neither an ideal time
    -- nor a missing rate holds parts made unseen, or those of an order that is excluded.
    ('counted_total',     'CASE WHEN ideal_ms = 0 AND unrated_total = 0 THEN 0 ELSE total - unseen_total END'),
    ('counted_good',      'CASE WHEN ideal_ms = 0 AND unrated_total = 0 OR total = 0 THEN 0 ELSE good * (total - unseen_total) / total END')
  ) AS m (name, of_slice)
$$;

-- What the hourly sums keep apart, beside asset and hour.
CREATE FUNCTION hour_keys() RETURNS text
LANGUAGE sql IMMUTABLE AS $$ SELECT 'shift, shift_start, business_date, work_order, product' $$;

-- The select list that sums all measures over ledger rows. Sums of milliseconds stay whole numbers in float8.
CREATE FUNCTION sums_of_slices() RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT string_agg(format('sum(%s)::float8 AS %I', m.of_slice, m.name), ', ' ORDER BY m.ordinal) FROM measures() m
$$;
REVOKE EXECUTE ON FUNCTION measures(), hour_keys(), sums_of_slices() FROM PUBLIC;
