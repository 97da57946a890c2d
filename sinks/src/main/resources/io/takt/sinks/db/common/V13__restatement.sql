-- Shifts as reported and as corrected, and why they differ.

-- Every version of a shift with its figures. Times in seconds.
CREATE VIEW oee_shift_version AS
SELECT s.*, k.*
FROM (
  SELECT v.asset_id, v.shift_start, v.shift, v.business_date, v.ordinal + 1 AS version,
    c.calendar_ms / 1000 AS calendar_s,
    v.not_scheduled_ms::float8 / 1000 AS not_scheduled_s,
    v.planned_stop_ms::float8 / 1000 AS planned_stop_s,
    v.no_data_ms::float8 / 1000 AS no_data_s,
    v.setup_ms::float8 / 1000 AS setup_s,
    v.running_ms::float8 / 1000 AS running_s,
    v.minor_stop_ms::float8 / 1000 AS minor_stop_s,
    v.unplanned_stop_ms::float8 / 1000 AS unplanned_stop_s,
    v.pending_stop_ms::float8 / 1000 AS pending_stop_s,
    v.extra_ms::float8 / 1000 AS extra_s,
    c.calendar_ms / 1000 AS pot_s,
    c.pbt_ms / 1000 AS pbt_s,
    v.provisional_ms::float8 / 1000 AS provisional_s,
    v.ideal_ms / 1000 AS ideal_s,
    v.total, v.good, v.scrap, v.rework, v.unseen_total, v.unrated_total,
    v.cause, v.heard_at, v.heard_until, v.event_id, v.operator, v.note, v.shift_end
  FROM shift_version v
  CROSS JOIN LATERAL (SELECT
    (v.setup_ms + v.running_ms + v.minor_stop_ms + v.unplanned_stop_ms + v.pending_stop_ms)::float8 AS pbt_ms,
    (v.not_scheduled_ms + v.planned_stop_ms + v.no_data_ms + v.setup_ms + v.running_ms + v.minor_stop_ms
      + v.unplanned_stop_ms + v.pending_stop_ms)::float8 AS calendar_ms) c
) s
CROSS JOIN LATERAL kpis(ROW(s.calendar_s, s.not_scheduled_s, s.planned_stop_s, s.no_data_s, s.setup_s, s.running_s,
  s.minor_stop_s, s.unplanned_stop_s, s.pending_stop_s, s.extra_s, s.pot_s, s.pbt_s, s.provisional_s, s.ideal_s,
  s.total, s.good, s.scrap, s.rework, s.unseen_total, s.unrated_total)::oee_sums, NULL, 0) k;
COMMENT ON VIEW oee_shift_version IS 'Every version of each shift that has ended: its sums, its KPIs, and what it was made for.';
SELECT describe_oee_columns('oee_shift_version');
COMMENT ON COLUMN oee_shift_version.version IS '1: as reported at the close. The highest: as corrected.';
COMMENT ON COLUMN oee_shift_version.cause IS 'What the version was made for; see table shift_version.';
COMMENT ON COLUMN oee_shift_version.shift_end IS 'End of the shift instance.';

-- As corrected, from the ledger, with the number of the report it stands for; as reported, with the same columns.
DO $$
DECLARE
  columns text := (SELECT string_agg('s.' || quote_ident(attname), ', ' ORDER BY attnum)
                   FROM pg_attribute WHERE attrelid = 'oee_shift'::regclass AND attnum > 0);
