-- A plant of ${assets} machines on lines of five over ${days} days, made by arithmetic alone: the same rows each time.
-- Minute by minute as the jobs would book it, except that every slice is a whole minute. "Now" is ${now}.

CREATE TEMPORARY TABLE seed_asset AS
SELECT
  n,
  format('%s%s-M%s', CASE WHEN (n / 5) % 3 = 2 THEN 'S' ELSE 'N' END, n / 5 + 1, n % 5 + 1) AS asset_id,
  format('%s%s', CASE WHEN (n / 5) % 3 = 2 THEN 'S' ELSE 'N' END, n / 5 + 1) AS line,
  CASE WHEN (n / 5) % 3 = 2 THEN 'South' ELSE 'Nord' END AS site,
  n % 5 + 1 AS position
FROM generate_series(0, ${assets} - 1) n;

INSERT INTO asset (asset_id, name, enterprise, site, area, line, line_position, line_exit, asset_class, zone, calendar,
  booked_from, minor_stop_below_ms, no_data_after_ms, min_run_ms, pieces_per_cycle, counter, state_map)
SELECT asset_id, format('%s %s/%s', (ARRAY['press', 'robot', 'oven', 'robot', 'packer'])[position], line, position),
  'takt', site, 'Hall 1', line, position, position = 5, (ARRAY['press', 'robot', 'oven', 'robot', 'packer'])[position],
  'Europe/Berlin', 'three-shifts', timestamptz '${now}' - INTERVAL '${days} days', 300000, 900000, 0, 1, '{}', '{}'
FROM seed_asset;

INSERT INTO product_rate (asset_id, product, ordinal, valid_from, ideal_seconds_per_unit)
SELECT asset_id, product, 0, '-infinity', ideal
FROM seed_asset, (VALUES ('bolt', 20), ('housing', 24), ('cover', 30)) AS r (product, ideal);

INSERT INTO reason (reason, parent, text, offered) VALUES
  ('mechanical', NULL, '{"en": "Mechanical"}', false),
  ('jam', 'mechanical', '{"en": "Jam"}', true),
  ('tool', 'mechanical', '{"en": "Tool broken"}', true),
  ('material', NULL, '{"en": "Material missing"}', true),
  ('quality', NULL, '{"en": "Quality check"}', true);
INSERT INTO reason_version (reason, ordinal, valid_from, category)
SELECT reason, 0, '-infinity', 'UNPLANNED_STOP' FROM reason;

-- Blocks of 45 minutes; each begins with a stop, or with none. The last one began three minutes ago.
CREATE TEMPORARY TABLE seed_block AS
SELECT a.*, timestamptz '${now}' - INTERVAL '${days} days' + b * INTERVAL '45 minutes' - INTERVAL '3 minutes' AS block_start,
  CASE
    WHEN h < 250 THEN 0
    WHEN h < 800 THEN 1 + h % 4
    ELSE 6 + h % 33
  END AS stop_min,
  h % 97 = 3 AS is_setup,
  h % 211 = 7 AS is_silent,
  CASE WHEN h >= 800 THEN (ARRAY['jam', 'tool', 'material', 'quality', NULL])[1 + h % 5] END AS reason,
  CASE WHEN h >= 800 AND h % 3 <> 0 THEN (ARRAY['E100', 'E217', 'E305'])[1 + h % 3] END AS alarm
FROM seed_asset a
CROSS JOIN LATERAL (
  SELECT b, ((n + 3) * 7919 + b * 10473 + (n + 1) * b * 31 + b * b * 17) % 1000 AS h
  FROM generate_series(0, ${days} * 32) b) s;

INSERT INTO ledger (asset_id, minute, ordinal, slice_start, slice_end, duration_ms, state, category, extra, reason,
  work_order, product, shift, shift_start, business_date, ideal_ms, unrated_total, unseen_total, total, good, scrap,
  rework, provisional, revision)
SELECT m.asset_id, m.minute, 0, m.minute, m.minute + INTERVAL '1 minute', 60000, m.state, m.category, false,
  CASE WHEN m.category = 'UNPLANNED_STOP' THEN m.reason END,
  CASE WHEN m.category <> 'NOT_SCHEDULED' THEN m.work_order END,
  CASE WHEN m.category <> 'NOT_SCHEDULED' THEN m.product END,
  CASE WHEN m.category <> 'NOT_SCHEDULED' THEN m.shift END,
  CASE WHEN m.category <> 'NOT_SCHEDULED' THEN m.shift_start END,
  m.business_date, m.total * m.ideal * 1000, 0, 0, m.total, m.total - m.scrap, m.scrap, 0,
  m.minute >= timestamptz '${now}' - INTERVAL '2 minutes', 1
