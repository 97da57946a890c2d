package io.takt.sinks.database;

import java.sql.SQLException;

/** Master data for tests. */
final class Plant {

  private Plant() {}

  static void asset(SqlSession sql, String asset, String line, int position, boolean exit)
      throws SQLException {
    sql.execute(
        "INSERT INTO asset (asset_id, name, enterprise, site, area, line, line_position, line_exit, asset_class, zone,"
            + " calendar, minor_stop_below_ms, min_run_ms, pieces_per_cycle, counter, state_map)"
            + " VALUES (?, ?, 'takt', 'site', 'area', ?, ?, ?, 'press', 'UTC', 'three', 300000, 0, 1, '{}', '{}')",
        asset,
        asset,
        line,
        position,
        exit);
  }

  static void rate(
      SqlSession sql,
      String asset,
      String product,
      int ordinal,
      String from,
      String to,
      double seconds)
      throws SQLException {
    sql.execute(
        "INSERT INTO product_rate (asset_id, product, ordinal, valid_from, valid_to, ideal_seconds_per_unit)"
            + " VALUES (?, ?, ?, ?::timestamptz, ?::timestamptz, ?)",
        asset,
        product,
        ordinal,
        from,
        to,
        seconds);
  }
}
