-- OEE by what people ask for.
SELECT define_oee_view('oee_minute', 'OEE by asset and minute.', 'asset_id, minute', 'ledger_slice', 3);
SELECT define_oee_view('oee_hour', 'OEE by asset and UTC hour.', 'asset_id, hour', 'ledger_hourly', 3);
SELECT define_oee_view('oee_shift', 'OEE by asset and shift instance.',
  'asset_id, shift_start, shift, business_date', '(SELECT * FROM ledger_hourly WHERE shift_start IS NOT NULL) h');
SELECT define_oee_view('oee_day', 'OEE by asset and business date.', 'asset_id, business_date', 'ledger_hourly');
SELECT define_oee_view('oee_asset', 'OEE by asset over all time that is booked.', 'asset_id', 'ledger_hourly');
SELECT define_oee_view('oee_order', 'OEE by work order, over all assets it ran on.', 'work_order',
  '(SELECT * FROM ledger_hourly WHERE work_order IS NOT NULL) h',
  more => ', min(hour) AS first_hour, max(hour) AS last_hour');
COMMENT ON COLUMN oee_order.first_hour IS 'First UTC hour with booked time.';
COMMENT ON COLUMN oee_order.last_hour IS 'Last UTC hour with booked time.';
SELECT define_oee_view('oee_site', 'Sums and KPIs of all assets of a site, by business date.', 'enterprise, site, business_date',
  '(SELECT a.enterprise, a.site, h.* FROM ledger_hourly h JOIN asset a USING (asset_id)) h');

SELECT define_oee_between('oee_between', 'OEE by asset in [since, until), to the minute.', 'oee_asset',
  'asset_id', window_of('ledger_hourly', 'ledger_slice', 'asset_id, ' || measure_names()));
SELECT define_oee_between('oee_day_between', 'OEE by asset and business date in [since, until), to the minute.', 'oee_day',
  'asset_id, business_date', window_of('ledger_hourly', 'ledger_slice', 'asset_id, business_date, ' || measure_names()));

CREATE VIEW order_progress AS
SELECT
  w.work_order, w.operation, w.work_centre, w.product, w.status, w.quantity, w.planned_start, w.planned_end, w.due,
  coalesce(o.good, 0) AS good, coalesce(o.total, 0) AS total, o.scrap, o.rework, o.pbt_s, o.oee, o.first_hour, o.last_hour,
  coalesce(o.good, 0) / nullif(w.quantity, 0) AS progress
FROM work_order w
LEFT JOIN oee_order o USING (work_order);
COMMENT ON VIEW order_progress IS 'Orders as planned, and what was made of them.';
COMMENT ON COLUMN order_progress.progress IS 'Good / planned quantity, ratio.';
