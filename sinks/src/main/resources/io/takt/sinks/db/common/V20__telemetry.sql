-- What sensors said, and what it comes to by the minute.

-- Append-only and without a unique key: what is written twice after a restart stays, and is told apart by its identity
-- (asset, signal, at, source, sequence). So a chunk can be compressed at once, and no write looks anything up.
CREATE TABLE telemetry (
  asset_id   text        NOT NULL,
  signal     text        NOT NULL,
  at         timestamptz NOT NULL,
  value      float8,
  quality    text        NOT NULL,
  arrived_at timestamptz NOT NULL,
  source     text        NOT NULL,
  sequence   bigint      NOT NULL
);
COMMENT ON TABLE telemetry IS 'Samples as they came; after a restart of the job some stand here twice, with the same identity. telemetry_sample shows each once.';
COMMENT ON COLUMN telemetry.at IS 'Event time by the device''s clock.';
COMMENT ON COLUMN telemetry.value IS 'In the unit of table signal; null: the sensor gave none, or no finite one.';
COMMENT ON COLUMN telemetry.quality IS 'GOOD, UNCERTAIN or BAD.';
COMMENT ON COLUMN telemetry.sequence IS 'With asset_id, signal, at and source the sample''s identity.';

CREATE TABLE telemetry_minute (
  asset_id    text        NOT NULL,
  signal      text        NOT NULL,
  minute      timestamptz NOT NULL,
  samples     integer     NOT NULL,
  good        integer     NOT NULL,
  uncertain   integer     NOT NULL,
  bad         integer     NOT NULL,
  used        integer     NOT NULL,
  minimum     float8,
  maximum     float8,
  mean        float8,
  sd          float8,
  first_value float8,
  last_value  float8,
  revision    bigint      NOT NULL,
  written_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (asset_id, signal, minute)
) WITH (fillfactor = 80);
COMMENT ON TABLE telemetry_minute IS 'One row a signal and minute with samples, each sample counted once.';
COMMENT ON COLUMN telemetry_minute.minute IS 'Start of the UTC minute.';
COMMENT ON COLUMN telemetry_minute.samples IS 'All samples: good + uncertain + bad.';
COMMENT ON COLUMN telemetry_minute.used IS 'Samples that the figures are made of: those with a value that are not BAD.';
COMMENT ON COLUMN telemetry_minute.sd IS 'Standard deviation (n - 1) of the values used; null below two.';
COMMENT ON COLUMN telemetry_minute.first_value IS 'The earliest value used.';
COMMENT ON COLUMN telemetry_minute.last_value IS 'The latest value used.';

-- Minutes that got a sample after the job had let go of them; restate_telemetry() takes them from the samples anew. Each
-- mark is written in the transaction of its sample, so whoever sees the mark sees the sample.
CREATE TABLE telemetry_restated (
  id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  asset_id text        NOT NULL,
  minute   timestamptz NOT NULL
);
COMMENT ON TABLE telemetry_restated IS 'Minutes of telemetry that are to be summed anew.';

CREATE TABLE signal (
  asset_id            text   NOT NULL,
  signal              text   NOT NULL,
  unit                text   NOT NULL,
  lower_specification float8,
  upper_specification float8,
  written_at          timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (asset_id, signal)
);
COMMENT ON TABLE signal IS 'What signals are: unit (UCUM) and specification limits.';

CREATE TABLE anomaly (
  asset_id    text        NOT NULL,
  started_at  timestamptz NOT NULL,
  ended_at    timestamptz,
  peak_at     timestamptz NOT NULL,
  severity    float8      NOT NULL,
  regime      text        NOT NULL,
  detector    text        NOT NULL,
  work_order  text,
  product     text,
  verdict     text        NOT NULL,
  clears_when text        NOT NULL,
  revision    bigint      NOT NULL,
  written_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (asset_id, started_at)
) WITH (fillfactor = 60);
COMMENT ON TABLE anomaly IS 'Episodes of abnormal behaviour, updated while they go on.';
COMMENT ON COLUMN anomaly.started_at IS 'First abnormal sample.';
COMMENT ON COLUMN anomaly.ended_at IS 'Back to normal; null: goes on.';
COMMENT ON COLUMN anomaly.peak_at IS 'Worst sample so far.';
COMMENT ON COLUMN anomaly.severity IS '0 to 1.';
COMMENT ON COLUMN anomaly.regime IS 'State and product the judgement holds for.';
COMMENT ON COLUMN anomaly.detector IS 'Which detector fired first.';
COMMENT ON COLUMN anomaly.verdict IS 'What an operator decided: NONE, CONFIRMED or NOT_AN_ANOMALY.';
COMMENT ON COLUMN anomaly.clears_when IS 'What would end it, in one sentence.';
CREATE INDEX anomaly_started_at ON anomaly (started_at);

CREATE TABLE anomaly_signal (
  asset_id   text        NOT NULL,
  started_at timestamptz NOT NULL,
  ordinal    smallint    NOT NULL,
  signal     text        NOT NULL,
  share      float8      NOT NULL,
  actual     float8      NOT NULL,
  expected   float8      NOT NULL,
  lower      float8      NOT NULL,
  upper      float8      NOT NULL,
  direction  text        NOT NULL,
  revision   bigint      NOT NULL,
  PRIMARY KEY (asset_id, started_at, ordinal)
) WITH (fillfactor = 60);
COMMENT ON TABLE anomaly_signal IS 'What each signal has to do with an episode, the largest share first.';
COMMENT ON COLUMN anomaly_signal.share IS 'Share of the episode''s evidence, 0 to 1.';
COMMENT ON COLUMN anomaly_signal.actual IS 'Value at the peak; expected, lower and upper: the band it should have been in.';

CREATE TABLE anomaly_similar (
  asset_id           text        NOT NULL,
  started_at         timestamptz NOT NULL,
  ordinal            smallint    NOT NULL,
  similar_started_at timestamptz NOT NULL,
  similarity         float8      NOT NULL,
  verdict            text        NOT NULL,
  revision           bigint      NOT NULL,
  PRIMARY KEY (asset_id, started_at, ordinal)
) WITH (fillfactor = 60);
COMMENT ON TABLE anomaly_similar IS 'Earlier episodes of the asset that were like this one, the most similar first.';
COMMENT ON COLUMN anomaly_similar.similarity IS '0 to 1.';
COMMENT ON COLUMN anomaly_similar.verdict IS 'What was decided of the earlier one when this one was written.';

GRANT INSERT ON telemetry, telemetry_restated TO takt_writer;
GRANT INSERT, UPDATE, DELETE ON telemetry_minute, signal, anomaly, anomaly_signal, anomaly_similar TO takt_writer;