BEGIN
  EXECUTE format(
    'CREATE OR REPLACE VIEW oee_shift AS
     SELECT s.*, r.version, r.version > 1 AS restated
     FROM (%s) s
     CROSS JOIN LATERAL (SELECT max(v.ordinal) + 1 AS version FROM shift_version v
                         WHERE v.asset_id = s.asset_id AND v.shift_start = s.shift_start) r',
    rtrim(pg_get_viewdef('oee_shift'::regclass), '; '));
  EXECUTE format(
    'CREATE VIEW oee_shift_reported AS
     SELECT %s, s.version,
       EXISTS (SELECT FROM shift_version v
               WHERE v.asset_id = s.asset_id AND v.shift_start = s.shift_start AND v.ordinal = 1) AS restated
     FROM oee_shift_version s WHERE s.version = 1', columns);
END $$;
COMMENT ON VIEW oee_shift_reported IS 'OEE by asset and shift instance as it was reported when the shift closed; columns as in oee_shift.';
SELECT describe_oee_columns('oee_shift_reported');
COMMENT ON COLUMN oee_shift.version IS 'Versions of the shift so far: 1 as reported, more if it was restated; null: not closed yet.';
COMMENT ON COLUMN oee_shift.restated IS 'What is booked has changed since the shift was reported; null: not closed yet.';
COMMENT ON COLUMN oee_shift_reported.version IS '1.';
COMMENT ON COLUMN oee_shift_reported.restated IS 'What is booked has changed since.';

-- "reason given" for REASON and so on; several with "and".
CREATE FUNCTION cause_in_words(cause text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT string_agg(coalesce(w.words, lower(replace(c.cause, '_', ' '))), ' and ' ORDER BY c.place)
  FROM string_to_table(cause_in_words.cause, ', ') WITH ORDINALITY AS c (cause, place)
  LEFT JOIN (VALUES
    ('CLOSED', 'closed'),
    ('LATE_DATA', 'machine data arrived late'),
    ('PROVISIONAL', 'a stop or silence that was open at the close was decided'),
    ('REASON', 'a reason was given'),
    ('SPLIT', 'a stop was split'),
    ('SCRAP', 'scrap was reported'),
    ('REWORK', 'rework was reported'),
    ('ORDER', 'an order was entered or described'),
    ('RATE', 'an ideal time changed'),
    ('CALENDAR', 'the shift calendar changed'),
    ('REASON_CATALOGUE', 'a reason moved to another category'),
    ('ASSET_SETTINGS', 'the asset''s settings changed'),
    ('WITHDRAWAL', 'an entry was withdrawn'),
    ('OTHER', 'another cause')) AS w (cause, words) ON w.cause = c.cause
$$;
COMMENT ON FUNCTION cause_in_words(text) IS 'Causes of a restatement as an analyst would say them.';

CREATE VIEW restatement AS
SELECT
  n.asset_id, n.shift_start, n.shift, n.business_date, n.version, n.cause,
  coalesce(nullif(e.operator, ''), n.operator) AS operator,
  n.heard_at, n.heard_until, n.event_id, e.kind AS event_kind, coalesce(e.note, n.note) AS note,
  d.explanation,
  o.availability AS availability_before, n.availability AS availability_after,
  o.performance AS performance_before, n.performance AS performance_after,
  o.quality AS quality_before, n.quality AS quality_after,
  o.oee AS oee_before, n.oee AS oee_after,
  n.not_scheduled_s - o.not_scheduled_s AS not_scheduled_change_s,
  n.planned_stop_s - o.planned_stop_s AS planned_stop_change_s,
  n.no_data_s - o.no_data_s AS no_data_change_s,
  n.setup_s - o.setup_s AS setup_change_s,
  n.running_s - o.running_s AS running_change_s,
  n.minor_stop_s - o.minor_stop_s AS minor_stop_change_s,
  n.unplanned_stop_s - o.unplanned_stop_s AS unplanned_stop_change_s,
  n.pending_stop_s - o.pending_stop_s AS pending_stop_change_s,
  n.pbt_s - o.pbt_s AS pbt_change_s,
  n.ideal_s - o.ideal_s AS ideal_change_s,
  n.total - o.total AS total_change,
  n.good - o.good AS good_change,
  n.scrap - o.scrap AS scrap_change,
  n.rework - o.rework AS rework_change,
  n.unseen_total - o.unseen_total AS unseen_change,
  n.unrated_total - o.unrated_total AS unrated_change
FROM oee_shift_version n
JOIN oee_shift_version o ON o.asset_id = n.asset_id AND o.shift_start = n.shift_start AND o.version = n.version - 1
LEFT JOIN operator_event e ON e.asset_id = n.asset_id AND e.event_id = n.event_id
CROSS JOIN LATERAL (
  SELECT cause_in_words(n.cause)
    || coalesce(': ' || string_agg(
         x.name || CASE WHEN x.change > 0 THEN ' +' ELSE ' ' END
           || CASE WHEN x.seconds THEN round(x.change::numeric / 60, 1) || ' min'
                ELSE trim_scale(round(x.change::numeric, 3))::text END, ', ' ORDER BY x.place)
         FILTER (WHERE abs(x.change) > 1e-6), '')
    || CASE WHEN n.oee IS DISTINCT FROM o.oee
         THEN format('; OEE %s -> %s', coalesce(round(o.oee::numeric * 100, 2) || ' %', 'none'),
           coalesce(round(n.oee::numeric * 100, 2) || ' %', 'none')) ELSE '' END AS explanation
  FROM (VALUES
    (1, true, 'not scheduled', n.not_scheduled_s - o.not_scheduled_s),
    (2, true, 'planned stop', n.planned_stop_s - o.planned_stop_s),
    (3, true, 'no data', n.no_data_s - o.no_data_s),
    (4, true, 'setup', n.setup_s - o.setup_s),
    (5, true, 'running', n.running_s - o.running_s),
    (6, true, 'minor stop', n.minor_stop_s - o.minor_stop_s),
    (7, true, 'unplanned stop', n.unplanned_stop_s - o.unplanned_stop_s),
    (8, true, 'pending stop', n.pending_stop_s - o.pending_stop_s),
    (9, true, 'ideal time', n.ideal_s - o.ideal_s),
    (10, false, 'parts', n.total - o.total),
    (11, false, 'good', n.good - o.good),
    (12, false, 'scrap', n.scrap - o.scrap),
    (13, false, 'rework', n.rework - o.rework),
    (14, false, 'parts made unseen', n.unseen_total - o.unseen_total),
    (15, false, 'parts without an ideal time', n.unrated_total - o.unrated_total)
  ) AS x (place, seconds, name, change)) d;
COMMENT ON VIEW restatement IS 'Why a shift''s figures are others than reported: one row per version after the first, with what it changed. The changes of all versions and the first one sum to what is booked.';
COMMENT ON COLUMN restatement.explanation IS 'Cause and changes in words.';
COMMENT ON COLUMN restatement.operator IS 'Who said it; null: nobody, a machine or a table did.';
COMMENT ON COLUMN restatement.heard_at IS 'The plant''s time at which the first of the cause arrived.';
COMMENT ON COLUMN restatement.event_id IS 'The operator''s entry that is the cause.';
COMMENT ON COLUMN restatement.note IS 'Why, in the operator''s own words.';
COMMENT ON COLUMN restatement.unplanned_stop_change_s IS 'Seconds more than in the version before; negative: less. So for every category.';
COMMENT ON COLUMN restatement.total_change IS 'Parts more than in the version before.';

GRANT SELECT ON oee_shift_version, oee_shift_reported, restatement TO takt_reader, takt_writer;
