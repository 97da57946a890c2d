-- Why machines stood still, as far as is known: said by the downtime job, beside the stops of the oee job. Nothing here
-- moves time between loss categories.

CREATE TABLE stop_cause (
  asset_id            text        NOT NULL,
  started_at          timestamptz NOT NULL,
  ended_at            timestamptz,
  origin              text        NOT NULL,
  cause               text,
  probability         float8,
  because             text        NOT NULL,
  decided_by          text        NOT NULL,
  decided_at          timestamptz NOT NULL,
  first_out           text,
  root_asset_id       text,
  root_started_at     timestamptz,
  root_delay_ms       bigint,
  given_reason        text,
  machine_reason      text,
  machine_probability float8,
  machine_because     text,
  site                text        NOT NULL,
  asset_class         text        NOT NULL,
  revision            bigint      NOT NULL,
  written_at          timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (asset_id, started_at)
) WITH (fillfactor = 70);
COMMENT ON TABLE stop_cause IS 'Why each stop happened: the most trusted word there is, with who or what said it.';
COMMENT ON COLUMN stop_cause.started_at IS 'Start of the stop; with the asset its identity.';
COMMENT ON COLUMN stop_cause.origin IS 'OPERATOR, ALARM_MAP, CONTEXT, INFERRED or UNKNOWN, most trusted first.';
COMMENT ON COLUMN stop_cause.cause IS 'Reason code; of origin CONTEXT: STARVED, BLOCKED, PLANNED_STOP, NOT_SCHEDULED, NO_ORDER, NO_DATA. Null: unknown, or several are possible.';
COMMENT ON COLUMN stop_cause.probability IS 'Of an inferred cause: how likely it is, calibrated. Null otherwise.';
COMMENT ON COLUMN stop_cause.because IS 'One sentence for people.';
COMMENT ON COLUMN stop_cause.decided_by IS 'The operator, "alarm map", "line", "calendar" or "model".';
COMMENT ON COLUMN stop_cause.decided_at IS 'When the evidence for it was there, in the plant''s time.';
COMMENT ON COLUMN stop_cause.first_out IS 'The alarm that came first: neither chattering nor a consequence of another.';
COMMENT ON COLUMN stop_cause.root_asset_id IS 'Of a starved or blocked stop: the first machine of the line that failed. Null: not known.';
COMMENT ON COLUMN stop_cause.root_started_at IS 'When that machine stopped.';
COMMENT ON COLUMN stop_cause.root_delay_ms IS 'From there to the start of this stop, through the buffers between, ms.';
COMMENT ON COLUMN stop_cause.given_reason IS 'What the operators say; null: nothing yet.';
COMMENT ON COLUMN stop_cause.machine_reason IS 'What the machine''s own evidence says, whatever the operators say; null: nothing certain enough.';
COMMENT ON COLUMN stop_cause.machine_probability IS 'How likely that is.';
COMMENT ON COLUMN stop_cause.machine_because IS 'What it rests on.';
COMMENT ON COLUMN stop_cause.site IS 'Where the model learns: enterprise/site.';

CREATE TABLE stop_cause_candidate (
  asset_id    text        NOT NULL,
  started_at  timestamptz NOT NULL,
  ordinal     smallint    NOT NULL,
  reason      text        NOT NULL,
  probability float8      NOT NULL,
  because     text        NOT NULL,
  revision    bigint      NOT NULL,
  PRIMARY KEY (asset_id, started_at, ordinal)
) WITH (fillfactor = 70);
COMMENT ON TABLE stop_cause_candidate IS 'What the model held for likely before anybody said why: at most nine a stop, likeliest first.';
COMMENT ON COLUMN stop_cause_candidate.probability IS 'Calibrated; those of a stop sum to at most 1.';

