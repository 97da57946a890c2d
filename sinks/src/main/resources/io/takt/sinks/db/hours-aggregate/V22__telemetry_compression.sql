-- No unique key and no update: telemetry can be compressed while it is young; what comes later is added to the chunk and
-- compressed at the policy's next turn. Minutes may be rewritten for as long as samples come late.
ALTER TABLE telemetry SET (
  timescaledb.compress,
  timescaledb.compress_segmentby = 'asset_id, signal',
  timescaledb.compress_orderby = 'at');
SELECT add_compression_policy('telemetry', compress_after => INTERVAL '1 day');

ALTER TABLE telemetry_minute SET (
  timescaledb.compress,
  timescaledb.compress_segmentby = 'asset_id, signal',
  timescaledb.compress_orderby = 'minute');
SELECT add_compression_policy('telemetry_minute', compress_after => INTERVAL '14 days');
SELECT add_retention_policy('telemetry_minute', drop_after => INTERVAL '731 days');
