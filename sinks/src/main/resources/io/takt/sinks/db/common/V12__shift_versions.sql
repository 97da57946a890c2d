-- What was reported of shifts that have ended, each time it changed, and what operators said.

CREATE TABLE shift_version (
  asset_id          text        NOT NULL,
  shift_start       timestamptz NOT NULL,
  ordinal           smallint    NOT NULL,
  shift_end         timestamptz NOT NULL,
  shift             text        NOT NULL,
  business_date     date        NOT NULL,
  cause             text        NOT NULL,
  heard_at          timestamptz NOT NULL,
  heard_until       timestamptz NOT NULL,
  event_id          text,
  operator          text,
  note              text,
  not_scheduled_ms  bigint      NOT NULL,
  planned_stop_ms   bigint      NOT NULL,
  no_data_ms        bigint      NOT NULL,
  setup_ms          bigint      NOT NULL,
  running_ms        bigint      NOT NULL,
  minor_stop_ms     bigint      NOT NULL,
  unplanned_stop_ms bigint      NOT NULL,
  pending_stop_ms   bigint      NOT NULL,
  extra_ms          bigint      NOT NULL,
  provisional_ms    bigint      NOT NULL,
  ideal_ms          float8      NOT NULL,
  total             float8      NOT NULL,
  good              float8      NOT NULL,
  scrap             float8      NOT NULL,
  rework            float8      NOT NULL,
  unseen_total      float8      NOT NULL,
  unrated_total     float8      NOT NULL,
  revision          bigint      NOT NULL,
  PRIMARY KEY (asset_id, shift_start, ordinal)
) WITH (fillfactor = 80);
COMMENT ON TABLE shift_version IS
  'What was reported of each shift of an asset, additive: ordinal 0 at its close, the last as it is booked now. A write replaces all versions of a shift.';
COMMENT ON COLUMN shift_version.ordinal IS 'Place of the version, from 0 without a gap, in the order in which the causes arrived.';
COMMENT ON COLUMN shift_version.cause IS 'CLOSED, LATE_DATA, PROVISIONAL, REASON, SPLIT, SCRAP, REWORK, ORDER, RATE, CALENDAR, REASON_CATALOGUE, ASSET_SETTINGS, WITHDRAWAL or OTHER; several, with commas, where they came together.';
COMMENT ON COLUMN shift_version.heard_at IS 'The plant''s time at which the first of the cause arrived.';
COMMENT ON COLUMN shift_version.heard_until IS 'The plant''s time at which the last of it arrived.';
COMMENT ON COLUMN shift_version.event_id IS 'The operator''s entry that is the cause; null: nobody said it.';
CREATE INDEX shift_version_business_date ON shift_version (business_date);

CREATE TABLE operator_event (
  asset_id   text        NOT NULL,
  event_id   text        NOT NULL,
  kind       text        NOT NULL,
  at         timestamptz NOT NULL,
  arrived_at timestamptz NOT NULL,
  span_from  timestamptz NOT NULL,
  span_to    timestamptz,
  reason     text,
  work_order text,
  product    text,
  parallel   boolean     NOT NULL,
  quantity   float8,
  split_at   jsonb       NOT NULL,
  refers_to  text,
  note       text,
  operator   text        NOT NULL,
  source     text        NOT NULL,
  sequence   bigint      NOT NULL,
  written_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (asset_id, event_id)
);
COMMENT ON TABLE operator_event IS 'What operators said, each entry once, as it is booked.';
COMMENT ON COLUMN operator_event.at IS 'When it was entered, by the device''s clock.';
COMMENT ON COLUMN operator_event.arrived_at IS 'When the first part of Takt took it.';
COMMENT ON COLUMN operator_event.span_from IS 'Start of the span that is meant.';
COMMENT ON COLUMN operator_event.span_to IS 'End of the span; null: an instant, or open.';
CREATE INDEX operator_event_at ON operator_event (at);
CREATE INDEX operator_event_refers_to ON operator_event (asset_id, refers_to) WHERE refers_to IS NOT NULL;
CREATE INDEX operator_event_span ON operator_event (asset_id, span_from);

GRANT SELECT ON shift_version, operator_event TO takt_reader, takt_writer;
GRANT INSERT, UPDATE, DELETE ON shift_version, operator_event TO takt_writer;