FROM (
  SELECT k.*,
    CASE WHEN category = 'RUNNING' THEN greatest(1, floor(60.0 / ideal) - (i + n) % 11 / 10) ELSE 0 END AS total,
    CASE WHEN category = 'RUNNING' AND (i * 7 + n) % 53 = 0 THEN 1 ELSE 0 END AS scrap,
    CASE category WHEN 'RUNNING' THEN 'PRODUCING' WHEN 'SETUP' THEN 'SETUP' WHEN 'NO_DATA' THEN 'UNKNOWN'
      WHEN 'NOT_SCHEDULED' THEN 'OFF' WHEN 'PLANNED_STOP' THEN 'IDLE' WHEN 'MINOR_STOP' THEN 'STOPPED' ELSE 'FAULTED' END AS state
  FROM (
    SELECT c.n, c.asset_id, c.reason, i, c.block_start + p * INTERVAL '1 minute' AS minute,
      CASE
        WHEN (i / 1440) % 7 = 6 THEN 'NOT_SCHEDULED'
        WHEN i % 480 BETWEEN 240 AND 269 THEN 'PLANNED_STOP'
        WHEN p < stop_min THEN CASE WHEN is_silent THEN 'NO_DATA' WHEN is_setup THEN 'SETUP' WHEN stop_min < 5 THEN 'MINOR_STOP' ELSE 'UNPLANNED_STOP' END
        ELSE 'RUNNING'
      END AS category,
      format('WO-%s-%s', c.line, to_char(i / 480, 'FM000')) AS work_order,
      (ARRAY['bolt', 'housing', 'cover'])[1 + (i / 480 + n / 5) % 3] AS product,
      (ARRAY[20, 24, 30])[1 + (i / 480 + n / 5) % 3] AS ideal,
      (ARRAY['early', 'late', 'night'])[1 + (i / 480) % 3] AS shift,
      timestamptz '${monday}' + (i / 480) * INTERVAL '480 minutes' AS shift_start,
      (timestamptz '${monday}' + (i / 1440) * INTERVAL '1 day')::date AS business_date
    FROM seed_block c
    CROSS JOIN generate_series(0, 44) p
    -- Minutes since shifts began on a Monday.
    CROSS JOIN LATERAL (SELECT (extract(epoch FROM c.block_start - timestamptz '${monday}') / 60)::integer + p AS i) minutes
    WHERE c.block_start + p * INTERVAL '1 minute' >= timestamptz '${now}' - INTERVAL '${days} days'
      AND c.block_start + p * INTERVAL '1 minute' < timestamptz '${now}'
  ) k
) m;

-- Stops from the minutes: neighbours that stand are one.
CREATE TEMPORARY TABLE seed_stop AS
SELECT m.*, min(m.minute) OVER (PARTITION BY m.asset_id, m.island) AS started_at,
  max(m.minute) OVER (PARTITION BY m.asset_id, m.island) + INTERVAL '1 minute' AS ended_at
FROM (
  SELECT l.asset_id, l.minute, l.state, l.reason, l.category, l.shift, l.shift_start, l.business_date, l.work_order, l.product,
    l.minute - row_number() OVER (PARTITION BY l.asset_id ORDER BY l.minute) * INTERVAL '1 minute' AS island
  FROM ledger l WHERE l.category IN ('MINOR_STOP', 'UNPLANNED_STOP')
) m;

INSERT INTO stop (asset_id, started_at, ended_at, state, category, reason, first_alarm, revision)
SELECT s.asset_id, s.started_at, nullif(s.ended_at, timestamptz '${now}'), s.state,
  CASE WHEN s.ended_at - s.started_at < INTERVAL '5 minutes' THEN 'MINOR_STOP' ELSE 'UNPLANNED_STOP' END, s.reason,
  CASE s.reason WHEN 'jam' THEN 'E100' WHEN 'tool' THEN 'E217' WHEN 'material' THEN NULL ELSE 'E305' END, 1
FROM seed_stop s WHERE s.minute = s.started_at;

INSERT INTO stop_allocation (asset_id, started_at, ordinal, alloc_start, alloc_end, shift, shift_start, business_date,
  category, reason, work_order, product, revision)
SELECT s.asset_id, s.started_at, row_number() OVER (PARTITION BY s.asset_id, s.started_at ORDER BY min(s.minute)) - 1,
  min(s.minute), max(s.minute) + INTERVAL '1 minute', s.shift, s.shift_start, s.business_date,
  s.category, s.reason, s.work_order, s.product, 1
