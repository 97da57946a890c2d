package io.takt.bench.suite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Table ledger before and after a run of a sink, and what it should hold. */
final class SinkTables {

  private final Bed bed;
  private final long minutes;
  private final LedgerContent[] wanted = new LedgerContent[2];

  SinkTables(Bed bed, long minutes) {
    this.bed = bed;
    this.minutes = minutes;
  }

  /** Empties it. The disk is given time before what is measured. */
  void empty() throws Exception {
    bed.sql("TRUNCATE ledger", "CHECKPOINT");
  }

  /** Has it hold the first version of all rows, written by SQL. */
  void fill() throws Exception {
    bed.sql("TRUNCATE ledger", insert("ledger", 0));
    bed.sql("VACUUM (FREEZE, ANALYZE) ledger", "CHECKPOINT");
  }

  private String insert(String table, int version) {
    return "INSERT INTO %s (%s) %s"
        .formatted(table, LedgerContent.COLUMNS, MadeLedger.sql(minutes, version));
  }

  /**
   * Holds it against the same rows written by SQL.
   *
   * @throws VoidResultException if one differs
   */
  void mustHold(int version, String who) throws Exception {
    try (Connection connection = bed.superuser()) {
      if (wanted[version] == null) {
        try (Statement statement = connection.createStatement()) {
          statement.execute("CREATE TEMPORARY TABLE wanted (LIKE ledger INCLUDING DEFAULTS)");
          statement.execute(insert("pg_temp.wanted", version));
        }
        wanted[version] = LedgerContent.of(connection, "pg_temp.wanted");
      }
      LedgerContent.of(connection, "takt.ledger").mustEqual(wanted[version], who);
    }
  }

  /** The server's time. */
  String now() throws Exception {
    return text("SELECT clock_timestamp()::text");
  }

  /** Rows written since. */
  long writtenSince(String time) throws Exception {
    return Long.parseLong(
        text("SELECT count(*) FROM ledger WHERE written_at >= '%s'".formatted(time)));
  }

  private String text(String sql) throws Exception {
    try (Connection connection = bed.superuser();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new SQLException(sql + ": " + e.getMessage(), e);
    }
  }
}
