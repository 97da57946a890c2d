-- How well alerting works (after ISA-18.2 and EEMUA 191): few alerts, that matter, that somebody answers.

CREATE VIEW alert_now AS
SELECT a.fingerprint, a.rule, a.asset_id, s.name, s.site, s.area, s.line, a.state, a.since, a.started_at, a.active_at,
  a.severity, a.summary, a.acknowledged_by, a.shelved_until, a.suppressed_by,
  extract(epoch FROM plant_now() - a.active_at)::float8 / 60 AS active_minutes
FROM alert a LEFT JOIN asset s USING (asset_id)
WHERE a.state NOT IN ('CLEARED', 'PENDING');
COMMENT ON VIEW alert_now IS 'Alerts that are active, shelved or suppressed, with where the asset stands.';
COMMENT ON COLUMN alert_now.active_minutes IS 'Since it went active, min of the plant''s time.';

-- One row an episode: from active to cleared.
CREATE VIEW alert_episode AS
SELECT e.fingerprint, e.rule, e.asset_id, e.severity, e.active_at, min(e.started_at) AS started_at,
  min(e.since) FILTER (WHERE e.state = 'ACTIVE_ACKNOWLEDGED') AS acknowledged_at,
  max(e.acknowledged_by) AS acknowledged_by,
  max(e.since) FILTER (WHERE e.state = 'CLEARED') AS cleared_at,
  bool_and(e.state IN ('SUPPRESSED', 'SHELVED', 'CLEARED')) AS never_shown
FROM alert_event e
GROUP BY e.fingerprint, e.rule, e.asset_id, e.severity, e.active_at;
COMMENT ON VIEW alert_episode IS 'One row each time an alert was active.';
COMMENT ON COLUMN alert_episode.cleared_at IS 'When it cleared; null: it is active.';
COMMENT ON COLUMN alert_episode.never_shown IS 'Suppressed or shelved all the time.';

CREATE VIEW alert_hour AS
SELECT time_bucket(INTERVAL '1 hour', e.active_at) AS hour, e.rule, e.asset_id, e.severity,
  count(*) FILTER (WHERE NOT e.never_shown) AS raised,
  count(*) FILTER (WHERE e.never_shown) AS suppressed,
  count(*) FILTER (WHERE e.acknowledged_at IS NOT NULL) AS acknowledged
FROM alert_episode e GROUP BY 1, 2, 3, 4;
COMMENT ON VIEW alert_hour IS 'Alerts by the hour they went active, rule, asset and severity.';

CREATE VIEW alert_flood AS
SELECT bucket, raised, assets, rules FROM (
  SELECT time_bucket(INTERVAL '10 minutes', e.active_at) AS bucket, count(*) AS raised,
    count(DISTINCT e.asset_id) AS assets, count(DISTINCT e.rule) AS rules
  FROM alert_episode e WHERE NOT e.never_shown GROUP BY 1) b
WHERE raised > 10;
COMMENT ON VIEW alert_flood IS 'Ten minutes with more than 10 alerts: more than a person can take in.';

CREATE VIEW alert_chattering AS
SELECT e.fingerprint, e.rule, e.asset_id, count(*) AS raised, max(e.active_at) AS last_raised,
  avg(extract(epoch FROM e.cleared_at - e.active_at))::float8 AS mean_active_s
FROM alert_episode e
WHERE e.active_at > plant_now() - INTERVAL '24 hours'
GROUP BY e.fingerprint, e.rule, e.asset_id
HAVING count(*) >= 3 AND count(*) >= 3 * ceil(extract(epoch FROM max(e.active_at) - min(e.active_at)) / 3600);
COMMENT ON VIEW alert_chattering IS 'Alerts of the last 24 h that come and go three times an hour or more: their rule wants an off-delay or a deadband.';

CREATE VIEW alert_stale AS
SELECT n.* FROM alert_now n WHERE n.state IN ('ACTIVE_UNACKNOWLEDGED', 'ACTIVE_ACKNOWLEDGED') AND n.active_minutes > 24 * 60;
COMMENT ON VIEW alert_stale IS 'Alerts active for more than a day: nobody acts on them.';

CREATE VIEW alert_top_ten AS
SELECT e.fingerprint, e.rule, e.asset_id, count(*) AS raised,
  count(*) FILTER (WHERE e.acknowledged_at IS NOT NULL) AS acknowledged,
  sum(extract(epoch FROM coalesce(e.cleared_at, plant_now()) - e.active_at))::float8 / 60 AS active_minutes,
  count(*)::float8 / sum(count(*)) OVER () AS share
FROM alert_episode e
WHERE e.active_at > plant_now() - INTERVAL '7 days' AND NOT e.never_shown
GROUP BY e.fingerprint, e.rule, e.asset_id
ORDER BY raised DESC, e.fingerprint LIMIT 10;
COMMENT ON VIEW alert_top_ten IS 'The ten alerts of the last 7 days that were raised most.';
COMMENT ON COLUMN alert_top_ten.share IS 'Part of all alerts raised in these days, ratio.';

CREATE VIEW notification_hour AS
SELECT time_bucket(INTERVAL '1 hour', n.plant_time) AS hour, n.receiver, n.kind, n.status, n.why,
  count(*) AS messages, sum(n.attempts) AS attempts
FROM notification n GROUP BY 1, 2, 3, 4, 5;
COMMENT ON VIEW notification_hour IS 'Messages by hour, receiver, kind and what became of them; why says why one was suppressed.';

GRANT SELECT ON alert_now, alert_episode, alert_hour, alert_flood, alert_chattering, alert_stale, alert_top_ten,
  notification_hour TO takt_reader, takt_writer;
