-- The OEE of FactLoad in Flink SQL. Times are TIMESTAMP(3) in UTC. Statements end with ; at a line's end.

-- How long each state lasted: from its report to the next, the last one up to the plant's clock.
CREATE TEMPORARY VIEW state_span AS
SELECT asset_id, state, began, ended
FROM (
  SELECT asset_id, LAG(state) OVER w AS state, LAG(at_time) OVER w AS began, at_time AS ended
  FROM (
    SELECT asset_id, state, event_time, CAST(event_time AS TIMESTAMP(3)) AS at_time
    FROM (
      SELECT asset_id, state, event_time FROM machine_state
      UNION ALL
      SELECT asset_id, CAST(NULL AS STRING) AS state, event_time FROM plant_clock
    )
  )
  WINDOW w AS (PARTITION BY asset_id ORDER BY event_time)
)
WHERE state IS NOT NULL;

-- The same, cut where minutes begin.
CREATE TEMPORARY VIEW time_in_minute AS
SELECT s.asset_id, m.`minute`,
  CASE WHEN s.state = 'PRODUCING' THEN m.ms ELSE CAST(0 AS BIGINT) END AS running_ms,
  CASE WHEN s.state = 'STOPPED' THEN m.ms ELSE CAST(0 AS BIGINT) END AS stopped_ms
FROM state_span AS s, LATERAL TABLE(minutes_of(s.began, s.ended)) AS m(`minute`, ms);

-- Which order an asset had at any time: the latest start before it.
CREATE TEMPORARY VIEW order_in_effect AS
SELECT asset_id, work_order, event_time
FROM (
  SELECT asset_id, work_order, event_time,
    ROW_NUMBER() OVER (PARTITION BY asset_id ORDER BY event_time DESC) AS place
  FROM order_start
)
WHERE place = 1;

-- Each count with the order of its own time: orders change within a minute.
CREATE TEMPORARY VIEW count_of_order AS
SELECT c.asset_id, c.good, c.event_time, o.work_order
FROM production_count AS c
LEFT JOIN order_in_effect FOR SYSTEM_TIME AS OF c.event_time AS o ON c.asset_id = o.asset_id;

CREATE TEMPORARY VIEW good_in_minute AS
SELECT asset_id, work_order, window_start AS `minute`, SUM(good) AS good
FROM TABLE(TUMBLE(TABLE count_of_order, DESCRIPTOR(event_time), INTERVAL '1' MINUTE))
GROUP BY asset_id, work_order, window_start, window_end;

-- Rates change rarely: the one of the minute is the one that is known.
CREATE TEMPORARY VIEW parts_in_minute AS
SELECT g.asset_id, g.`minute`, g.good, COALESCE(g.good * r.ideal_ms, 0) AS ideal_ms
FROM good_in_minute AS g
LEFT JOIN work_order AS w ON g.work_order = w.work_order
LEFT JOIN product_rate AS r ON g.asset_id = r.asset_id AND w.product = r.product;

INSERT INTO oee_minute
SELECT asset_id, `minute`, SUM(running_ms), SUM(stopped_ms), SUM(good), SUM(ideal_ms)
FROM (
  SELECT asset_id, `minute`, running_ms, stopped_ms,
    CAST(0 AS DOUBLE) AS good, CAST(0 AS DOUBLE) AS ideal_ms
  FROM time_in_minute
  UNION ALL
  SELECT asset_id, `minute`, CAST(0 AS BIGINT) AS running_ms, CAST(0 AS BIGINT) AS stopped_ms,
    good, ideal_ms
  FROM parts_in_minute
)
GROUP BY asset_id, `minute`;
