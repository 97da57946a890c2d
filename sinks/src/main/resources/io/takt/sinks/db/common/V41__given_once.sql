-- How often a reason was given, as one would say it: once, twice, 3 times.

CREATE OR REPLACE VIEW likely_reason AS
SELECT s.asset_id, s.started_at, l.rank, l.reason, l.probability, l.because
FROM stop s
-- OFFSET 0 keeps it a look-up per stop.
CROSS JOIN LATERAL (
  WITH candidate AS (
    SELECT c.reason, c.probability, c.because, c.ordinal
    FROM stop_cause_candidate c
    WHERE c.asset_id = s.asset_id AND c.started_at = s.started_at
  ), frequent AS (
    SELECT f.reason, f.on_asset, CASE WHEN f.on_asset > 0 THEN f.on_asset ELSE f.on_class END AS given,
      (f.on_asset + 0.1 * f.on_class) / sum(f.on_asset + 0.1 * f.on_class) OVER () AS share
    FROM reason_frequency(s.asset_id, s.started_at) f
    WHERE f.reason NOT IN (SELECT c.reason FROM candidate c)
      AND NOT EXISTS (SELECT FROM reason r WHERE r.reason = f.reason AND NOT r.offered)
  ), listed AS (
    SELECT c.reason, c.probability, c.because, 0 AS place, c.ordinal::float8 AS sort FROM candidate c
    UNION ALL
    SELECT f.reason,
      f.share::float8 * greatest(0, 1 - (SELECT coalesce(sum(c.probability), 0) FROM candidate c)),
      format('given %s on %s in 90 days',
        CASE f.given WHEN 1 THEN 'once' WHEN 2 THEN 'twice' ELSE format('%s times', f.given) END,
        CASE WHEN f.on_asset > 0 THEN 'this machine' ELSE 'machines of its class' END),
      1, -f.share::float8
    FROM frequent f
  )
  SELECT row_number() OVER (ORDER BY x.place, x.sort, x.reason)::int AS rank, x.reason, x.probability, x.because
  FROM listed x
  ORDER BY x.place, x.sort, x.reason
  LIMIT 9
  OFFSET 0) l;
