-- The model's tables, the same on every back end. Times are instants (timestamptz), quantities are additive;
-- every ratio is left to the views.

CREATE TABLE ledger (
  asset_id      text        NOT NULL,
  minute        timestamptz NOT NULL,
  ordinal       smallint    NOT NULL,
  slice_start   timestamptz NOT NULL,
  slice_end     timestamptz NOT NULL,
  duration_ms   integer     NOT NULL,
  state         text        NOT NULL,
  category      text        NOT NULL,
  extra         boolean     NOT NULL,
  reason        text,
  work_order    text,
  product       text,
  shift         text,
  shift_start   timestamptz,
  business_date date        NOT NULL,
  ideal_ms      float8      NOT NULL,
  unrated_total float8      NOT NULL,
  unseen_total  float8      NOT NULL,
  total         float8      NOT NULL,
  good          float8      NOT NULL,
  scrap         float8      NOT NULL,
  rework        float8      NOT NULL,
  provisional   boolean     NOT NULL,
  revision      bigint      NOT NULL,
  -- now(), not clock_timestamp(): a volatile default would take COPY off its multi-row path.
  written_at    timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (asset_id, minute, ordinal)
);
COMMENT ON TABLE ledger IS 'Every asset-second booked once: the slices of each minute. A write replaces a whole minute.';
COMMENT ON COLUMN ledger.minute IS 'Start of the UTC minute.';
COMMENT ON COLUMN ledger.ordinal IS 'Place of the slice in its minute, from 0 without a gap.';
COMMENT ON COLUMN ledger.duration_ms IS 'Booked time, ms: slice_end - slice_start, or this order''s share of it where orders run side by side.';
COMMENT ON COLUMN ledger.category IS 'NOT_SCHEDULED, PLANNED_STOP, NO_DATA, SETUP, RUNNING, MINOR_STOP, UNPLANNED_STOP or PENDING_STOP.';
COMMENT ON COLUMN ledger.extra IS 'Ran although no production was planned.';
COMMENT ON COLUMN ledger.business_date IS 'Production day: an attribute of the shift, not of midnight.';
COMMENT ON COLUMN ledger.ideal_ms IS 'Ideal time of what was made, ms; 0 for parts without a rate and parts made unseen.';
COMMENT ON COLUMN ledger.unrated_total IS 'Parts whose ideal time is not known.';
COMMENT ON COLUMN ledger.unseen_total IS 'Parts made while nothing was seen; also in total.';
COMMENT ON COLUMN ledger.total IS 'All parts (ISO 22400 PQ).';
COMMENT ON COLUMN ledger.good IS 'Good at first pass (GQ).';
COMMENT ON COLUMN ledger.scrap IS 'Scrap (SQ).';
COMMENT ON COLUMN ledger.rework IS 'Rework (RQ); not good in OEE''s quality.';
COMMENT ON COLUMN ledger.provisional IS 'Time alone may still change it.';
COMMENT ON COLUMN ledger.revision IS 'Restore epoch and counter; a lower one never replaces a higher one.';

CREATE TABLE stop (
  asset_id    text        NOT NULL,
  started_at  timestamptz NOT NULL,
  ended_at    timestamptz,
  state       text        NOT NULL,
  category    text        NOT NULL,
  reason      text,
  first_alarm text,
  revision    bigint      NOT NULL,
  written_at  timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (asset_id, started_at)
) WITH (fillfactor = 80);
COMMENT ON TABLE stop IS 'One row a stop, however many shifts it spans.';
COMMENT ON COLUMN stop.ended_at IS 'When it ran again, or the data ended; null: open.';
COMMENT ON COLUMN stop.category IS 'MINOR_STOP, UNPLANNED_STOP or PENDING_STOP, by the whole stop.';
COMMENT ON COLUMN stop.reason IS 'The reason that covers most of it; null: none given.';
COMMENT ON COLUMN stop.first_alarm IS 'First alarm of severity FAULT or CRITICAL from 10 min before to 1 min after its start.';

