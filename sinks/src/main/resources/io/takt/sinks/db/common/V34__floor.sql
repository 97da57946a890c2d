-- The floor at a glance: what stands, why, and what will be late.

-- What a category looks like from afar.
CREATE FUNCTION light(category text) RETURNS integer LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE category
    WHEN 'RUNNING' THEN 0
    WHEN 'SETUP' THEN 1
    WHEN 'PLANNED_STOP' THEN 2
    WHEN 'NOT_SCHEDULED' THEN 2
    WHEN 'MINOR_STOP' THEN 3
    WHEN 'PENDING_STOP' THEN 3
    WHEN 'UNPLANNED_STOP' THEN 4
    WHEN 'NO_DATA' THEN 5
  END
$$;
COMMENT ON FUNCTION light(text) IS '0 runs, 1 setup, 2 planned stop or not scheduled, 3 short or young stop, 4 down, 5 no data.';

-- One row an asset, now.
CREATE VIEW andon AS
SELECT
  v.asset_id, v.name, v.site, v.area, v.line, v.line_position, v.state, v.category,
  light(v.category) AS light,
  coalesce(v.stop_since, v.state_since) AS since,
  greatest(extract(epoch FROM plant_now() - coalesce(v.stop_since, v.state_since)), 0)::float8 AS for_s,
  CASE WHEN v.stop_since IS NOT NULL THEN
    coalesce(r.words, v.reason, 'probably ' || coalesce(p.words, lower(k.cause)), s.first_alarm, 'not explained') END AS why,
  v.work_order, v.product, w.due, v.shift, v.shift_start,
  v.good, v.total,
  -- What the time would have given at the ideal pace of what ran.
  v.pbt_s * v.total / nullif(v.ideal_s, 0) AS target_total,
  v.oee, v.availability, v.performance, v.quality, v.pbt_s, v.ideal_s, v.running_s, v.minor_stop_s, v.unrated_total, v.coverage,
  extract(epoch FROM plant_now() - v.last_fact_at)::float8 AS data_age_s
FROM oee_live v
LEFT JOIN stop s ON s.asset_id = v.asset_id AND s.started_at = v.stop_since
LEFT JOIN stop_cause k ON k.asset_id = v.asset_id AND k.started_at = v.stop_since
LEFT JOIN reason_words r ON r.reason = v.reason
LEFT JOIN reason_words p ON p.reason = k.cause
LEFT JOIN work_order w ON w.work_order = v.work_order;
COMMENT ON VIEW andon IS 'Each asset now: its light, since when and why, its order, and its shift so far against the ideal pace.';
COMMENT ON COLUMN andon.light IS '0 runs, 1 setup, 2 planned stop or not scheduled, 3 short or young stop, 4 down, 5 no data.';
COMMENT ON COLUMN andon.for_s IS 'Time in the stop, or in the state where it does not stop, s.';
COMMENT ON COLUMN andon.why IS 'Of an open stop: the reason given, else the probable cause, else the first alarm, else not explained.';
COMMENT ON COLUMN andon.target_total IS 'Parts that the shift''s planned busy time so far would have given at the ideal pace.';
COMMENT ON COLUMN andon.data_age_s IS 'Since the newest fact, s.';

-- Orders that are under way or to come, projected at the pace of their planned busy time so far.
CREATE VIEW order_outlook AS
SELECT
  p.work_order, p.work_centre, p.product, p.status, p.quantity, p.good, p.scrap, p.progress, p.planned_start, p.planned_end,
  p.due, p.oee, p.first_hour, n.assets_now,
  p.good / nullif(p.pbt_s / 3600, 0) AS good_per_busy_hour,
  f.hours_to_go,
  f.projected_finish,
  extract(epoch FROM f.projected_finish - p.due)::float8 AS late_s
FROM order_progress p
LEFT JOIN LATERAL (
  SELECT count(*) AS assets_now FROM live v WHERE v.work_order = p.work_order) n ON true
