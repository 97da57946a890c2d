-- Statistical process control. One subgroup is one minute of one signal in which the asset produced one product from end
-- to end; its value is the minute's mean. Formulas and their sources: docs/kpis.md.

CREATE FUNCTION telemetry_in_production_between(since timestamptz, until timestamptz)
RETURNS TABLE (asset_id text, signal text, product text, minute timestamptz,
  used integer, mean float8, sd float8, minimum float8, maximum float8)
LANGUAGE sql STABLE AS $$
  SELECT t.asset_id, t.signal, p.product, t.minute, t.used, t.mean, t.sd, t.minimum, t.maximum
  FROM telemetry_minute t
  JOIN (
    SELECT l.asset_id, l.minute, min(l.product) AS product
    FROM ledger l
    WHERE l.minute >= since AND l.minute < until
    GROUP BY l.asset_id, l.minute
    HAVING bool_and(l.state = 'PRODUCING') AND count(DISTINCT coalesce(l.product, '')) = 1) p
  ON p.asset_id = t.asset_id AND p.minute = t.minute
  WHERE t.minute >= since AND t.minute < until AND t.used > 0
$$;
COMMENT ON FUNCTION telemetry_in_production_between(timestamptz, timestamptz) IS
  'Minutes of telemetry in [since, until) in which the asset produced one product from end to end.';

-- Individuals chart of the minutes' means.
CREATE FUNCTION spc_limits_between(since timestamptz, until timestamptz)
RETURNS TABLE (asset_id text, signal text, product text, subgroups bigint, samples bigint,
  first_minute timestamptz, last_minute timestamptz, center float8, sigma float8, lcl float8, ucl float8)
LANGUAGE sql STABLE AS $$
  SELECT l.*, l.center - 3 * l.sigma, l.center + 3 * l.sigma
  FROM (
    SELECT p.asset_id, p.signal, p.product, count(*) AS subgroups, sum(p.used)::bigint AS samples,
      min(p.minute) AS first_minute, max(p.minute) AS last_minute,
      avg(p.mean) AS center, avg(p.moving_range) / 1.128 AS sigma
    FROM (
      SELECT q.*, abs(q.mean - lag(q.mean) OVER (PARTITION BY q.asset_id, q.signal, q.product ORDER BY q.minute)) AS moving_range
      FROM telemetry_in_production_between(since, until) q) p
    GROUP BY p.asset_id, p.signal, p.product) l
$$;
COMMENT ON FUNCTION spc_limits_between(timestamptz, timestamptz) IS 'Control limits of the minutes'' means in [since, until), by asset, signal and product.';

CREATE FUNCTION spc_rule_hit_between(since timestamptz, until timestamptz)
RETURNS TABLE (asset_id text, signal text, product text, minute timestamptz, rule_set text, rule integer,
  description text, value float8, z float8, center float8, sigma float8)
