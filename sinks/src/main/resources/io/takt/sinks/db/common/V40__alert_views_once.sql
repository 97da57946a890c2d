-- The views of alerts ask for the plant's now once, not for each row: plant_now() reads all live rows, and PostgreSQL
-- calls a stable function again for every row it is compared with.

CREATE OR REPLACE VIEW alert_now AS
SELECT a.fingerprint, a.rule, a.asset_id, s.name, s.site, s.area, s.line, a.state, a.since, a.started_at, a.active_at,
  a.severity, a.summary, a.acknowledged_by, a.shelved_until, a.suppressed_by,
  extract(epoch FROM (SELECT plant_now()) - a.active_at)::float8 / 60 AS active_minutes
FROM alert a LEFT JOIN asset s USING (asset_id)
WHERE a.state NOT IN ('CLEARED', 'PENDING');

CREATE OR REPLACE VIEW alert_chattering AS
SELECT e.fingerprint, e.rule, e.asset_id, count(*) AS raised, max(e.active_at) AS last_raised,
  avg(extract(epoch FROM e.cleared_at - e.active_at))::float8 AS mean_active_s
FROM alert_episode e
WHERE e.active_at > (SELECT plant_now()) - INTERVAL '24 hours'
GROUP BY e.fingerprint, e.rule, e.asset_id
HAVING count(*) >= 3 AND count(*) >= 3 * ceil(extract(epoch FROM max(e.active_at) - min(e.active_at)) / 3600);

CREATE OR REPLACE VIEW alert_top_ten AS
SELECT e.fingerprint, e.rule, e.asset_id, count(*) AS raised,
  count(*) FILTER (WHERE e.acknowledged_at IS NOT NULL) AS acknowledged,
  sum(extract(epoch FROM coalesce(e.cleared_at, (SELECT plant_now())) - e.active_at))::float8 / 60 AS active_minutes,
  count(*)::float8 / sum(count(*)) OVER () AS share
FROM alert_episode e
WHERE e.active_at > (SELECT plant_now()) - INTERVAL '7 days' AND NOT e.never_shown
GROUP BY e.fingerprint, e.rule, e.asset_id
ORDER BY raised DESC, e.fingerprint LIMIT 10;