FROM seed_stop s
GROUP BY s.asset_id, s.started_at, s.shift, s.shift_start, s.business_date, s.category, s.reason, s.work_order, s.product;

INSERT INTO live (asset_id, as_of, revision, state, state_since, category, stop_since, reason, work_order, product, shift,
  shift_start, last_fact_at, last_arrived_at, facts, duplicates)
SELECT a.asset_id, timestamptz '${now}', 1, l.state, coalesce(s.started_at, l.minute - (a.n % 13) * INTERVAL '1 minute'), l.category,
  s.started_at, l.reason, l.work_order, l.product, l.shift, l.shift_start,
  timestamptz '${now}' - (a.n % 7) * INTERVAL '9 seconds', timestamptz '${now}' - (a.n % 7) * INTERVAL '8 seconds', 100000 + a.n, a.n % 5
FROM seed_asset a
JOIN ledger l ON l.asset_id = a.asset_id AND l.minute = timestamptz '${now}' - INTERVAL '1 minute'
LEFT JOIN stop s ON s.asset_id = a.asset_id AND s.ended_at IS NULL;

-- One order a line and shift; the one that runs is due within the hour on every third line, and the next are planned.
INSERT INTO work_order (work_order, operation, work_centre, product, quantity, planned_start, planned_end, due, status,
  excluded_from_oee, source_version)
SELECT format('WO-%s-%s', line, to_char(k, 'FM000')), '10', line, (ARRAY['bolt', 'housing', 'cover'])[1 + (k + l) % 3],
  5 * (ARRAY[1100, 900, 700])[1 + (k + l) % 3], started, started + INTERVAL '8 hours',
  CASE WHEN l % 3 = 1 THEN started + INTERVAL '6 hours' ELSE started + INTERVAL '12 hours' END,
  CASE WHEN k < current_k THEN 'FINISHED' WHEN k = current_k THEN 'STARTED' ELSE 'RELEASED' END, false, 1
FROM (SELECT DISTINCT line, n / 5 AS l FROM seed_asset) a
CROSS JOIN (SELECT floor(extract(epoch FROM timestamptz '${now}' - timestamptz '${monday}') / 28800)::integer AS current_k) c
CROSS JOIN generate_series(current_k - ${days} * 3, current_k + 3) k
CROSS JOIN LATERAL (SELECT timestamptz '${monday}' + k * INTERVAL '8 hours' AS started) t;

INSERT INTO data_quality (asset_id, kind, at, subject, detail)
SELECT asset_id, (ARRAY['COUNTER_RESET', 'IMPLAUSIBLE_COUNT', 'UNMAPPED_STATE'])[1 + (n + d) % 3],
  timestamptz '${now}' - d * INTERVAL '5 hours' - n * INTERVAL '1 minute', 'total', 'reading went back from 4711 to 3'
FROM seed_asset, generate_series(0, ${days} * 4) d WHERE (n + d) % 3 = 0;

INSERT INTO late_event (topic, partition, "offset", asset_id, at, arrived_at, reason, fact)
SELECT 'takt.production-counts', n % 6, d * 1000 + n, asset_id, timestamptz '${now}' - d * INTERVAL '7 hours' - INTERVAL '4 days',
  timestamptz '${now}' - d * INTERVAL '7 hours', 'BEYOND_HORIZON', '{}'
FROM seed_asset, generate_series(0, ${days} * 3) d WHERE (n + d) % 11 = 0;

INSERT INTO dead_letter (topic, partition, "offset", reason, detail, arrived_at, written_at)
SELECT 'takt.machine-states', 0, d, (ARRAY['UNREADABLE', 'UNKNOWN_ASSET'])[1 + d % 2], 'unknown writer schema 77',
  timestamptz '${now}' - d * INTERVAL '3 hours', timestamptz '${now}' - d * INTERVAL '3 hours'
FROM generate_series(0, ${days} * 8) d;

-- One minute with a hole, as must never be: so that the panels that look for such minutes have one to find.
UPDATE ledger SET duration_ms = 59000 WHERE asset_id = 'N1-M1' AND minute = timestamptz '${now}' - INTERVAL '40 minutes';

-- What the downtime job says of them.
INSERT INTO stop_cause (asset_id, started_at, ended_at, origin, cause, probability, because, decided_by, decided_at, first_out,
  given_reason, machine_reason, machine_probability, machine_because, site, asset_class, revision)