LANGUAGE sql STABLE AS $$
  WITH point AS (
    SELECT p.asset_id, p.signal, p.product, p.minute, p.mean, l.center, l.sigma, (p.mean - l.center) / l.sigma AS z,
      sign(p.mean - lag(p.mean) OVER (PARTITION BY p.asset_id, p.signal, p.product ORDER BY p.minute)) AS step
    FROM telemetry_in_production_between(since, until) p
    JOIN spc_limits_between(since, until) l
      ON l.asset_id = p.asset_id AND l.signal = p.signal AND l.product IS NOT DISTINCT FROM p.product
    WHERE l.sigma > 0
  ), followed AS (
    SELECT p.*, p.step * lag(p.step) OVER (PARTITION BY p.asset_id, p.signal, p.product ORDER BY p.minute) AS turn
    FROM point p
  ), judged AS (
    SELECT f.*,
      abs(f.z) > 3 AS beyond_3,
      f.z > 2 AND count(*) FILTER (WHERE f.z > 2) OVER last_3 >= 2
        OR f.z < -2 AND count(*) FILTER (WHERE f.z < -2) OVER last_3 >= 2 AS two_of_three,
      f.z > 1 AND count(*) FILTER (WHERE f.z > 1) OVER last_5 >= 4
        OR f.z < -1 AND count(*) FILTER (WHERE f.z < -1) OVER last_5 >= 4 AS four_of_five,
      greatest(count(*) FILTER (WHERE f.z > 0) OVER last_8, count(*) FILTER (WHERE f.z < 0) OVER last_8) = 8 AS eight_on_a_side,
      greatest(count(*) FILTER (WHERE f.z > 0) OVER last_9, count(*) FILTER (WHERE f.z < 0) OVER last_9) = 9 AS nine_on_a_side,
      greatest(count(*) FILTER (WHERE f.step > 0) OVER last_5, count(*) FILTER (WHERE f.step < 0) OVER last_5) = 5 AS six_one_way,
      count(*) FILTER (WHERE f.turn < 0) OVER last_12 = 12 AS fourteen_in_turn,
      count(*) FILTER (WHERE abs(f.z) < 1) OVER last_15 = 15 AS fifteen_within_1,
      count(*) FILTER (WHERE abs(f.z) > 1) OVER last_8 = 8 AS eight_beyond_1
    FROM followed f
    WINDOW chart AS (PARTITION BY f.asset_id, f.signal, f.product ORDER BY f.minute),
      last_3 AS (chart ROWS 2 PRECEDING), last_5 AS (chart ROWS 4 PRECEDING), last_8 AS (chart ROWS 7 PRECEDING),
      last_9 AS (chart ROWS 8 PRECEDING), last_12 AS (chart ROWS 11 PRECEDING), last_15 AS (chart ROWS 14 PRECEDING)
  )
  SELECT j.asset_id, j.signal, j.product, j.minute, r.rule_set, r.rule, r.description, j.mean, j.z, j.center, j.sigma
  FROM judged j
  CROSS JOIN LATERAL (VALUES
    ('NELSON', 1, 'beyond 3 sigma', j.beyond_3),
    ('NELSON', 2, '9 in a row on one side of the centre', j.nine_on_a_side),
    ('NELSON', 3, '6 in a row rising or falling', j.six_one_way),
    ('NELSON', 4, '14 in a row up and down in turn', j.fourteen_in_turn),
    ('NELSON', 5, '2 of 3 beyond 2 sigma on one side', j.two_of_three),
    ('NELSON', 6, '4 of 5 beyond 1 sigma on one side', j.four_of_five),
    ('NELSON', 7, '15 in a row within 1 sigma', j.fifteen_within_1),
    ('NELSON', 8, '8 in a row beyond 1 sigma on either side', j.eight_beyond_1),
    ('WESTERN_ELECTRIC', 1, 'beyond 3 sigma', j.beyond_3),
    ('WESTERN_ELECTRIC', 2, '2 of 3 beyond 2 sigma on one side', j.two_of_three),
    ('WESTERN_ELECTRIC', 3, '4 of 5 beyond 1 sigma on one side', j.four_of_five),
    ('WESTERN_ELECTRIC', 4, '8 in a row on one side of the centre', j.eight_on_a_side)
  ) AS r (rule_set, rule, description, hit)
  WHERE r.hit
$$;
COMMENT ON FUNCTION spc_rule_hit_between(timestamptz, timestamptz) IS
  'Minutes in [since, until) that complete a pattern of the Nelson or Western Electric rules, by the limits of the same window.';

CREATE FUNCTION capability_between(since timestamptz, until timestamptz)
RETURNS TABLE (asset_id text, signal text, product text, unit text, lower_specification float8, upper_specification float8,
  subgroups bigint, samples bigint, mean float8, sd_within float8, sd float8,
  cm float8, cmk float8, cp float8, cpk float8, subgroups_beyond_limits bigint, first_minute timestamptz, last_minute timestamptz)
