-- The plant's time asked once: in a condition it would be asked for every row.
CREATE OR REPLACE VIEW data_health AS
SELECT
  a.asset_id, a.name, a.site, a.area, a.line,
  v.as_of, v.last_fact_at,
  extract(epoch FROM (SELECT plant_now()) - v.last_fact_at)::float8 AS data_age_s,
  r.last_minute AS booked_until,
  extract(epoch FROM (SELECT plant_now()) - r.last_minute)::float8 - 60 AS booking_age_s,
  o.coverage AS coverage_24h, o.provisional_share AS provisional_share_24h, o.no_data_s AS no_data_s_24h,
  o.unrated_total AS unrated_total_24h, o.unseen_total AS unseen_total_24h,
  coalesce(q.doubts, 0) AS data_quality_24h,
  coalesce(e.late, 0) AS late_events_24h,
  v.facts, v.duplicates
FROM asset a
LEFT JOIN live v USING (asset_id)
LEFT JOIN ledger_range r USING (asset_id)
LEFT JOIN oee_between((SELECT plant_now()) - INTERVAL '24 hours', (SELECT plant_now())) o USING (asset_id)
LEFT JOIN (
  SELECT d.asset_id, count(*) AS doubts FROM data_quality d
  WHERE d.at >= (SELECT plant_now()) - INTERVAL '24 hours' GROUP BY d.asset_id) q USING (asset_id)
LEFT JOIN (
  SELECT l.asset_id, count(*) AS late FROM late_event l
  WHERE l.arrived_at >= (SELECT plant_now()) - INTERVAL '24 hours' GROUP BY l.asset_id) e USING (asset_id);
