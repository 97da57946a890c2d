-- How far the figures can be trusted.

-- Invariant I1: what of [since, until) is not booked exactly once.
CREATE FUNCTION ledger_invariant_between(since timestamptz, until timestamptz)
RETURNS TABLE (asset_id text, minute timestamptz, violation text, detail text)
LANGUAGE sql STABLE AS $$
  WITH stretch AS (
    -- Orders side by side share one stretch; their shares sum to it.
    SELECT l.asset_id, l.minute, l.slice_start, l.slice_end, sum(l.duration_ms) AS booked_ms,
      extract(epoch FROM l.slice_end - l.slice_start) * 1000 AS length_ms
    FROM ledger l WHERE l.minute >= since AND l.minute < until
    GROUP BY l.asset_id, l.minute, l.slice_start, l.slice_end
  ), of_minute AS (
    SELECT s.asset_id, s.minute,
      min(s.slice_start) AS starts, max(s.slice_end) AS ends,
      sum(s.booked_ms) AS booked_ms,
      sum(s.length_ms) AS covered_ms,
      bool_or(s.booked_ms <> s.length_ms) AS shares_off,
      coalesce(bool_or(s.slice_start < s.previous_end), false) AS overlaps
    FROM (SELECT x.*, max(x.slice_end) OVER (
            PARTITION BY x.asset_id, x.minute ORDER BY x.slice_start, x.slice_end
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS previous_end
          FROM stretch x) s
    GROUP BY s.asset_id, s.minute
  ), succession AS (
    SELECT m.asset_id, m.minute,
      lag(m.minute) OVER (PARTITION BY m.asset_id ORDER BY m.minute) AS previous
    FROM (SELECT o.asset_id, o.minute FROM of_minute o
          UNION ALL
          -- Where booking has to begin, as if the minute before were there.
          SELECT a.asset_id, greatest(time_bucket(INTERVAL '1 minute', a.booked_from), since) - INTERVAL '1 minute'
          FROM asset a
          WHERE a.booked_from < until
            -- Retention takes old minutes away and leaves their hours.
            AND NOT EXISTS (SELECT FROM ledger_hour h WHERE h.asset_id = a.asset_id
                            AND h.hour < (SELECT min(l.minute) FROM ledger l WHERE l.asset_id = a.asset_id) - INTERVAL '1 hour')
         ) m
  )
  SELECT o.asset_id, o.minute, 'OVERLAP', format('slices cover %s ms of the minute, some twice', o.covered_ms::bigint)
  FROM of_minute o WHERE o.overlaps
  UNION ALL
  SELECT o.asset_id, o.minute, 'GAP', format('slices cover %s of 60000 ms', o.covered_ms::bigint)
  FROM of_minute o WHERE NOT o.overlaps AND o.covered_ms < 60000
  UNION ALL
  SELECT o.asset_id, o.minute, 'OUTSIDE', format('slices reach from %s to %s', o.starts, o.ends)
  FROM of_minute o WHERE o.starts < o.minute OR o.ends > o.minute + INTERVAL '1 minute'
  UNION ALL
  SELECT o.asset_id, o.minute, 'SUM', format('%s of 60000 ms are booked', o.booked_ms)
  FROM of_minute o WHERE o.shares_off OR o.booked_ms <> 60000
  UNION ALL
  SELECT s.asset_id, s.previous + INTERVAL '1 minute', 'MISSING',
    format('%s minutes are not booked', (extract(epoch FROM s.minute - s.previous) / 60)::bigint - 1)
  FROM succession s WHERE s.minute - s.previous > INTERVAL '1 minute'
$$;
COMMENT ON FUNCTION ledger_invariant_between(timestamptz, timestamptz) IS
  'Minutes in [since, until) that are not booked exactly once; no row: all is well.';

CREATE VIEW ledger_invariant AS
SELECT i.asset_id, i.minute, i.violation, i.detail
FROM ledger_invariant_between('-infinity', 'infinity') i;
COMMENT ON VIEW ledger_invariant IS 'All minutes that are not booked exactly once; no row: all is well. Reads the whole ledger.';
COMMENT ON COLUMN ledger_invariant.violation IS 'OVERLAP, GAP, OUTSIDE the minute, SUM of durations, MISSING minutes.';

CREATE VIEW data_health AS
SELECT
  a.asset_id, a.name, a.site, a.area, a.line,
  v.as_of, v.last_fact_at,
  extract(epoch FROM plant_now() - v.last_fact_at)::float8 AS data_age_s,
  r.last_minute AS booked_until,
  extract(epoch FROM plant_now() - r.last_minute)::float8 - 60 AS booking_age_s,
  o.coverage AS coverage_24h, o.provisional_share AS provisional_share_24h, o.no_data_s AS no_data_s_24h,
  o.unrated_total AS unrated_total_24h, o.unseen_total AS unseen_total_24h,
  (SELECT count(*) FROM data_quality q
   WHERE q.asset_id = a.asset_id AND q.at >= plant_now() - INTERVAL '24 hours') AS data_quality_24h,
  (SELECT count(*) FROM late_event e
   WHERE e.asset_id = a.asset_id AND e.arrived_at >= plant_now() - INTERVAL '24 hours') AS late_events_24h,
  v.facts, v.duplicates
FROM asset a
LEFT JOIN live v USING (asset_id)
LEFT JOIN ledger_range r USING (asset_id)
LEFT JOIN oee_between(plant_now() - INTERVAL '24 hours', plant_now()) o USING (asset_id);
COMMENT ON VIEW data_health IS 'How far each asset''s figures can be trusted: age, coverage and doubts of the last 24 h of the plant''s time.';
COMMENT ON COLUMN data_health.data_age_s IS 'Since the newest fact, s.';
COMMENT ON COLUMN data_health.booked_until IS 'Start of the last booked minute.';
COMMENT ON COLUMN data_health.booking_age_s IS 'Since the end of the last booked minute, s.';
COMMENT ON COLUMN data_health.coverage_24h IS 'PBT / (PBT + no data), ratio.';
COMMENT ON COLUMN data_health.unrated_total_24h IS 'Parts without an ideal time: master data is missing.';
COMMENT ON COLUMN data_health.unseen_total_24h IS 'Parts made while nothing was seen.';

CREATE VIEW dead_letter_hour AS
SELECT time_bucket(INTERVAL '1 hour', d.written_at) AS hour, d.topic, d.reason, count(*) AS messages
FROM dead_letter d GROUP BY 1, 2, 3;
COMMENT ON VIEW dead_letter_hour IS 'Messages that could not be used, by the hour they were put aside, topic and reason.';
