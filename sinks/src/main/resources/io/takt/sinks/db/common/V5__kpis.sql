-- KPIs after ISO 22400-2.

-- What KPIs are computed from: additive, so that any choice of assets and time is a sum. Times in seconds.
CREATE TYPE oee_sums AS (
  calendar_s       float8,
  not_scheduled_s  float8,
  planned_stop_s   float8,
  no_data_s        float8,
  setup_s          float8,
  running_s        float8,
  minor_stop_s     float8,
  unplanned_stop_s float8,
  pending_stop_s   float8,
  extra_s          float8,
  pot_s            float8,
  pbt_s            float8,
  provisional_s    float8,
  ideal_s          float8,
  total            float8,
  good             float8,
  scrap            float8,
  rework           float8,
  unseen_total     float8,
  unrated_total    float8
);

-- All ratios of the sums. A zero denominator or a missing rate gives null, never a number.
--   ideal_of_good_s  ideal time of the good parts where it is known part by part (a line); null: ideal_s times quality.
--   min_cycles       exposure below which performance says nothing: null when less time was run than so many cycles
--                    take; 0 for windows that are long by nature.
CREATE FUNCTION kpis(s oee_sums, ideal_of_good_s float8, min_cycles integer)
RETURNS TABLE (
  availability float8, performance float8, quality float8, oee float8,
  iso_availability float8, effectiveness float8, quality_ratio float8,
  nee float8, teep float8, ooe float8, technical_efficiency float8, setup_rate float8,
  scrap_ratio float8, rework_ratio float8, throughput_rate float8,
  performance_above_100 boolean, coverage float8, provisional_share float8
)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT
    c.availability,
    c.performance,
    c.quality,
    d.oee,
    c.iso_availability,
    c.effectiveness,
    c.quality AS quality_ratio,
    ((s).running_s + (s).setup_s) / nullif((s).pbt_s, 0) * c.effectiveness * c.quality AS nee,
    d.oee * (s).pbt_s / nullif((s).calendar_s, 0) AS teep,
    d.oee * (s).pbt_s / nullif((s).pot_s, 0) AS ooe,
    (s).running_s
      / nullif((s).running_s + (s).minor_stop_s + (s).unplanned_stop_s + (s).pending_stop_s, 0) AS technical_efficiency,
    (s).setup_s / nullif((s).setup_s + (s).running_s, 0) AS setup_rate,
    (s).scrap / nullif((s).total, 0) AS scrap_ratio,
    (s).rework / nullif((s).total, 0) AS rework_ratio,
    (s).total / (nullif((s).pbt_s, 0) / 3600) AS throughput_rate,
    c.performance > 1 AS performance_above_100,
    (s).pbt_s / nullif((s).pbt_s + (s).no_data_s, 0) AS coverage,
    (s).provisional_s / nullif((s).calendar_s, 0) AS provisional_share
  FROM (SELECT
      CASE WHEN (s).unrated_total > 0 OR ((s).ideal_s = 0 AND (s).total > 0)
             OR ((s).total > 0 AND (s).running_s + (s).minor_stop_s < min_cycles * (s).ideal_s / (s).total)
        THEN NULL ELSE (s).ideal_s END AS ideal_s) r
  CROSS JOIN LATERAL (SELECT
      ((s).running_s + (s).minor_stop_s) / nullif((s).pbt_s, 0) AS availability,
      r.ideal_s / nullif((s).running_s + (s).minor_stop_s, 0) AS performance,
      (s).good / nullif((s).total, 0) AS quality,
      (s).running_s / nullif((s).pbt_s, 0) AS iso_availability,
      r.ideal_s / nullif((s).running_s, 0) AS effectiveness) c
  CROSS JOIN LATERAL (SELECT
      CASE WHEN ideal_of_good_s IS NULL OR c.availability * c.performance * c.quality IS NULL
        THEN c.availability * c.performance * c.quality
        ELSE ideal_of_good_s / (s).pbt_s END AS oee) d
$$;
COMMENT ON FUNCTION kpis(oee_sums, float8, integer) IS 'All ratios of additive sums, by the profiles tpm and iso22400 side by side.';
