package io.takt.bench.suite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a table with the ledger's columns holds: how many rows, and a number that depends on the
 * content of all of them, on their order not.
 */
record LedgerContent(long rows, String digest) {

  /** Columns of content, all but the time of writing. */
  static final String COLUMNS =
      "asset_id, minute, ordinal, slice_start, slice_end, duration_ms, state, category, extra,"
          + " reason, work_order, product, shift, shift_start, business_date, ideal_ms,"
          + " unrated_total, unseen_total, total, good, scrap, rework, provisional, revision";

  static LedgerContent of(Connection connection, String table) throws SQLException {
    return of(connection, table, COLUMNS);
  }

  /** Of some columns only. */
  static LedgerContent of(Connection connection, String table, String columns) throws SQLException {
    String sql =
        "SELECT count(*), coalesce(sum(hashtextextended(row(%s)::text, 0)), 0)::text FROM %s"
            .formatted(columns, table);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return new LedgerContent(row.getLong(1), row.getString(2));
    }
  }

  void mustEqual(LedgerContent wanted, String who) throws VoidResultException {
    if (!equals(wanted)) {
      throw new VoidResultException(
          "%s wrote %d rows that differ from the %d wanted".formatted(who, rows, wanted.rows));
    }
  }
}