CREATE TABLE stop_cause_evidence (
  asset_id   text        NOT NULL,
  started_at timestamptz NOT NULL,
  ordinal    smallint    NOT NULL,
  kind       text        NOT NULL,
  subject    text        NOT NULL,
  at         timestamptz,
  detail     text        NOT NULL,
  revision   bigint      NOT NULL,
  PRIMARY KEY (asset_id, started_at, ordinal)
) WITH (fillfactor = 70);
COMMENT ON TABLE stop_cause_evidence IS 'What a cause rests on.';
COMMENT ON COLUMN stop_cause_evidence.kind IS 'FIRST_OUT, ALARM, CONSEQUENCE, CHATTER, ANOMALY, NEIGHBOUR, STATE, PRODUCT, ORDER, SHIFT, MINOR_STOPS or SIMILAR_STOP.';
COMMENT ON COLUMN stop_cause_evidence.subject IS 'The alarm''s code, the signal, the neighbour, the order …';

GRANT SELECT ON stop_cause, stop_cause_candidate, stop_cause_evidence TO takt_reader, takt_writer;
GRANT INSERT, UPDATE, DELETE ON stop_cause, stop_cause_candidate, stop_cause_evidence TO takt_writer;

-- How often operators gave each reason within 90 days before an instant, on the asset and on its class.
CREATE FUNCTION reason_frequency(of_asset text, before timestamptz)
RETURNS TABLE (reason text, on_asset bigint, on_class bigint)
LANGUAGE sql STABLE AS $$
  SELECT s.reason, count(*) FILTER (WHERE s.asset_id = of_asset), count(*)
  FROM stop s
  WHERE s.reason IS NOT NULL AND s.started_at >= before - INTERVAL '90 days' AND s.started_at < before
    AND s.asset_id IN (
      SELECT of_asset
      UNION
      SELECT b.asset_id FROM asset a JOIN asset b USING (asset_class) WHERE a.asset_id = of_asset AND a.asset_class <> '')
  GROUP BY s.reason
$$;
COMMENT ON FUNCTION reason_frequency(text, timestamptz) IS
  'How often operators gave each reason within the 90 days before, on the asset and on all of its class.';

CREATE VIEW likely_reason AS
SELECT s.asset_id, s.started_at, l.rank, l.reason, l.probability, l.because
FROM stop s
-- OFFSET 0 keeps it a look-up per stop.
CROSS JOIN LATERAL (
  WITH candidate AS (
    SELECT c.reason, c.probability, c.because, c.ordinal
    FROM stop_cause_candidate c
    WHERE c.asset_id = s.asset_id AND c.started_at = s.started_at
  ), frequent AS (
    SELECT f.reason, f.on_asset, f.on_class,
      (f.on_asset + 0.1 * f.on_class) / sum(f.on_asset + 0.1 * f.on_class) OVER () AS share
    FROM reason_frequency(s.asset_id, s.started_at) f
    WHERE f.reason NOT IN (SELECT c.reason FROM candidate c)
      AND NOT EXISTS (SELECT FROM reason r WHERE r.reason = f.reason AND NOT r.offered)
  ), listed AS (
    SELECT c.reason, c.probability, c.because, 0 AS place, c.ordinal::float8 AS sort FROM candidate c
    UNION ALL
    SELECT f.reason,
      f.share::float8 * greatest(0, 1 - (SELECT coalesce(sum(c.probability), 0) FROM candidate c)),
      CASE WHEN f.on_asset > 0 THEN format('given %s times on this machine in 90 days', f.on_asset)
           ELSE format('given %s times on machines of its class in 90 days', f.on_class) END,
      1, -f.share::float8
    FROM frequent f
  )
  SELECT row_number() OVER (ORDER BY x.place, x.sort, x.reason)::int AS rank, x.reason, x.probability, x.because
  FROM listed x
  ORDER BY x.place, x.sort, x.reason
  LIMIT 9
  OFFSET 0) l;
COMMENT ON VIEW likely_reason IS
  'The reasons most likely for a stop, at most nine: the model''s candidates, then what was given most on the machine and its class. Ask for certain stops: each is looked up on its own.';
COMMENT ON COLUMN likely_reason.rank IS '1 the likeliest.';
COMMENT ON COLUMN likely_reason.probability IS 'Calibrated where the model knows; what it leaves is divided by frequency.';
COMMENT ON COLUMN likely_reason.because IS 'What it rests on, in words.';
