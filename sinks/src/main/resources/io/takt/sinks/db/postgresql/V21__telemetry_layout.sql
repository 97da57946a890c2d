-- By signal for charts, by time for letting go. Samples come nearly in order of time, so a few bytes per range of pages do.
CREATE INDEX telemetry_signal_at ON telemetry (asset_id, signal, at);
CREATE INDEX telemetry_at ON telemetry USING brin (at) WITH (autosummarize = on);
CREATE INDEX telemetry_minute_minute ON telemetry_minute (minute);

CREATE PROCEDURE drop_telemetry_before(moment timestamptz)
LANGUAGE sql AS $$ DELETE FROM telemetry WHERE at < moment $$;
