-- What analysts, supervisors and the operator's page ask of stops and their causes.

ALTER TABLE stop ADD COLUMN first_written_at timestamptz NOT NULL DEFAULT now();
COMMENT ON COLUMN stop.first_written_at IS 'When the stop was first said, by the wall''s clock.';
ALTER TABLE stop_cause ADD COLUMN first_written_at timestamptz NOT NULL DEFAULT now();
COMMENT ON COLUMN stop_cause.first_written_at IS 'When a cause was first said, by the wall''s clock.';

CREATE TABLE stop_cost_rate (
  asset_id text   NOT NULL PRIMARY KEY,
  per_hour float8 NOT NULL,
  currency text   NOT NULL
);
COMMENT ON TABLE stop_cost_rate IS 'What an hour of standstill costs, set by takt_owner; without a row stops have no cost.';
GRANT SELECT ON stop_cost_rate TO takt_reader, takt_writer;

CREATE VIEW stop_detail AS
SELECT s.asset_id, a.name, a.site, a.area, a.line, a.line_position, a.asset_class,
  s.started_at, s.ended_at,
  extract(epoch FROM coalesce(s.ended_at, plant_now()) - s.started_at)::float8 AS lasted_s,
  s.state, s.category, s.reason, s.first_alarm,
  coalesce(c.origin, 'UNKNOWN') AS origin, c.cause, c.probability, c.because, c.decided_by, c.decided_at, c.first_out,
  c.root_asset_id, c.root_started_at, c.root_delay_ms / 1000.0::float8 AS root_delay_s,
  r.origin AS root_origin, r.cause AS root_cause
FROM stop s
LEFT JOIN asset a USING (asset_id)
LEFT JOIN stop_cause c USING (asset_id, started_at)
LEFT JOIN stop_cause r ON r.asset_id = c.root_asset_id AND r.started_at = c.root_started_at;
COMMENT ON VIEW stop_detail IS 'Each stop with where it was, why, and for one that waited what it waited for.';
COMMENT ON COLUMN stop_detail.lasted_s IS 'Length, s; of an open stop until the plant''s now.';
COMMENT ON COLUMN stop_detail.root_cause IS 'Why the first machine of the line failed.';

CREATE OR REPLACE VIEW stop_pareto AS
SELECT
  p.asset_id, p.business_date, p.category, p.reason,
  sum(p.stop_s) / 60 AS minutes,
  count(*) FILTER (WHERE p.place = 1) AS stops,
  p.shift, p.shift_start, p.origin, p.cause,
  sum(p.stop_s) / 3600 * r.per_hour AS cost,
  r.currency
FROM (
  SELECT a.asset_id, a.business_date, a.category, a.reason, a.shift, a.shift_start,
    -- What was given for a part holds for it alone; a cause is the whole stop's.
    CASE WHEN a.reason IS NOT NULL THEN 'OPERATOR' ELSE coalesce(nullif(c.origin, 'OPERATOR'), 'UNKNOWN') END AS origin,
    coalesce(a.reason, CASE WHEN c.origin <> 'OPERATOR' THEN c.cause END) AS cause,
    extract(epoch FROM a.alloc_end - a.alloc_start)::float8 AS stop_s,
    row_number() OVER (PARTITION BY a.asset_id, a.started_at, a.category, a.reason ORDER BY a.ordinal) AS place
  FROM stop_allocation a
  LEFT JOIN stop_cause c USING (asset_id, started_at)
) p
LEFT JOIN stop_cost_rate r USING (asset_id)
GROUP BY p.asset_id, p.business_date, p.category, p.reason, p.shift, p.shift_start, p.origin, p.cause, r.per_hour, r.currency;
COMMENT ON VIEW stop_pareto IS 'Stopped time and number of stops by asset, shift, business date, category, reason and cause; add them up as you like.';
COMMENT ON COLUMN stop_pareto.cause IS 'The reason given, else the cause found; null: unknown.';
COMMENT ON COLUMN stop_pareto.origin IS 'OPERATOR, ALARM_MAP, CONTEXT, INFERRED or UNKNOWN.';
COMMENT ON COLUMN stop_pareto.cost IS 'Minutes at the asset''s rate in stop_cost_rate; null: none is set.';

CREATE VIEW uncoded AS
SELECT d.asset_id, d.line, d.asset_class, d.started_at, d.ended_at, d.lasted_s / 60 AS minutes, d.state, d.category,
  d.origin, d.cause, d.probability, d.because, d.cause IS NOT NULL AS explained
FROM stop_detail d
WHERE d.reason IS NULL AND d.category IN ('UNPLANNED_STOP', 'PENDING_STOP')
  AND (d.cause IS NULL OR d.cause NOT IN ('PLANNED_STOP', 'NOT_SCHEDULED'));
