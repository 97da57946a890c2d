-- Samples and minutes, as they are asked for.

CREATE VIEW telemetry_sample AS
SELECT DISTINCT ON (t.asset_id, t.signal, t.at, t.source, t.sequence)
  t.asset_id, t.signal, t.at, t.value, t.quality, t.arrived_at, t.source, t.sequence
FROM telemetry t
ORDER BY t.asset_id, t.signal, t.at, t.source, t.sequence, t.arrived_at;
COMMENT ON VIEW telemetry_sample IS 'Samples, each once; ask for an asset, a signal and a span of at.';

-- Minutes joined to an hour. Squares about the hour's mean: those within the minutes and those between them.
CREATE VIEW telemetry_hour AS
SELECT
  m.asset_id, m.signal, m.hour,
  sum(m.samples) AS samples, sum(m.good) AS good, sum(m.uncertain) AS uncertain, sum(m.bad) AS bad, sum(m.used) AS used,
  min(m.minimum) AS minimum, max(m.maximum) AS maximum, min(m.hour_mean) AS mean,
  sqrt(sum(coalesce(m.sd * m.sd * (m.used - 1), 0) + coalesce(m.used * (m.mean - m.hour_mean) ^ 2, 0))
    / nullif(greatest(sum(m.used) - 1, 0), 0)) AS sd,
  (array_agg(m.first_value ORDER BY m.minute) FILTER (WHERE m.used > 0))[1] AS first_value,
  (array_agg(m.last_value ORDER BY m.minute DESC) FILTER (WHERE m.used > 0))[1] AS last_value
FROM (
  SELECT t.*, time_bucket(INTERVAL '1 hour', t.minute) AS hour,
    sum(t.mean * t.used) OVER of_hour / nullif(sum(t.used) OVER of_hour, 0) AS hour_mean
  FROM telemetry_minute t
  WINDOW of_hour AS (PARTITION BY t.asset_id, t.signal, time_bucket(INTERVAL '1 hour', t.minute))
) m
GROUP BY m.asset_id, m.signal, m.hour;
COMMENT ON VIEW telemetry_hour IS 'telemetry_minute by UTC hour.';
COMMENT ON COLUMN telemetry_hour.mean IS 'Of all values used in the hour, not of the minutes'' means.';
COMMENT ON COLUMN telemetry_hour.sd IS 'Standard deviation (n - 1) of all values used in the hour.';

-- Sums marked minutes anew from the samples. The job does not hold them any more and will not write them again, unless
-- it is restored to a time when it did; then it says them, and marks them, once more.
CREATE PROCEDURE restate_telemetry()
LANGUAGE plpgsql AS $$
DECLARE
  marks bigint[];
BEGIN
  SELECT array_agg(r.id) INTO marks FROM telemetry_restated r;
  IF marks IS NULL THEN RETURN; END IF;
  INSERT INTO telemetry_minute AS t (asset_id, signal, minute, samples, good, uncertain, bad, used,
    minimum, maximum, mean, sd, first_value, last_value, revision)
  SELECT s.asset_id, s.signal, s.minute, count(*),
    count(*) FILTER (WHERE s.quality = 'GOOD'), count(*) FILTER (WHERE s.quality = 'UNCERTAIN'),
    count(*) FILTER (WHERE s.quality = 'BAD'), count(s.usable), min(s.usable), max(s.usable), avg(s.usable),
    stddev_samp(s.usable),
    (array_agg(s.usable ORDER BY s.at, s.sequence, s.source) FILTER (WHERE s.usable IS NOT NULL))[1],
    (array_agg(s.usable ORDER BY s.at DESC, s.sequence DESC, s.source DESC) FILTER (WHERE s.usable IS NOT NULL))[1],
    (extract(epoch FROM clock_timestamp()) * 1000000)::bigint
  FROM (SELECT DISTINCT r.asset_id, r.minute FROM telemetry_restated r WHERE r.id = ANY (marks)) r
  CROSS JOIN LATERAL (
    SELECT DISTINCT ON (x.signal, x.at, x.source, x.sequence) x.asset_id, x.signal, r.minute, x.at, x.sequence, x.source,
      x.quality, CASE WHEN x.quality <> 'BAD' THEN x.value END AS usable
    FROM telemetry x
    WHERE x.asset_id = r.asset_id AND x.at >= r.minute AND x.at < r.minute + INTERVAL '1 minute'
    ORDER BY x.signal, x.at, x.source, x.sequence, x.arrived_at) s
  GROUP BY s.asset_id, s.signal, s.minute
  ON CONFLICT (asset_id, signal, minute) DO UPDATE SET
    samples = excluded.samples, good = excluded.good, uncertain = excluded.uncertain, bad = excluded.bad,
    used = excluded.used, minimum = excluded.minimum, maximum = excluded.maximum, mean = excluded.mean,
    sd = excluded.sd, first_value = excluded.first_value, last_value = excluded.last_value,
    revision = excluded.revision, written_at = now()
  WHERE excluded.revision >= t.revision;
  DELETE FROM telemetry_restated r WHERE r.id = ANY (marks);
  COMMIT;
END $$;
COMMENT ON PROCEDURE restate_telemetry() IS 'Sums minutes anew that got samples long after. Run by takt_owner every few minutes.';

-- By the plant's time, not the wall's as a policy would: last year's data that is replayed today would be gone at once.
CREATE PROCEDURE forget_telemetry(keep interval DEFAULT INTERVAL '30 days')
LANGUAGE plpgsql AS $$ BEGIN
  CALL drop_telemetry_before(plant_now() - keep);
END $$;
COMMENT ON PROCEDURE forget_telemetry(interval) IS 'Lets go of samples older than keep by the plant''s time; minutes stay. Run by takt_owner every few minutes.';
REVOKE EXECUTE ON PROCEDURE restate_telemetry(), forget_telemetry(interval), drop_telemetry_before(timestamptz) FROM PUBLIC;