CREATE TABLE stop_allocation (
  asset_id      text        NOT NULL,
  started_at    timestamptz NOT NULL,
  ordinal       smallint    NOT NULL,
  alloc_start   timestamptz NOT NULL,
  alloc_end     timestamptz NOT NULL,
  shift         text,
  shift_start   timestamptz,
  business_date date        NOT NULL,
  category      text        NOT NULL,
  reason        text,
  work_order    text,
  product       text,
  revision      bigint      NOT NULL,
  PRIMARY KEY (asset_id, started_at, ordinal)
) WITH (fillfactor = 80);
COMMENT ON TABLE stop_allocation IS 'A stop clipped by shift, reason, order and category; the parts sum to the stop.';
CREATE INDEX stop_allocation_business_date ON stop_allocation (business_date);

CREATE TABLE live (
  asset_id        text        NOT NULL PRIMARY KEY,
  as_of           timestamptz NOT NULL,
  revision        bigint      NOT NULL,
  state           text        NOT NULL,
  state_since     timestamptz NOT NULL,
  category        text        NOT NULL,
  stop_since      timestamptz,
  reason          text,
  work_order      text,
  product         text,
  shift           text,
  shift_start     timestamptz,
  last_fact_at    timestamptz,
  last_arrived_at timestamptz,
  facts           bigint      NOT NULL,
  duplicates      bigint      NOT NULL,
  written_at      timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 60);
COMMENT ON TABLE live IS 'What each asset does right now, at most one write a second per asset.';
COMMENT ON COLUMN live.as_of IS 'The plant''s time this row speaks of.';

CREATE TABLE data_quality (
  asset_id   text        NOT NULL,
  kind       text        NOT NULL,
  at         timestamptz NOT NULL,
  subject    text        NOT NULL,
  detail     text        NOT NULL,
  written_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (asset_id, kind, at, subject)
);
COMMENT ON TABLE data_quality IS 'Doubts about data, each once.';
CREATE INDEX data_quality_at ON data_quality (at);

CREATE TABLE late_event (
  topic      text        NOT NULL,
  partition  integer     NOT NULL,
  "offset"   bigint      NOT NULL,
  asset_id   text        NOT NULL,
  at         timestamptz NOT NULL,
  arrived_at timestamptz NOT NULL,
  reason     text        NOT NULL,
  -- Text and not jsonb: a fact that jsonb refuses (an escaped NUL) must still be kept.
  fact       text        NOT NULL,
  written_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (topic, partition, "offset")
);
COMMENT ON TABLE late_event IS 'Facts that came too late to be booked; kept, never dropped.';
CREATE INDEX late_event_arrived_at ON late_event (arrived_at);

CREATE TABLE dead_letter (
  topic      text        NOT NULL,
  partition  integer     NOT NULL,
  "offset"   bigint      NOT NULL,
  reason     text        NOT NULL,
  detail     text        NOT NULL,
  key        bytea,
  value      bytea,
  arrived_at timestamptz,
  written_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (topic, partition, "offset")
);
COMMENT ON TABLE dead_letter IS 'Messages that could not be used, byte for byte.';
CREATE INDEX dead_letter_written_at ON dead_letter (written_at);

