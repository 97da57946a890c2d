-- Who said what, when, and what held before and after. Everything goes by the moment an entry was made (its time,
-- sequence and id), never by when it arrived, so the answer is the same in whatever order entries come.

-- Whether an entry held just before a moment, or just after it (through). A withdrawal may be withdrawn itself.
CREATE FUNCTION said_holds(
  asset text, event text, moment timestamptz, place bigint, event_of_moment text, through boolean, depth integer DEFAULT 0)
RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE withdrawal text;
BEGIN
  FOR withdrawal IN
    SELECT w.event_id FROM operator_event w
    WHERE w.asset_id = asset AND w.refers_to = event AND w.kind = 'WITHDRAWN' AND w.event_id <> event
      AND ((w.at, w.sequence, w.event_id) < (moment, place, event_of_moment)
           OR through AND w.event_id = event_of_moment)
  LOOP
    -- Withdrawals that name each other in a circle cancel nothing.
    IF depth > 50 OR said_holds(asset, withdrawal, moment, place, event_of_moment, through, depth + 1) THEN
      RETURN depth > 50;
    END IF;
  END LOOP;
  RETURN true;
END $$;

-- The entry that a withdrawal takes back or gives back in the end; for any other entry itself.
CREATE FUNCTION said_of(asset text, event text) RETURNS text LANGUAGE sql STABLE AS $$
  WITH RECURSIVE chain AS (
    SELECT e.event_id, e.kind, e.refers_to, 0 AS hops FROM operator_event e
    WHERE e.asset_id = asset AND e.event_id = event
    UNION ALL
    SELECT e.event_id, e.kind, e.refers_to, c.hops + 1 FROM chain c
    JOIN operator_event e ON e.asset_id = asset AND e.event_id = c.refers_to
    WHERE c.kind = 'WITHDRAWN' AND c.hops < 50
  )
  SELECT c.event_id FROM chain c WHERE c.kind <> 'WITHDRAWN' LIMIT 1
$$;

-- The span an entry is about. Scrap and rework without an end are about the shift so far.
CREATE FUNCTION said_span(asset text, kind text, since timestamptz, until timestamptz) RETURNS tstzrange
LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN until IS NOT NULL AND until > since THEN tstzrange(since, until)
    WHEN kind IN ('SCRAP_REPORTED', 'REWORK_REPORTED') AND until IS NULL THEN tstzrange(
      coalesce((SELECT l.shift_start FROM ledger l
                WHERE l.asset_id = asset AND l.minute = date_trunc('minute', since, 'UTC')
                  AND l.slice_start <= since AND l.slice_end > since
                LIMIT 1), since - INTERVAL '8 hours'), since, '[]')
    WHEN kind = 'ORDER_ASSIGNED' AND until IS NULL THEN tstzrange(since, NULL)
    ELSE tstzrange(since, since, '[]') END
$$;

-- What held for the span of an entry just before or just after (through) a moment, in words; null: nothing.
CREATE FUNCTION said_value(
  asset text, event text, moment timestamptz, place bigint, event_of_moment text, through boolean)
