-- What the operator page shows. Each statement has a name; its columns are the fields of the answer.
-- Everything is read from the public views and tables, as the role that only reads.

-- name: assets_now
SELECT state, state_since, category, stop_since, v.reason, v.work_order, v.product, shift, shift_start, as_of,
  last_fact_at, r.text
FROM live v LEFT JOIN reason r ON r.reason = v.reason
WHERE v.asset_id = ?;

-- name: order
-- Made on this asset: an order that runs along a line is counted at each machine.
SELECT o.work_order, o.product, o.quantity AS planned_quantity, coalesce(m.good, 0) AS made_good,
  coalesce(m.total, 0) AS made_total, o.due
FROM work_order o
CROSS JOIN LATERAL (
  SELECT sum(h.good) AS good, sum(h.total) AS total FROM ledger_hourly h
  WHERE h.asset_id = ? AND h.work_order = o.work_order) m
WHERE o.work_order = ?;

-- name: pace
-- Of the running order in the running shift: what the planned busy time would have given at the ideal rate.
SELECT m.pbt_s / r.ideal_seconds_per_unit AS expected, m.total AS actual,
  m.total * r.ideal_seconds_per_unit / nullif(m.pbt_s, 0) AS ratio
FROM live v
JOIN product_rate r ON r.asset_id = v.asset_id AND r.product = v.product
  AND r.valid_from <= v.as_of AND (r.valid_to IS NULL OR v.as_of < r.valid_to)
CROSS JOIN LATERAL (
  SELECT sum(s.pbt_ms) / 1000 AS pbt_s, sum(s.total) AS total FROM ledger_slice s
  WHERE s.asset_id = v.asset_id AND s.minute > v.shift_start - INTERVAL '1 minute' AND s.shift_start = v.shift_start
    AND s.work_order = v.work_order) m
WHERE v.asset_id = ? AND r.ideal_seconds_per_unit > 0 AND m.pbt_s > 0;

-- name: shift
SELECT s.shift AS name, s.shift_start AS start,
  ((s.local_start + (rule ->> 'end')::time)
    + CASE WHEN (rule ->> 'end')::time <= (rule ->> 'start')::time THEN INTERVAL '1 day' ELSE INTERVAL '0' END)
    AT TIME ZONE s.zone AS "end",
  s.oee, s.availability, s.performance, s.quality, s.coverage, s.provisional_share
FROM (
  SELECT o.*, c.zone, c.definition, (o.shift_start AT TIME ZONE c.zone)::date AS local_start
  FROM oee_live o JOIN asset a USING (asset_id) LEFT JOIN shift_calendar c ON c.calendar = a.calendar
  WHERE o.asset_id = ? AND o.shift_start IS NOT NULL) s
LEFT JOIN LATERAL (
  SELECT x.rule FROM jsonb_array_elements(s.definition -> 'shifts') x (rule)
  WHERE x.rule ->> 'name' = s.shift
    AND (s.local_start + (x.rule ->> 'start')::time) AT TIME ZONE s.zone = s.shift_start
  LIMIT 1) r ON true;

-- name: orders
SELECT o.work_order, o.product, o.quantity AS planned_quantity, coalesce(m.good, 0) AS made_good, o.planned_start,
  o.planned_end, o.due, o.status
FROM work_order o
JOIN asset a ON a.asset_id = ?
LEFT JOIN (
  SELECT h.work_order, sum(h.good) AS good FROM ledger_hourly h
  WHERE h.asset_id = ? AND h.hour > plant_now() - INTERVAL '4 days' GROUP BY h.work_order) m
  ON m.work_order = o.work_order
WHERE o.work_centre IN (a.asset_id, a.line) AND o.status IN ('PLANNED', 'RELEASED', 'STARTED', 'PAUSED')
  AND coalesce(o.planned_end, 'infinity') > plant_now() - INTERVAL '12 hours'
ORDER BY o.planned_start NULLS LAST, o.work_order
LIMIT 20;

-- name: uncoded
SELECT s.started_at, s.ended_at, extract(epoch FROM s.ended_at - s.started_at)::float8 / 60 AS minutes, s.category, s.state
FROM stop s
WHERE s.asset_id = ? AND s.reason IS NULL AND s.ended_at IS NOT NULL AND s.category <> 'MINOR_STOP'
  AND s.started_at > plant_now() - INTERVAL '24 hours'
