-- Minor stops that come before long ones: association rules, with the long stops of a class of machines as transactions.

CREATE VIEW stop_pattern AS
WITH long_stop AS (
  SELECT s.asset_id, s.started_at, a.asset_class, coalesce(s.reason, c.cause) AS consequent,
    extract(epoch FROM s.ended_at - s.started_at) / 60 AS minutes
  FROM stop s
  JOIN asset a USING (asset_id)
  LEFT JOIN stop_cause c USING (asset_id, started_at)
  WHERE s.category = 'UNPLANNED_STOP' AND s.ended_at IS NOT NULL AND coalesce(c.origin, 'UNKNOWN') <> 'CONTEXT'
    AND s.started_at >= plant_now() - INTERVAL '90 days'
), before AS (
  SELECT l.asset_id, l.started_at, m.state || coalesce(' ' || m.first_alarm, '') AS antecedent, count(*) AS times
  FROM long_stop l
  JOIN stop m ON m.asset_id = l.asset_id AND m.category = 'MINOR_STOP'
    AND m.started_at >= l.started_at - INTERVAL '1 hour' AND m.started_at < l.started_at
  GROUP BY l.asset_id, l.started_at, m.state, m.first_alarm
), item AS (
  SELECT l.asset_class, l.asset_id, l.started_at, l.consequent, l.minutes,
    b.antecedent || CASE WHEN b.times >= 3 THEN ', 3 or more' ELSE '' END AS antecedent
  FROM long_stop l JOIN before b USING (asset_id, started_at)
), of_class AS (
  SELECT l.asset_class, count(*) AS stops FROM long_stop l GROUP BY l.asset_class
), of_consequent AS (
  SELECT l.asset_class, l.consequent, count(*) AS stops FROM long_stop l GROUP BY l.asset_class, l.consequent
), of_antecedent AS (
  SELECT i.asset_class, i.antecedent, count(*) AS stops FROM item i GROUP BY i.asset_class, i.antecedent
)
SELECT i.asset_class, i.antecedent, i.consequent, count(*) AS support,
  count(*)::float8 / a.stops AS confidence,
  (count(*)::float8 / c.stops) / (a.stops::float8 / n.stops) AS lift,
  sum(i.minutes)::float8 AS minutes
FROM item i
JOIN of_class n USING (asset_class)
JOIN of_consequent c USING (asset_class, consequent)
JOIN of_antecedent a USING (asset_class, antecedent)
WHERE i.consequent IS NOT NULL
GROUP BY i.asset_class, i.antecedent, i.consequent, a.stops, c.stops, n.stops;
COMMENT ON VIEW stop_pattern IS
  'Minor stops within the hour before long stops, by class of machine, of 90 days: how often, and how much more often than before other long stops.';
COMMENT ON COLUMN stop_pattern.antecedent IS 'Minor stops before: their state and first alarm, and whether there were three or more.';
COMMENT ON COLUMN stop_pattern.consequent IS 'Reason or cause of the long stop.';
COMMENT ON COLUMN stop_pattern.support IS 'Long stops of this cause with these minor stops before.';
COMMENT ON COLUMN stop_pattern.confidence IS 'Share of the long stops with these minor stops before that have this cause.';
COMMENT ON COLUMN stop_pattern.lift IS 'How much more often these minor stops come before this cause than before any; 1: no more often.';
COMMENT ON COLUMN stop_pattern.minutes IS 'Length of the long stops, min.';
