-- Six hours a chunk: at a thousand samples a second about 20 million rows.
SELECT create_hypertable('telemetry', by_range('at', INTERVAL '6 hours'), create_default_indexes => false);
CREATE INDEX telemetry_signal_at ON telemetry (asset_id, signal, at);
SELECT create_hypertable('telemetry_minute', by_range('minute', INTERVAL '7 days'));

CREATE PROCEDURE drop_telemetry_before(moment timestamptz)
LANGUAGE sql AS $$ SELECT drop_chunks('telemetry', older_than => moment) $$;