SELECT s.asset_id, s.started_at, s.ended_at, CASE WHEN s.reason IS NULL THEN 'INFERRED' ELSE 'OPERATOR' END,
  coalesce(s.reason, 'tool'), CASE WHEN s.reason IS NULL THEN 0.74 END, 'first alarm E217, as in 12 of 14 like stops', 'model',
  s.started_at, s.first_alarm, s.reason, CASE s.reason WHEN 'material' THEN 'tool' END, CASE s.reason WHEN 'material' THEN 0.86 END,
  CASE s.reason WHEN 'material' THEN 'first alarm E217' END, 'takt/Nord', 'press', 1
FROM stop s WHERE s.category = 'UNPLANNED_STOP';

-- Each shift as reported when it closed, and of every sixth that ten minutes of a stop were planned after all.
INSERT INTO shift_version (asset_id, shift_start, ordinal, shift_end, shift, business_date, cause, heard_at, heard_until,
  not_scheduled_ms, planned_stop_ms, no_data_ms, setup_ms, running_ms, minor_stop_ms, unplanned_stop_ms, pending_stop_ms,
  extra_ms, provisional_ms, ideal_ms, total, good, scrap, rework, unseen_total, unrated_total, revision)
SELECT l.asset_id, l.shift_start, 0, l.shift_start + INTERVAL '8 hours', l.shift, l.business_date, 'CLOSED',
  l.shift_start + INTERVAL '8 hours 5 minutes', l.shift_start + INTERVAL '8 hours 5 minutes', 0,
  coalesce(sum(l.duration_ms) FILTER (WHERE l.category = 'PLANNED_STOP'), 0), coalesce(sum(l.duration_ms) FILTER (WHERE l.category = 'NO_DATA'), 0),
  coalesce(sum(l.duration_ms) FILTER (WHERE l.category = 'SETUP'), 0), coalesce(sum(l.duration_ms) FILTER (WHERE l.category = 'RUNNING'), 0),
  coalesce(sum(l.duration_ms) FILTER (WHERE l.category = 'MINOR_STOP'), 0), coalesce(sum(l.duration_ms) FILTER (WHERE l.category = 'UNPLANNED_STOP'), 0),
  0, 0, 0, sum(l.ideal_ms), sum(l.total), sum(l.good), sum(l.scrap), 0, 0, 0, 1
FROM ledger l
WHERE l.shift IS NOT NULL AND l.shift_start + INTERVAL '8 hours 5 minutes' <= timestamptz '${now}'
GROUP BY l.asset_id, l.shift_start, l.shift, l.business_date;
INSERT INTO shift_version
SELECT v.asset_id, v.shift_start, 1, v.shift_end, v.shift, v.business_date, 'REASON', v.shift_end + INTERVAL '40 minutes',
  v.shift_end + INTERVAL '40 minutes', NULL, 'lead-1', 'was agreed with maintenance', v.not_scheduled_ms, v.planned_stop_ms + 600000,
  v.no_data_ms, v.setup_ms, v.running_ms, v.minor_stop_ms, v.unplanned_stop_ms - 600000, v.pending_stop_ms, v.extra_ms,
  v.provisional_ms, v.ideal_ms, v.total, v.good, v.scrap, v.rework, v.unseen_total, v.unrated_total, 1
FROM shift_version v JOIN seed_asset a USING (asset_id)
WHERE v.unplanned_stop_ms >= 600000 AND (a.n + extract(epoch FROM v.shift_start)::bigint / 28800) % 6 = 0;

INSERT INTO signal (asset_id, signal, unit, lower_specification, upper_specification)
SELECT asset_id, signal, unit, low, high
FROM seed_asset, (VALUES ('temperature', 'Cel', 180, 220), ('pressure', 'bar', 80, 120)) AS s (signal, unit, low, high);
-- Minutes of the last days only: what a dashboard of one machine shows.
INSERT INTO telemetry_minute (asset_id, signal, minute, samples, good, uncertain, bad, used, minimum, maximum, mean, sd,
  first_value, last_value, revision)
SELECT g.asset_id, g.signal, m, 60, 60, 0, 0, 60, v - 1, v + 1, v, 0.5, v, v, 1
FROM signal g
JOIN seed_asset a USING (asset_id)
CROSS JOIN generate_series(timestamptz '${now}' - INTERVAL '3 days', timestamptz '${now}' - INTERVAL '1 minute', INTERVAL '1 minute') m
CROSS JOIN LATERAL (SELECT (g.lower_specification + g.upper_specification) / 2 + 5 * sin(extract(epoch FROM m)::float8 / 3000 + a.n) AS v) x
WHERE a.n < 10;

INSERT INTO anomaly (asset_id, started_at, ended_at, peak_at, severity, regime, detector, work_order, product, verdict,
  clears_when, revision)