RETURNS text LANGUAGE sql STABLE AS $$
  WITH about AS (
    SELECT e.*, said_span(e.asset_id, e.kind, e.span_from, e.span_to) AS span
    FROM operator_event e WHERE e.asset_id = asset AND e.event_id = event
  ), known AS (
    SELECT k.*, said_span(k.asset_id, k.kind, k.span_from, k.span_to) AS span
    FROM operator_event k
    WHERE k.asset_id = asset AND k.kind <> 'WITHDRAWN'
      AND ((k.at, k.sequence, k.event_id) < (moment, place, event_of_moment)
           OR through AND k.event_id = event_of_moment)
      AND said_holds(k.asset_id, k.event_id, moment, place, event_of_moment, through)
  )
  SELECT CASE a.kind
    WHEN 'REASON_GIVEN' THEN (
      -- A reason is about whole parts of stops: two spans that meet one part speak of the same.
      SELECT k.reason FROM known k
      WHERE k.kind = 'REASON_GIVEN'
        AND (k.span && a.span
             OR EXISTS (
               SELECT FROM stop s
               WHERE s.asset_id = asset
                 AND tstzrange(s.started_at, s.ended_at) && k.span AND tstzrange(s.started_at, s.ended_at) && a.span
                 AND NOT EXISTS (
                   SELECT FROM known c CROSS JOIN LATERAL jsonb_array_elements_text(c.split_at) AS cut (at)
                   WHERE c.kind = 'STOP_SPLIT'
                     AND cut.at::timestamptz >= least(upper(k.span), upper(a.span))
                     AND cut.at::timestamptz <= greatest(lower(k.span), lower(a.span)))))
      ORDER BY k.at DESC, k.sequence DESC, k.event_id DESC LIMIT 1)
    WHEN 'STOP_SPLIT' THEN (
      -- Cuts of the same stop; where no stop is, those that this entry names.
      SELECT string_agg(DISTINCT to_char(cut.at::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), ', ')
      FROM known k CROSS JOIN LATERAL jsonb_array_elements_text(k.split_at) AS cut (at)
      WHERE k.kind = 'STOP_SPLIT'
        AND EXISTS (
          SELECT FROM jsonb_array_elements_text(a.split_at) AS own (at)
          WHERE own.at = cut.at OR EXISTS (
            SELECT FROM stop s
            WHERE s.asset_id = asset
              AND tstzrange(s.started_at, s.ended_at) @> own.at::timestamptz
              AND tstzrange(s.started_at, s.ended_at) @> cut.at::timestamptz)))
    WHEN 'SCRAP_REPORTED' THEN (
      SELECT sum(k.quantity)::text FROM known k WHERE k.kind = a.kind AND k.span && a.span)
    WHEN 'REWORK_REPORTED' THEN (
      SELECT sum(k.quantity)::text FROM known k WHERE k.kind = a.kind AND k.span && a.span)
    ELSE CASE WHEN a.kind IN ('ORDER_STARTED', 'ORDER_PAUSED', 'ORDER_FINISHED', 'ORDER_ASSIGNED') THEN coalesce(
      -- What was assigned to the start of the span, whatever ran by another word.
      (SELECT coalesce(k.work_order, k.product) FROM known k
       WHERE k.kind = 'ORDER_ASSIGNED' AND k.span @> a.span_from
       ORDER BY k.span_from DESC, k.sequence DESC, k.event_id DESC LIMIT 1),
      (SELECT string_agg(coalesce(s.work_order, s.product), ', ' ORDER BY s.work_order)
       FROM known s
       WHERE s.kind = 'ORDER_STARTED' AND s.span_from <= a.span_from
         AND NOT EXISTS (
           SELECT FROM known x
           WHERE x.span_from <= a.span_from
             AND (x.span_from, x.sequence, x.event_id) > (s.span_from, s.sequence, s.event_id)
             AND (x.kind = 'ORDER_STARTED' AND NOT x.parallel
                  OR x.kind IN ('ORDER_PAUSED', 'ORDER_FINISHED')
                     AND (x.work_order IS NULL OR x.work_order = s.work_order)))))
    END
  END
  FROM about a
$$;

CREATE VIEW audit AS
SELECT
  e.asset_id, e.event_id, e.kind, e.operator, e.source,
  e.at AS entered_at, e.arrived_at, e.span_from, e.span_to,
  said_value(e.asset_id, t.event, e.at, e.sequence, e.event_id, false) AS old_value,
  said_value(e.asset_id, t.event, e.at, e.sequence, e.event_id, true) AS new_value,
  e.note, e.refers_to,
  NOT said_holds(e.asset_id, e.event_id, 'infinity', 0, '', false) AS withdrawn,
  w.operator AS withdrawn_by, w.at AS withdrawn_at, w.note AS withdrawn_why
FROM operator_event e
CROSS JOIN LATERAL (SELECT said_of(e.asset_id, e.event_id) AS event) t
LEFT JOIN LATERAL (
  SELECT x.operator, x.at, x.note FROM operator_event x
  WHERE x.asset_id = e.asset_id AND x.refers_to = e.event_id AND x.kind = 'WITHDRAWN' AND x.event_id <> e.event_id
    AND said_holds(x.asset_id, x.event_id, 'infinity', 0, '', false)
  ORDER BY x.at, x.sequence, x.event_id LIMIT 1) w ON true;
COMMENT ON VIEW audit IS 'Every entry of an operator: who, what, when, what held before and after, why, and who took it back.';
COMMENT ON COLUMN audit.operator IS 'Who said it; a badge or user.';
COMMENT ON COLUMN audit.entered_at IS 'When it was entered, by the device''s clock.';
COMMENT ON COLUMN audit.arrived_at IS 'When the first part of Takt took it.';
COMMENT ON COLUMN audit.old_value IS 'What held for that span just before: the reason, the orders that ran, the cuts, the parts reported; null: nothing.';
COMMENT ON COLUMN audit.new_value IS 'What held for it just after.';
COMMENT ON COLUMN audit.note IS 'Why, in the operator''s own words.';
COMMENT ON COLUMN audit.withdrawn IS 'It is taken back, and not given back.';
COMMENT ON COLUMN audit.withdrawn_by IS 'Who took it back first.';

GRANT SELECT ON audit TO takt_reader, takt_writer;