COMMENT ON VIEW uncoded IS 'Unplanned stops nobody has given a reason, with the cause found for them.';
COMMENT ON COLUMN uncoded.explained IS 'One cause was found.';

CREATE VIEW cause_quality AS
WITH judged AS (
  SELECT c.site, c.asset_class, c.asset_id, c.started_at, c.given_reason, c.cause,
    extract(epoch FROM coalesce(c.ended_at, plant_now()) - c.started_at) / 60 AS minutes,
    first.reason AS first_reason, first.probability AS first_probability,
    first.probability >= 0.6 AND first.probability - coalesce(second.probability, 0) >= 0.2 AS single,
    EXISTS (SELECT FROM stop_cause_candidate k
            WHERE k.asset_id = c.asset_id AND k.started_at = c.started_at AND k.ordinal < 3 AND k.reason = c.given_reason) AS in_three
  FROM stop_cause c
  JOIN stop s USING (asset_id, started_at)
  LEFT JOIN stop_cause_candidate first
    ON first.asset_id = c.asset_id AND first.started_at = c.started_at AND first.ordinal = 0
  LEFT JOIN stop_cause_candidate second
    ON second.asset_id = c.asset_id AND second.started_at = c.started_at AND second.ordinal = 1
  WHERE s.category = 'UNPLANNED_STOP'
)
SELECT j.site, j.asset_class,
  count(*) FILTER (WHERE j.given_reason IS NOT NULL) AS coded_stops,
  avg((j.first_reason IS NOT DISTINCT FROM j.given_reason)::int) FILTER (WHERE j.given_reason IS NOT NULL)::float8 AS top1,
  avg(j.in_three::int) FILTER (WHERE j.given_reason IS NOT NULL)::float8 AS top3,
  avg((j.first_reason = j.given_reason)::int) FILTER (WHERE j.given_reason IS NOT NULL AND j.single)::float8 AS precision_when_single,
  avg(coalesce(j.single, false)::int) FILTER (WHERE j.given_reason IS NOT NULL)::float8 AS coverage,
  avg(j.first_probability) FILTER (WHERE j.given_reason IS NOT NULL)::float8 AS mean_probability,
  coalesce(sum(j.minutes) FILTER (WHERE j.given_reason IS NULL), 0)::float8 AS uncoded_minutes,
  coalesce(sum(j.minutes) FILTER (WHERE j.given_reason IS NULL AND j.cause IS NOT NULL), 0)::float8 AS explained_minutes
FROM judged j
GROUP BY j.site, j.asset_class;
COMMENT ON VIEW cause_quality IS
  'How often what the model held for likely was what operators then said, of unplanned stops; they may be wrong, too.';
COMMENT ON COLUMN cause_quality.top1 IS 'Share of coded stops whose reason was the first candidate.';
COMMENT ON COLUMN cause_quality.top3 IS 'Share whose reason was among the first three.';
COMMENT ON COLUMN cause_quality.precision_when_single IS 'Share that was right where one cause was likely enough to be shown alone.';
COMMENT ON COLUMN cause_quality.coverage IS 'Share of coded stops for which one was.';
COMMENT ON COLUMN cause_quality.mean_probability IS 'How sure the model was of its first candidate; near top1 where it is calibrated.';

-- A reason and all those above it.
CREATE VIEW reason_above AS
WITH RECURSIVE up(reason, above) AS (
  SELECT r.reason, r.reason FROM reason r
  UNION
  SELECT u.reason, r.parent FROM up u JOIN reason r ON r.reason = u.above WHERE r.parent IS NOT NULL
)
SELECT u.reason, u.above FROM up u;
COMMENT ON VIEW reason_above IS 'Each reason with itself and every reason above it in the tree.';

CREATE VIEW reason_conflict AS
SELECT c.asset_id, c.started_at, c.ended_at,
  c.given_reason, c.decided_by AS given_by, c.decided_at AS given_at,
  c.machine_reason, c.machine_probability, c.machine_because, c.first_out
FROM stop_cause c
WHERE c.given_reason IS NOT NULL AND c.machine_reason IS NOT NULL AND c.machine_probability >= 0.8
  AND c.given_reason <> c.machine_reason
  AND NOT EXISTS (SELECT FROM reason_above a
                  WHERE (a.reason = c.given_reason AND a.above = c.machine_reason)
                     OR (a.reason = c.machine_reason AND a.above = c.given_reason));
COMMENT ON VIEW reason_conflict IS
  'Stops whose given reason contradicts what the machine shows, with both sides; for a supervisor to decide.';
COMMENT ON COLUMN reason_conflict.machine_because IS 'What the machine''s side rests on.';