SELECT asset_id, t, CASE WHEN k > 0 THEN t + INTERVAL '25 minutes' END, t + INTERVAL '2 minutes', 0.3 + (n + k) % 7 / 10.0,
  'PRODUCING/bolt', 'level', NULL, 'bolt', (ARRAY['NONE', 'CONFIRMED', 'NOT_AN_ANOMALY'])[1 + (n + k) % 3],
  'temperature is below 215 for 5 minutes', 1
FROM seed_asset, generate_series(0, ${days} * 2 - 1) k
CROSS JOIN LATERAL (SELECT timestamptz '${now}' - k * INTERVAL '11 hours' - INTERVAL '10 minutes' AS t) x
WHERE (n + k) % 2 = 0;
INSERT INTO anomaly_signal (asset_id, started_at, ordinal, signal, share, actual, expected, lower, upper, direction, revision)
SELECT a.asset_id, a.started_at, 0, 'temperature', 0.9, 223, 200, 190, 215, 'HIGH', 1 FROM anomaly a;

-- Alerts of unplanned stops: raised with them, acknowledged on every second, cleared when they end.
CREATE TEMPORARY TABLE seed_alert AS
SELECT s.asset_id, 'long-stop/' || s.asset_id AS fingerprint, s.started_at, s.started_at + INTERVAL '1 minute' AS active_at,
  s.ended_at, row_number() OVER (PARTITION BY s.asset_id ORDER BY s.started_at DESC) AS back,
  (ARRAY['WARNING', 'FAULT', 'CRITICAL'])[1 + length(coalesce(s.reason, '')) % 3] AS severity
FROM stop s WHERE s.category = 'UNPLANNED_STOP';
-- Those of one machine come and go, and one of another has stood for two days.
INSERT INTO seed_alert
SELECT asset_id, 'temperature/' || asset_id, t, t, t + INTERVAL '2 minutes', 100 + k, 'WARNING'
FROM seed_asset, generate_series(0, 8) k CROSS JOIN LATERAL (SELECT timestamptz '${now}' - k * INTERVAL '10 minutes' - INTERVAL '1 hour' AS t) x
WHERE n = 2;
INSERT INTO seed_alert
SELECT asset_id, 'no-rate/' || asset_id, t, t, NULL, 1, 'INFO'
FROM seed_asset CROSS JOIN LATERAL (SELECT timestamptz '${now}' - INTERVAL '2 days' AS t) x WHERE n = 3;

INSERT INTO alert_event (fingerprint, since, state, rule, asset_id, started_at, active_at, severity, summary, acknowledged_by, suppressed_by)
SELECT fingerprint, since, state, split_part(fingerprint, '/', 1), asset_id, started_at, active_at, severity,
  'stands longer than it should', CASE WHEN state = 'ACTIVE_UNACKNOWLEDGED' THEN '' ELSE 'meyer' END, ''
FROM seed_alert
CROSS JOIN LATERAL (VALUES
  (active_at, 'ACTIVE_UNACKNOWLEDGED'),
  (CASE WHEN back % 2 = 0 THEN active_at + INTERVAL '4 minutes' END, 'ACTIVE_ACKNOWLEDGED'),
  (ended_at + INTERVAL '4 minutes', 'CLEARED')) AS e (since, state)
WHERE since IS NOT NULL;
INSERT INTO alert (fingerprint, rule, asset_id, state, since, started_at, active_at, severity, summary, labels, details,
  acknowledged_at, acknowledged_by, suppressed_by, revision)
SELECT DISTINCT ON (e.fingerprint) e.fingerprint, e.rule, e.asset_id, e.state, e.since, e.started_at, e.active_at, e.severity,
  e.summary, '{}'::jsonb, '{}'::jsonb, NULL::timestamptz, e.acknowledged_by, '', 1
FROM alert_event e ORDER BY e.fingerprint, e.since DESC;
INSERT INTO notification (receiver, group_key, content_hash, kind, status, why, body, plant_time, attempts, next_attempt_at)
SELECT 'shift-leads', e.fingerprint, e.since::text, 'ALERT', CASE WHEN extract(minute FROM e.since)::integer % 5 = 0 THEN 'SUPPRESSED' ELSE 'SENT' END,
  CASE WHEN extract(minute FROM e.since)::integer % 5 = 0 THEN 'quiet-hours' ELSE '' END, '{}', e.since, 1, e.since
FROM alert_event e WHERE e.state = 'ACTIVE_UNACKNOWLEDGED';

DROP TABLE seed_alert, seed_stop, seed_block, seed_asset;
