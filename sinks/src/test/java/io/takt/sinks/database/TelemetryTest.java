package io.takt.sinks.database;

import static io.takt.sinks.database.PlantLedger.SIX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Samples, and the minutes and hours they come to. */
class TelemetryTest extends OnEachBackEnd {

  @Test
  void anHourIsOfAllItsValuesNotOfItsMinutes() throws SQLException {
    // Values 1, 3 in one minute and 8 in another; a minute with bad samples only says nothing.
    minute(5, 2, 1, 2, 2.0, Math.sqrt(2), 1.0, 3.0);
    minute(9, 1, 0, 1, 8.0, null, 8.0, 8.0);
    minute(58, 0, 3, 0, null, null, null, null);
    Map<String, Object> hour = sql.row("SELECT * FROM telemetry_hour");
    assertThat(hour)
        .containsEntry("hour", SIX)
        .containsEntry("samples", 7L)
        .containsEntry("good", 3L)
        .containsEntry("bad", 4L)
        .containsEntry("used", 3L)
        .containsEntry("minimum", 1.0)
        .containsEntry("maximum", 8.0)
        .containsEntry("mean", 4.0)
        .containsEntry("first_value", 1.0)
        .containsEntry("last_value", 8.0);
    // Squares about 4: 9 + 1 + 16 = 26, over 2.
    assertThat((Double) hour.get("sd")).isCloseTo(Math.sqrt(13), within(1e-12));
  }

  @Test
  void anHourWithoutAnyValueHasNoFigures() throws SQLException {
    minute(5, 0, 2, 0, null, null, null, null);
    assertThat(sql.row("SELECT * FROM telemetry_hour"))
        .containsEntry("samples", 2L)
        .containsEntry("mean", null)
        .containsEntry("sd", null)
        .containsEntry("last_value", null);
  }

  @Test
  void aSampleWrittenTwiceIsShownOnce() throws SQLException {
    sample(SIX, 1, 20.0, "GOOD");
    sample(SIX, 1, 20.0, "GOOD");
    sample(SIX, 2, 21.0, "GOOD");
    assertThat(sql.rows("SELECT value FROM telemetry_sample ORDER BY sequence"))
        .extracting(row -> row.get("value"))
        .containsExactly(20.0, 21.0);
    assertThat(sql.row("SELECT count(*) AS n FROM telemetry")).containsEntry("n", 3L);
  }

  @Test
  void aMarkedMinuteIsSummedAnewWithEachSampleOnce() throws SQLException {
    minute(0, 1, 0, 1, 99.0, null, 99.0, 99.0);
    for (int twice = 0; twice < 2; twice++) {
      sample(SIX.plusSeconds(10), 1, 4.0, "GOOD");
      sample(SIX.plusSeconds(10), 2, 6.0, "UNCERTAIN");
      sample(SIX.plusSeconds(50), 3, 1000.0, "BAD");
      sample(SIX.plusSeconds(5), 4, 8.0, "GOOD");
      sample(SIX.plusSeconds(40), 5, null, "GOOD");
    }
    sample(SIX.plusSeconds(60), 6, 7.0, "GOOD");
    sql.execute("INSERT INTO telemetry_restated (asset_id, minute) VALUES ('press', ?)", SIX);
    sql.execute("INSERT INTO telemetry_restated (asset_id, minute) VALUES ('press', ?)", SIX);
    Database.rollUp(server.superuser());
    sql = SqlSession.as(Database.OWNER, server);
    assertThat(
            sql.row(
                "SELECT minute, samples, good, uncertain, bad, used, minimum, maximum, mean, sd, first_value, last_value"
                    + " FROM telemetry_minute"))
        .containsEntry("minute", SIX)
        .containsEntry("samples", 5)
        .containsEntry("good", 3)
        .containsEntry("uncertain", 1)
        .containsEntry("bad", 1)
        .containsEntry("used", 3)
        .containsEntry("minimum", 4.0)
        .containsEntry("maximum", 8.0)
        .containsEntry("mean", 6.0)
        .containsEntry("sd", 2.0)
        .containsEntry("first_value", 8.0)
        .containsEntry("last_value", 6.0);
    assertThat(sql.rows("SELECT id FROM telemetry_restated")).isEmpty();
  }

  @Test
  void samplesAreKeptForThirtyDaysOfThePlantsTime() throws SQLException {
    sample(SIX, 1, 1.0, "GOOD");
    sample(SIX.plus(Duration.ofDays(20)), 2, 2.0, "GOOD");
    minute(0, 1, 0, 1, 1.0, null, 1.0, 1.0);
    sql.execute(
        "INSERT INTO live (asset_id, as_of, revision, state, state_since, category, facts, duplicates)"
            + " VALUES ('press', ?, 1, 'PRODUCING', ?, 'RUNNING', 1, 0)",
        SIX.plus(Duration.ofDays(29)),
        SIX);
    Database.rollUp(server.superuser());
    sql = SqlSession.as(Database.OWNER, server);
    assertThat(sql.row("SELECT count(*) AS n FROM telemetry")).containsEntry("n", 2L);
    sql.execute("UPDATE live SET as_of = ?", SIX.plus(Duration.ofDays(31)));
    Database.rollUp(server.superuser());
    sql = SqlSession.as(Database.OWNER, server);
    assertThat(sql.row("SELECT value FROM telemetry")).containsEntry("value", 2.0);
    assertThat(sql.row("SELECT mean FROM telemetry_minute")).containsEntry("mean", 1.0);
  }

  @Test
  void theWriterAddsSamplesAndCannotTakeThemAway() throws SQLException {
    try (SqlSession writer = SqlSession.as(Database.WRITER, server)) {
      writer.execute(
          "INSERT INTO telemetry (asset_id, signal, at, quality, arrived_at, source, sequence)"
              + " VALUES ('press', 'heat', ?, 'GOOD', ?, 'plc', 1)",
          SIX,
          SIX);
      assertThatThrownBy(() -> writer.execute("DELETE FROM telemetry"))
          .hasMessageContaining("permission denied");
    }
  }

  private void sample(Instant at, long sequence, Double value, String quality) throws SQLException {
    sql.execute(
        "INSERT INTO telemetry (asset_id, signal, at, value, quality, arrived_at, source, sequence)"
            + " VALUES ('press', 'heat', ?, ?::float8, ?, ?, 'plc', ?)",
        at,
        value,
        quality,
        at.plusSeconds(1),
        sequence);
  }

  private void minute(
      int minute, int good, int bad, int used, Double mean, Double sd, Double first, Double last)
      throws SQLException {
    sql.execute(
        "INSERT INTO telemetry_minute (asset_id, signal, minute, samples, good, uncertain, bad, used, minimum, maximum,"
            + " mean, sd, first_value, last_value, revision)"
            + " VALUES ('press', 'heat', ?, ?, ?, 0, ?, ?, least(?::float8, ?::float8), greatest(?::float8, ?::float8),"
            + " ?::float8, ?::float8, ?::float8, ?::float8, 1)",
        SIX.plus(Duration.ofMinutes(minute)),
        good + bad,
        good,
        bad,
        used,
        first,
        last,
        first,
        last,
        mean,
        sd,
        first,
        last);
  }
}
