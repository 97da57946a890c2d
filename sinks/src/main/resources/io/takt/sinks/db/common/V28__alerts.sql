-- Alerts and the messages about them.

CREATE TABLE alert (
  fingerprint     text        NOT NULL PRIMARY KEY,
  rule            text        NOT NULL,
  asset_id        text,
  state           text        NOT NULL,
  since           timestamptz NOT NULL,
  started_at      timestamptz NOT NULL,
  active_at       timestamptz,
  severity        text        NOT NULL,
  summary         text        NOT NULL,
  labels          jsonb       NOT NULL,
  details         jsonb       NOT NULL,
  acknowledged_at timestamptz,
  acknowledged_by text        NOT NULL,
  shelved_until   timestamptz,
  suppressed_by   text        NOT NULL,
  revision        bigint      NOT NULL,
  written_at      timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 60);
COMMENT ON TABLE alert IS 'Each alert as it is now: one row a fingerprint (rule, asset, key labels).';
COMMENT ON COLUMN alert.state IS 'After ISA-18.2: PENDING, ACTIVE_UNACKNOWLEDGED, ACTIVE_ACKNOWLEDGED, CLEARED, SHELVED or SUPPRESSED.';
COMMENT ON COLUMN alert.since IS 'Since when it is in this state, in the plant''s time.';
COMMENT ON COLUMN alert.started_at IS 'When the condition of this episode began.';
COMMENT ON COLUMN alert.active_at IS 'When this episode went from pending to active; null: it was not active.';
COMMENT ON COLUMN alert.severity IS 'INFO, WARNING, FAULT or CRITICAL.';
COMMENT ON COLUMN alert.labels IS 'What routing goes by: rule, severity, asset, line, area, site and the rule''s own.';
COMMENT ON COLUMN alert.details IS 'What the rule saw, for people.';
COMMENT ON COLUMN alert.suppressed_by IS 'The parent''s fingerprint, or planned-stop; empty: it is not suppressed.';
CREATE INDEX alert_asset ON alert (asset_id);

CREATE TABLE alert_event (
  fingerprint     text        NOT NULL,
  since           timestamptz NOT NULL,
  state           text        NOT NULL,
  rule            text        NOT NULL,
  asset_id        text,
  started_at      timestamptz NOT NULL,
  active_at       timestamptz NOT NULL,
  severity        text        NOT NULL,
  summary         text        NOT NULL,
  acknowledged_by text        NOT NULL,
  suppressed_by   text        NOT NULL,
  written_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (fingerprint, since, state)
);
COMMENT ON TABLE alert_event IS 'History: each state an alert went into, from active on. What stayed pending is not in it.';
COMMENT ON COLUMN alert_event.active_at IS 'With the fingerprint it names the episode.';
CREATE INDEX alert_event_since ON alert_event (since);

CREATE TABLE notification (
  id              bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  receiver        text        NOT NULL,
  group_key       text        NOT NULL,
  content_hash    text        NOT NULL,
  kind            text        NOT NULL,
  status          text        NOT NULL,
  why             text        NOT NULL,
  body            jsonb       NOT NULL,
  plant_time      timestamptz NOT NULL,
  attempts        integer     NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL,
  sent_at         timestamptz,
  reference       text        NOT NULL DEFAULT '',
  error           text        NOT NULL DEFAULT '',
  written_at      timestamptz NOT NULL DEFAULT now(),
  UNIQUE (group_key, receiver, content_hash)
);
COMMENT ON TABLE notification IS 'Messages to receivers: the notifier''s outbox and its record. A content goes to a receiver once.';
COMMENT ON COLUMN notification.kind IS 'ALERT (a group of alerts), REPEAT, ESCALATION, DIGEST, FLOOD or TEST.';
COMMENT ON COLUMN notification.status IS 'WAITING, SENDING, SENT, FAILED (given up) or SUPPRESSED.';
COMMENT ON COLUMN notification.why IS 'Why it was suppressed: muted, inhibited, quiet-hours, flood, stale, shelved, suppressed; empty: it was not.';
COMMENT ON COLUMN notification.plant_time IS 'The plant''s time at which it was decided.';
COMMENT ON COLUMN notification.reference IS 'What the receiver calls it: channel and time of a Slack message, Message-ID of a mail.';
CREATE INDEX notification_due ON notification (receiver, next_attempt_at) WHERE status IN ('WAITING', 'SENDING');
CREATE INDEX notification_group ON notification (group_key, receiver, id);
CREATE INDEX notification_plant_time ON notification (plant_time);

-- What the notifier remembers; written with the messages that follow from it, in one transaction.
CREATE TABLE notifier_state (
  name       text        NOT NULL PRIMARY KEY,
  positions  jsonb       NOT NULL,
  memory     jsonb       NOT NULL,
  written_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE notifier_state IS 'What the notifier remembers: how far it has read and what is still to be told.';

GRANT SELECT ON alert, alert_event, notification, notifier_state TO takt_reader, takt_writer;
GRANT INSERT, UPDATE, DELETE ON alert, alert_event, notification, notifier_state TO takt_writer;