CREATE TABLE asset (
  asset_id            text    NOT NULL PRIMARY KEY,
  name                text    NOT NULL,
  enterprise          text    NOT NULL,
  site                text    NOT NULL,
  area                text    NOT NULL,
  line                text    NOT NULL,
  line_position       integer,
  line_exit           boolean NOT NULL,
  asset_class         text    NOT NULL,
  zone                text    NOT NULL,
  calendar            text    NOT NULL,
  booked_from         timestamptz,
  minor_stop_below_ms bigint  NOT NULL,
  no_data_after_ms    bigint,
  min_run_ms          bigint  NOT NULL,
  pieces_per_cycle    float8  NOT NULL,
  counter             jsonb   NOT NULL,
  state_map           jsonb   NOT NULL,
  written_at          timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE asset IS 'Machines and where they stand (ISA-95: enterprise, site, area, line).';
COMMENT ON COLUMN asset.line_exit IS 'What leaves this asset leaves the line; line OEE counts here. One per line.';

CREATE TABLE work_order (
  work_order        text    NOT NULL PRIMARY KEY,
  operation         text    NOT NULL,
  work_centre       text    NOT NULL,
  product           text    NOT NULL,
  quantity          float8  NOT NULL,
  planned_start     timestamptz,
  planned_end       timestamptz,
  due               timestamptz,
  status            text    NOT NULL,
  excluded_from_oee boolean NOT NULL,
  source_version    bigint  NOT NULL,
  written_at        timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE work_order IS 'Orders as the ERP plans them.';
COMMENT ON COLUMN work_order.quantity IS 'Quantity to make, in the product''s unit.';

CREATE TABLE shift_calendar (
  calendar   text  NOT NULL PRIMARY KEY,
  zone       text  NOT NULL,
  definition jsonb NOT NULL,
  written_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE shift_calendar IS 'When production is scheduled; definition holds the rules as they came.';

CREATE TABLE reason (
  reason     text    NOT NULL PRIMARY KEY,
  parent     text,
  text       jsonb   NOT NULL,
  offered    boolean NOT NULL,
  written_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE reason IS 'Reasons for stops, in a tree. text: language tag to words.';

CREATE TABLE reason_version (
  reason     text        NOT NULL,
  ordinal    smallint    NOT NULL,
  valid_from timestamptz NOT NULL,
  valid_to   timestamptz,
  category   text        NOT NULL,
  PRIMARY KEY (reason, ordinal)
);
COMMENT ON TABLE reason_version IS 'Where a reason books, by date. valid_from -infinity: ever.';

CREATE TABLE product_rate (
  asset_id               text        NOT NULL,
  product                text        NOT NULL,
  ordinal                smallint    NOT NULL,
  valid_from             timestamptz NOT NULL,
  valid_to               timestamptz,
  ideal_seconds_per_unit float8      NOT NULL,
  written_at             timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (asset_id, product, ordinal)
);
COMMENT ON TABLE product_rate IS 'Ideal time for one unit (ISO 22400 planned run time per item), by date. valid_from -infinity: ever.';
COMMENT ON COLUMN product_rate.ideal_seconds_per_unit IS 'Seconds.';

-- Which hours of the ledger the hourly sums speak for; see V4.
CREATE TABLE ledger_rolled_up (
  only_row      boolean     NOT NULL DEFAULT true PRIMARY KEY CHECK (only_row),
  claimed_until timestamptz NOT NULL DEFAULT '-infinity',
  rolled_until  timestamptz NOT NULL DEFAULT '-infinity'
);
INSERT INTO ledger_rolled_up DEFAULT VALUES;
COMMENT ON TABLE ledger_rolled_up IS 'Views take hours before rolled_until from ledger_hour; writers mark what they change before claimed_until.';

CREATE TABLE ledger_restated (
  id       bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  asset_id text        NOT NULL,
  hour     timestamptz NOT NULL
);
COMMENT ON TABLE ledger_restated IS 'Hours that were written after they were rolled up; views take them from the ledger.';
CREATE INDEX ledger_restated_hour ON ledger_restated (hour, asset_id);

-- One row per open writer. Unlogged, so it is empty after a crash of the server: a writer that finds its row gone knows
-- that commits it did not wait for are gone as well.
CREATE UNLOGGED TABLE sink_session (
  session   uuid        NOT NULL PRIMARY KEY,
  opened_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE sink_session IS 'Open writers; empty after a crash of the server.';

GRANT SELECT ON ALL TABLES IN SCHEMA takt TO takt_reader, takt_writer;
GRANT INSERT, UPDATE, DELETE ON
  ledger, stop, stop_allocation, live, data_quality, late_event, dead_letter,
  asset, work_order, shift_calendar, reason, reason_version, product_rate
TO takt_writer;
GRANT INSERT ON ledger_restated TO takt_writer;
GRANT INSERT, DELETE ON sink_session TO takt_writer;
ALTER DEFAULT PRIVILEGES IN SCHEMA takt GRANT SELECT ON TABLES TO takt_reader, takt_writer;