ORDER BY s.started_at DESC
LIMIT 20;

-- name: likely
SELECT l.reason, r.text, l.probability, l.because
FROM likely_reason l JOIN reason r USING (reason)
WHERE l.asset_id = ? AND l.started_at = ? AND r.offered
ORDER BY l.rank
LIMIT 9;

-- name: closed_until
-- End of the newest shift that was over at that time.
SELECT max(s.shift_end) AS closed_until
FROM (
  SELECT l.shift_start, max(l.slice_end) AS shift_end FROM ledger l
  WHERE l.asset_id = ? AND l.minute > ?::timestamptz - INTERVAL '4 days' AND l.shift_start IS NOT NULL
  GROUP BY l.shift_start) s
LEFT JOIN live v ON v.asset_id = ?
WHERE s.shift_start IS DISTINCT FROM v.shift_start AND s.shift_end < ?;

-- name: reasons
SELECT r.reason, r.parent, r.text, v.category, r.offered
FROM reason r
LEFT JOIN LATERAL (
  SELECT x.category FROM reason_version x
  WHERE x.reason = r.reason AND x.valid_from <= plant_now() ORDER BY x.valid_from DESC LIMIT 1) v ON true
ORDER BY r.reason;

-- name: shifts
-- The newest two shifts of the asset, the newest first.
SELECT l.shift_start, max(l.slice_end) AS shift_end FROM ledger l
WHERE l.asset_id = ? AND l.minute > plant_now() - INTERVAL '4 days' AND l.shift_start IS NOT NULL
GROUP BY l.shift_start ORDER BY l.shift_start DESC LIMIT 2;

-- name: stops
SELECT s.started_at, s.ended_at,
  extract(epoch FROM coalesce(s.ended_at, plant_now()) - s.started_at)::float8 / 60 AS minutes,
  s.state, s.category, s.reason, r.text, s.first_alarm
FROM stop s LEFT JOIN reason r ON r.reason = s.reason
WHERE s.asset_id = ? AND s.started_at < ? AND coalesce(s.ended_at, 'infinity') > ?
ORDER BY s.started_at DESC
LIMIT 500;

-- name: stop_parts
SELECT p.started_at, p.alloc_start AS start, p.alloc_end AS "end", p.shift, p.category, p.reason, p.work_order, p.product
FROM stop_allocation p
WHERE p.asset_id = ? AND p.started_at < ? AND p.started_at > ?::timestamptz - INTERVAL '4 days'
ORDER BY p.started_at, p.ordinal
LIMIT 5000;

-- name: alerts
-- What is to be heard of, and what somebody does not want to hear of for now.
SELECT a.fingerprint, a.severity, a.state, a.summary, a.started_at, a.acknowledged_by, a.shelved_until
FROM alert a
WHERE a.asset_id = ? AND a.state IN ('ACTIVE_UNACKNOWLEDGED', 'ACTIVE_ACKNOWLEDGED', 'SHELVED')
ORDER BY a.state = 'SHELVED', a.started_at DESC
LIMIT 20;

-- name: alert
-- One alert by its fingerprint. One about several assets is spoken of under one of them.
SELECT a.fingerprint, a.severity, a.state, a.summary, a.started_at, a.since, a.acknowledged_by, a.shelved_until,
  a.labels ->> 'line' AS line, s.name, coalesce(s.zone, m.zone) AS zone, coalesce(a.asset_id, m.asset_id) AS asset_id
FROM alert a
LEFT JOIN asset s ON s.asset_id = a.asset_id
LEFT JOIN LATERAL (
  SELECT x.asset_id, x.zone FROM asset x
  WHERE a.asset_id IS NULL AND coalesce(nullif(a.labels ->> 'site', ''), x.site) = x.site
    AND coalesce(nullif(a.labels ->> 'area', ''), x.area) = x.area
    AND coalesce(nullif(a.labels ->> 'line', ''), x.line) = x.line
  ORDER BY x.asset_id LIMIT 1) m ON true
WHERE a.fingerprint = ?;
