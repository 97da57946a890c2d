package io.takt.sinks.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each role can do what it must, and no more. */
class RoleTest extends OnEachBackEnd {

  private static final String NOT_PERMITTED = "42501";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO data_quality (asset_id, kind, at, subject, detail) VALUES ('m', 'k', now(), '', '')",
        "UPDATE ledger SET good = 0",
        "DELETE FROM ledger",
        "TRUNCATE ledger",
        "DROP VIEW oee_day",
        "CREATE TABLE takt.mine (a int)",
        "CREATE TABLE public.mine (a int)",
        "INSERT INTO ledger_restated (asset_id, hour) VALUES ('m', now())",
        "CALL roll_up()",
        "SELECT define_oee_view('x', 'x', 'asset_id', 'ledger_slice')",
      })
  void theReaderChangesNothing(String statement) throws SQLException {
    assertRefused(Database.READER, statement);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TRUNCATE ledger",
        "DROP TABLE ledger",
        "ALTER TABLE ledger ADD COLUMN x int",
        "CREATE TABLE takt.mine (a int)",
        "UPDATE ledger_rolled_up SET rolled_until = 'infinity'",
        "DELETE FROM flyway_schema_history",
        "CALL roll_up()",
      })
  void theWriterWritesRowsAndNothingElse(String statement) throws SQLException {
    assertRefused(Database.WRITER, statement);
  }

  @Test
  void theReaderReadsEveryTableAndView() throws SQLException {
    try (SqlSession reader = SqlSession.as(Database.READER, server)) {
      for (var relation :
          reader.rows(
              "SELECT c.oid::regclass::text AS name FROM pg_class c"
                  + " WHERE c.relnamespace = 'takt'::regnamespace AND c.relkind IN ('r', 'v', 'm')")) {
        if (relation.get("name").toString().contains("flyway")) {
          continue;
        }
        reader.rows("SELECT * FROM " + relation.get("name") + " LIMIT 1");
      }
      reader.rows("SELECT * FROM oee_between(now() - INTERVAL '1 day', now())");
      reader.rows("SELECT * FROM ledger_invariant_between(now() - INTERVAL '1 day', now())");
    }
  }

  @Test
  void theWriterStagesAndWrites() throws SQLException {
    try (SqlSession writer = SqlSession.as(Database.WRITER, server)) {
      writer.execute(
          "CREATE TEMPORARY TABLE IF NOT EXISTS stage_try ON COMMIT DELETE ROWS AS SELECT asset_id FROM ledger WITH NO DATA");
      writer.execute("DROP TABLE stage_try");
      writer.execute(
          "INSERT INTO data_quality (asset_id, kind, at, subject, detail) VALUES ('m', 'k', now(), '', '')");
      writer.execute("DELETE FROM data_quality");
      writer.execute("INSERT INTO ledger_restated (asset_id, hour) VALUES ('m', now())");
    }
  }

  @Test
  void aReaderThatLogsInIsReadOnlyAndTimesOut() throws SQLException {
    DatabaseSettings login = login(Database.READER);
    try (Connection connection = login.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT current_setting('statement_timeout'), current_setting('default_transaction_read_only'),"
                    + " current_setting('search_path'), count(*) FROM oee_day")) {
      row.next();
      assertThat(row.getString(1)).isEqualTo("30s");
      assertThat(row.getString(2)).isEqualTo("on");
      assertThat(row.getString(3)).isEqualTo("takt, public");
      assertThatThrownBy(
              () -> {
                try (Statement turned = connection.createStatement()) {
                  turned.execute("SET default_transaction_read_only = off");
                  turned.execute("DELETE FROM ledger");
                }
              })
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(NOT_PERMITTED));
      assertThatThrownBy(
              () -> {
                try (Statement temporary = connection.createStatement()) {
                  temporary.execute("CREATE TEMPORARY TABLE t (a int)");
                }
              })
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(NOT_PERMITTED));
    }
  }

  @Test
  void theOwnersLoginMigratesAndRollsUp() throws SQLException {
    DatabaseSettings login = login(Database.OWNER);
    assertThat(Database.migrate(login)).isEqualTo(kind);
    Database.rollUp(login.dataSource());
  }

  @Test
  void passwordsAreKeptHashed() throws SQLException {
    sql.execute("RESET ROLE");
    assertThat(
            sql.row(
                "SELECT count(*) AS n FROM pg_authid WHERE rolname LIKE 'takt_%' AND rolpassword LIKE 'SCRAM-SHA-256$%'"
                    + " AND NOT rolsuper AND NOT rolcreaterole AND NOT rolcreatedb"))
        .containsEntry("n", 3L);
  }

  private DatabaseSettings login(String role) {
    if (server.login(role).isEmpty()) {
      String why = "SKIPPED on " + kind + ": it knows one user only";
      System.out.println(why);
      Assumptions.abort(why);
    }
    return server.login(role).get();
  }

  private void assertRefused(String role, String statement) throws SQLException {
    try (SqlSession session = SqlSession.as(role, server)) {
      assertThatThrownBy(() -> session.execute(statement))
          .isInstanceOfSatisfying(
              SQLException.class,
              e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(NOT_PERMITTED));
    }
    sql = SqlSession.as(Database.OWNER, server);
  }
}
