-- Reliability by the names of ISO 22400-2. A failure is an unplanned stop that the machine did not wait for others in:
-- its cause does not come from line, calendar or orders.

CREATE VIEW failure AS
SELECT s.asset_id, s.started_at, s.ended_at, coalesce(s.reason, c.cause) AS cause, coalesce(c.origin, 'UNKNOWN') AS origin,
  a.business_date, a.repair_s
FROM stop s
LEFT JOIN stop_cause c USING (asset_id, started_at)
JOIN LATERAL (
  SELECT min(x.business_date) AS business_date,
    sum(extract(epoch FROM x.alloc_end - x.alloc_start))::float8 AS repair_s
  FROM stop_allocation x
  WHERE x.asset_id = s.asset_id AND x.started_at = s.started_at AND x.category = 'UNPLANNED_STOP') a ON a.repair_s > 0
WHERE s.category = 'UNPLANNED_STOP' AND coalesce(c.origin, 'UNKNOWN') <> 'CONTEXT';
COMMENT ON VIEW failure IS 'Unplanned stops that are the machine''s own: neither starved, blocked, planned nor without an order.';
COMMENT ON COLUMN failure.repair_s IS 'Unplanned time until it ran again (TTR), s.';

CREATE FUNCTION reliability_between(since timestamptz, until timestamptz)
RETURNS TABLE (scope text, site text, line text, asset_class text, asset_id text, cause text, failures bigint,
  running_s float8, delay_s float8, repair_s float8, mtbf_s float8, mttf_s float8, mttr_s float8, technical_efficiency float8)
LANGUAGE sql STABLE AS $$
  WITH worked AS (
    SELECT a.site, a.line, a.asset_class, o.asset_id, o.running_s,
      o.minor_stop_s + o.unplanned_stop_s + o.pending_stop_s AS delay_s
    FROM oee_between(since, until) o JOIN asset a USING (asset_id)
  ), failed AS (
    SELECT f.asset_id, f.cause, count(*) AS failures, sum(f.repair_s) AS repair_s
    FROM failure f WHERE f.started_at >= since AND f.started_at < until
    GROUP BY f.asset_id, f.cause
  ), per_asset AS (
    SELECT w.*, coalesce(sum(f.failures), 0)::bigint AS failures, coalesce(sum(f.repair_s), 0) AS repair_s
    FROM worked w LEFT JOIN failed f USING (asset_id)
    GROUP BY w.site, w.line, w.asset_class, w.asset_id, w.running_s, w.delay_s
  ), grouped AS (
    SELECT CASE WHEN grouping(p.asset_id) = 0 THEN 'ASSET' WHEN grouping(p.line) = 0 THEN 'LINE'
                WHEN grouping(p.asset_class) = 0 THEN 'CLASS' ELSE 'SITE' END AS scope,
      p.site, p.line, p.asset_class, p.asset_id, NULL::text AS cause,
      sum(p.failures)::bigint AS failures, sum(p.running_s) AS running_s, sum(p.delay_s) AS delay_s, sum(p.repair_s) AS repair_s
    FROM per_asset p
    GROUP BY GROUPING SETS ((p.site, p.line, p.asset_class, p.asset_id), (p.site, p.line), (p.site, p.asset_class), (p.site))
    UNION ALL
    -- How long machines ran is the same whatever they failed of.
    SELECT 'CAUSE', w.site, NULL, NULL, NULL, coalesce(f.cause, 'unknown'), sum(f.failures)::bigint,
      (SELECT sum(v.running_s) FROM worked v WHERE v.site = w.site), NULL, sum(f.repair_s)
    FROM failed f JOIN worked w USING (asset_id)
    GROUP BY w.site, coalesce(f.cause, 'unknown')
    UNION ALL
    SELECT 'ASSET_CAUSE', w.site, w.line, w.asset_class, w.asset_id, coalesce(f.cause, 'unknown'), f.failures, w.running_s, NULL,
      f.repair_s
    FROM failed f JOIN worked w USING (asset_id)
  )
  SELECT g.scope, g.site, g.line, g.asset_class, g.asset_id, g.cause, g.failures, g.running_s, g.delay_s, g.repair_s,
    (g.running_s + g.repair_s) / nullif(g.failures, 0),
    g.running_s / nullif(g.failures, 0),
    g.repair_s / nullif(g.failures, 0),
    g.running_s / nullif(g.running_s + g.delay_s, 0)
  FROM grouped g
$$;
COMMENT ON FUNCTION reliability_between(timestamptz, timestamptz) IS
  'Failures that began in [since, until), to the minute, with MTBF = MTTF + MTTR over n failures, by scope: ASSET, LINE, CLASS, SITE, CAUSE (of a site), ASSET_CAUSE. Null without a failure.';

CREATE VIEW reliability AS
SELECT o.asset_id, o.business_date, coalesce(f.failures, 0)::bigint AS failures, o.running_s,
  o.minor_stop_s + o.unplanned_stop_s + o.pending_stop_s AS delay_s,
  coalesce(f.repair_s, 0) AS repair_s,
  (o.running_s + f.repair_s) / f.failures AS mtbf_s,
  o.running_s / f.failures AS mttf_s,
  f.repair_s / f.failures AS mttr_s,
  o.technical_efficiency
FROM oee_day o
LEFT JOIN (
  SELECT x.asset_id, x.business_date, count(*) AS failures, sum(x.repair_s) AS repair_s
  FROM failure x GROUP BY x.asset_id, x.business_date) f USING (asset_id, business_date);
COMMENT ON VIEW reliability IS 'Failures and reliability by asset and business date; a failure counts on the date it began. Add failures, running_s and repair_s, then divide.';
COMMENT ON COLUMN reliability.failures IS 'Unplanned stops that are the machine''s own (ISO 22400 FE).';
COMMENT ON COLUMN reliability.running_s IS 'Actual production time (APT), s.';
COMMENT ON COLUMN reliability.delay_s IS 'Actual unit delay time (ADET): minor, unplanned and pending stops, s.';
COMMENT ON COLUMN reliability.repair_s IS 'Time to repair (TTR), s.';
COMMENT ON COLUMN reliability.mtbf_s IS '(running + repair) / failures, s; null without a failure.';
COMMENT ON COLUMN reliability.mttf_s IS 'running / failures, s.';
COMMENT ON COLUMN reliability.mttr_s IS 'repair / failures, s.';
