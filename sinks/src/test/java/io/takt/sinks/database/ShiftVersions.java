package io.takt.sinks.database;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Writes what was reported of a shift, version by version, as the job would. */
final class ShiftVersions {

  private final String asset;
  private final Instant start;
  private final LocalDate businessDate;
  private final List<Object[]> versions = new ArrayList<>();

  private ShiftVersions(String asset, Instant start, LocalDate businessDate) {
    this.asset = asset;
    this.start = start;
    this.businessDate = businessDate;
  }

  static ShiftVersions of(String asset, Instant start, LocalDate businessDate) {
    return new ShiftVersions(asset, start, businessDate);
  }

  /** Minutes of unplanned stops, planned stops and running; parts, all good, of 30 s each. */
  ShiftVersions version(
      String cause, Instant heard, String event, int unplanned, int planned, int ran, int parts) {
    versions.add(new Object[] {cause, heard, event, unplanned, planned, ran, parts});
    return this;
  }

  void write(SqlSession sql) throws SQLException {
    for (int i = 0; i < versions.size(); i++) {
      Object[] v = versions.get(i);
      sql.execute(
          "INSERT INTO shift_version (asset_id, shift_start, ordinal, shift_end, shift,"
              + " business_date, cause, heard_at, heard_until, event_id, not_scheduled_ms,"
              + " planned_stop_ms, no_data_ms, setup_ms, running_ms, minor_stop_ms,"
              + " unplanned_stop_ms, pending_stop_ms, extra_ms, provisional_ms, ideal_ms, total,"
              + " good, scrap, rework, unseen_total, unrated_total, revision) SELECT ?, ?, ?, ?,"
              + " 'early', ?, ?, ?, ?, ?, 0, p * 60000, 0, 0, r * 60000, 0, u * 60000, 0, 0, 0, n *"
              + " 30000, n, n, 0, 0, 0, 0, 1 FROM (SELECT ?::int AS u, ?::int AS p, ?::int AS r,"
              + " ?::int AS n) x",
          asset,
          start,
          i,
          start.plus(Duration.ofHours(8)),
          businessDate,
          v[0],
          v[1],
          v[1],
          v[2],
          v[3],
          v[4],
          v[5],
          v[6]);
    }
  }
}