LANGUAGE sql STABLE AS $$
  SELECT c.asset_id, c.signal, c.product, s.unit, s.lower_specification, s.upper_specification,
    c.subgroups, c.samples, c.mean, c.sd_within, c.sd,
    (s.upper_specification - s.lower_specification) / nullif(6 * c.sd_within, 0),
    least(s.upper_specification - c.mean, c.mean - s.lower_specification) / nullif(3 * c.sd_within, 0),
    (s.upper_specification - s.lower_specification) / nullif(6 * c.sd, 0),
    least(s.upper_specification - c.mean, c.mean - s.lower_specification) / nullif(3 * c.sd, 0),
    c.subgroups_beyond_limits, c.first_minute, c.last_minute
  FROM (
    SELECT p.asset_id, p.signal, p.product, count(*) AS subgroups, sum(p.used)::bigint AS samples, min(p.total_mean) AS mean,
      sqrt(sum(p.sd * p.sd * (p.used - 1)) / nullif(sum(p.used - 1), 0)) AS sd_within,
      sqrt(sum(coalesce(p.sd * p.sd * (p.used - 1), 0) + p.used * (p.mean - p.total_mean) ^ 2) / nullif(sum(p.used) - 1, 0)) AS sd,
      count(*) FILTER (WHERE p.mean < l.lcl OR p.mean > l.ucl) AS subgroups_beyond_limits,
      min(p.minute) AS first_minute, max(p.minute) AS last_minute
    FROM (
      SELECT q.*, sum(q.mean * q.used) OVER chart / sum(q.used) OVER chart AS total_mean
      FROM telemetry_in_production_between(since, until) q
      WINDOW chart AS (PARTITION BY q.asset_id, q.signal, q.product)) p
    JOIN spc_limits_between(since, until) l
      ON l.asset_id = p.asset_id AND l.signal = p.signal AND l.product IS NOT DISTINCT FROM p.product
    GROUP BY p.asset_id, p.signal, p.product) c
  JOIN signal s ON s.asset_id = c.asset_id AND s.signal = c.signal
  WHERE s.lower_specification IS NOT NULL OR s.upper_specification IS NOT NULL
$$;
COMMENT ON FUNCTION capability_between(timestamptz, timestamptz) IS
  'Capability in [since, until) by asset, signal and product, where specification limits exist.';

-- A week of the plant's time, which is what charts show; any other window by the functions.
CREATE VIEW spc_limits AS
SELECT l.* FROM spc_limits_between(plant_now() - INTERVAL '7 days', 'infinity') l;
COMMENT ON VIEW spc_limits IS 'Control limits of the minutes'' means of the last 7 days, by asset, signal and product.';
COMMENT ON COLUMN spc_limits.product IS 'Null: not known.';
COMMENT ON COLUMN spc_limits.subgroups IS 'Minutes in which the product was made from end to end.';
COMMENT ON COLUMN spc_limits.center IS 'Mean of the subgroups'' means, in the signal''s unit.';
COMMENT ON COLUMN spc_limits.sigma IS 'Mean moving range of the subgroups'' means / 1.128; null for one subgroup.';
COMMENT ON COLUMN spc_limits.lcl IS 'Lower control limit, center - 3 sigma.';
COMMENT ON COLUMN spc_limits.ucl IS 'Upper control limit, center + 3 sigma.';

CREATE VIEW spc_rule_hit AS
SELECT h.* FROM spc_rule_hit_between(plant_now() - INTERVAL '7 days', 'infinity') h;
COMMENT ON VIEW spc_rule_hit IS 'Minutes of the last 7 days that complete a pattern of the Nelson or Western Electric rules.';
COMMENT ON COLUMN spc_rule_hit.rule_set IS 'NELSON or WESTERN_ELECTRIC.';
COMMENT ON COLUMN spc_rule_hit.rule IS 'Number in the set.';
COMMENT ON COLUMN spc_rule_hit.value IS 'The minute''s mean, in the signal''s unit.';
COMMENT ON COLUMN spc_rule_hit.z IS 'Distance from the centre in sigma.';

CREATE VIEW capability AS
SELECT c.* FROM capability_between(plant_now() - INTERVAL '7 days', 'infinity') c;
COMMENT ON VIEW capability IS 'Capability of the last 7 days by asset, signal and product, where specification limits exist.';
COMMENT ON COLUMN capability.samples IS 'Values that the figures are made of.';
COMMENT ON COLUMN capability.mean IS 'Mean of all values, in the signal''s unit.';
COMMENT ON COLUMN capability.sd_within IS 'Standard deviation within minutes, pooled: the machine''s own.';
COMMENT ON COLUMN capability.sd IS 'Standard deviation of all values, within minutes and between them.';
COMMENT ON COLUMN capability.cm IS 'Machine capability (USL - LSL) / (6 sd_within); null with one limit only.';
COMMENT ON COLUMN capability.cmk IS 'min(USL - mean, mean - LSL) / (3 sd_within).';
COMMENT ON COLUMN capability.cp IS 'Process capability (USL - LSL) / (6 sd); null with one limit only.';
COMMENT ON COLUMN capability.cpk IS 'min(USL - mean, mean - LSL) / (3 sd).';
COMMENT ON COLUMN capability.subgroups_beyond_limits IS 'Subgroups beyond their control limits; above 0 the process was not in control, and cp and cpk foretell nothing.';
