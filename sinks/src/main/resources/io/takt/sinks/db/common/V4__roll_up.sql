-- When an hour is rolled up, views read its sums instead of its slices. Exact at any time, however late a write:
--  1. claimed_until is moved on under a lock that waits for writes under way; later writers see it and mark the
--     hours before it that they change (table ledger_restated);
--  2. the hours are summed; 3. rolled_until follows and views switch over; marked hours they take from the ledger.
-- Call it often (every few minutes); it also sums marked hours again and takes their marks away.
CREATE FUNCTION rolled_until() RETURNS timestamptz
-- plpgsql, as a function that is not inlined is evaluated by the planner, which then knows how much to read.
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$ BEGIN RETURN (SELECT r.rolled_until FROM ledger_rolled_up r); END $$;

-- First and last booked minute of each asset, found by the primary key in a few steps per asset.
CREATE VIEW ledger_range AS
WITH RECURSIVE each_asset AS (
  (SELECT asset_id FROM ledger ORDER BY asset_id LIMIT 1)
  UNION ALL
  SELECT (SELECT l.asset_id FROM ledger l WHERE l.asset_id > e.asset_id ORDER BY l.asset_id LIMIT 1)
  FROM each_asset e WHERE e.asset_id IS NOT NULL
)
SELECT e.asset_id, f.minute AS first_minute, t.minute AS last_minute
FROM each_asset e
CROSS JOIN LATERAL (SELECT l.minute FROM ledger l WHERE l.asset_id = e.asset_id ORDER BY l.minute LIMIT 1) f
CROSS JOIN LATERAL (SELECT l.minute FROM ledger l WHERE l.asset_id = e.asset_id ORDER BY l.minute DESC LIMIT 1) t;
COMMENT ON VIEW ledger_range IS 'First and last booked minute of each asset.';

CREATE PROCEDURE roll_up(settle interval DEFAULT INTERVAL '2 hours')
LANGUAGE plpgsql AS $$
DECLARE
  since timestamptz;
  until timestamptz;
  marks bigint[];
  marked record;
BEGIN
  SELECT time_bucket(INTERVAL '1 hour', max(last_minute) - settle) INTO until FROM ledger_range;
  IF until IS NULL THEN RETURN; END IF;

  LOCK TABLE ledger IN SHARE ROW EXCLUSIVE MODE;
  UPDATE ledger_rolled_up r SET claimed_until = greatest(r.claimed_until, until) RETURNING r.claimed_until INTO until;
  COMMIT;

  SELECT r.rolled_until INTO since FROM ledger_rolled_up r;
  SELECT array_agg(id) INTO marks FROM ledger_restated;
  IF since < until THEN
    CALL materialise_hours(since, until, NULL);
    COMMIT;
  END IF;
  FOR marked IN
    SELECT hour, array_agg(DISTINCT asset_id) AS assets FROM ledger_restated
    WHERE id = ANY (marks) AND hour < since GROUP BY hour
  LOOP
    CALL materialise_hours(marked.hour, marked.hour + INTERVAL '1 hour', marked.assets);
  END LOOP;
  DELETE FROM ledger_restated WHERE id = ANY (marks);
  UPDATE ledger_rolled_up r SET rolled_until = until WHERE r.rolled_until < until;
  COMMIT;
END $$;
COMMENT ON PROCEDURE roll_up(interval) IS 'Sums the hours that ended settle ago, and restated ones again. Run by takt_owner every few minutes.';
REVOKE EXECUTE ON PROCEDURE roll_up(interval) FROM PUBLIC;