CROSS JOIN LATERAL (
  SELECT greatest(p.quantity - p.good, 0) / nullif(p.good / nullif(p.pbt_s / 3600, 0) * greatest(n.assets_now, 1), 0) AS hours) g
CROSS JOIN LATERAL (
  SELECT g.hours AS hours_to_go,
    CASE WHEN g.hours < 100000 THEN plant_now() + g.hours * INTERVAL '1 hour' END AS projected_finish) f
WHERE p.status NOT IN ('FINISHED', 'CANCELLED');
COMMENT ON VIEW order_outlook IS 'Orders not finished: progress, and when they would be finished at their pace so far without pauses.';
COMMENT ON COLUMN order_outlook.assets_now IS 'Assets that work on it now.';
COMMENT ON COLUMN order_outlook.good_per_busy_hour IS 'Good parts per hour of one asset''s planned busy time.';
COMMENT ON COLUMN order_outlook.hours_to_go IS 'Quantity left at that pace on the assets that work on it now, h; null: nothing made yet.';
COMMENT ON COLUMN order_outlook.projected_finish IS 'Now and hours_to_go, running through: at best.';
COMMENT ON COLUMN order_outlook.late_s IS 'projected_finish after due, s; above 0: late even at best.';

-- Good parts and the ideal pace's parts by bucket, of lines (at the exit) or of assets.
CREATE FUNCTION pace_chosen(
  since timestamptz, until timestamptz, shift_choice text, order_choice text, step interval, assets text[])
RETURNS TABLE (bucket timestamptz, asset_id text, line text, good float8, total float8, scrap float8, target float8)
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
#variable_conflict use_column
BEGIN
  SELECT w.since, w.until INTO since, until FROM chosen_window(since, until, shift_choice, order_choice) w;
  -- Minutes of days and days would be read for a curve that shows no more than their hours do.
  IF step >= INTERVAL '1 hour' OR until - since > INTERVAL '2 days' THEN
    step := greatest(step, INTERVAL '1 hour');
    RETURN QUERY
    SELECT time_bucket(step, m.hour), m.asset_id, a.line, sum(m.good), sum(m.total), sum(m.scrap),
      sum(m.pbt_ms / 1000 / r.ideal_seconds_per_unit)
    FROM ledger_hourly m
    JOIN asset a USING (asset_id)
    LEFT JOIN product_rate r ON r.asset_id = m.asset_id AND r.product = m.product
      AND r.valid_from <= m.hour AND (r.valid_to IS NULL OR m.hour < r.valid_to)
    WHERE m.asset_id = ANY (assets) AND m.hour >= time_bucket(INTERVAL '1 hour', since) AND m.hour < until
      AND (shift_choice = '-' OR (m.business_date = left(shift_choice, 10)::date AND m.shift = substr(shift_choice, 12)))
      AND (order_choice = '-' OR m.work_order = order_choice)
    GROUP BY 1, 2, 3;
  ELSE
    RETURN QUERY
    SELECT time_bucket(step, m.minute), m.asset_id, a.line, sum(m.good), sum(m.total), sum(m.scrap),
      sum(m.pbt_ms / 1000 / r.ideal_seconds_per_unit)
    FROM ledger_slice m
    JOIN asset a USING (asset_id)
    LEFT JOIN product_rate r ON r.asset_id = m.asset_id AND r.product = m.product
      AND r.valid_from <= m.minute AND (r.valid_to IS NULL OR m.minute < r.valid_to)
    WHERE m.asset_id = ANY (assets) AND m.minute >= since AND m.minute < until
      AND (shift_choice = '-' OR (m.business_date = left(shift_choice, 10)::date AND m.shift = substr(shift_choice, 12)))
      AND (order_choice = '-' OR m.work_order = order_choice)
    GROUP BY 1, 2, 3;
  END IF;
END $$;
COMMENT ON FUNCTION pace_chosen(timestamptz, timestamptz, text, text, interval, text[]) IS
  'Parts made and the parts that the planned busy time would have given at the ideal pace, by asset and bucket of a window, a shift or an order.';
