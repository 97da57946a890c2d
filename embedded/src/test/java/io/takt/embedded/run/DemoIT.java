package io.takt.embedded.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.takt.dashboards.DashboardsOnPlant;
import io.takt.embedded.EmbeddedStack;
import io.takt.embedded.StackForTests;
import io.takt.embedded.StackListener;
import io.takt.embedded.StackSettings;
import io.takt.sinks.database.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The demo as people run it, but for the terminal: twenty plant hours with every fault. */
class DemoIT {
  private static final long SEED = 5;

  /** Half a day before Berlin's clocks go forward. */
  private static final Instant BEFORE_SUMMER_TIME = Instant.parse("2026-03-28T13:00:00Z");

  /** What the demo has no job for yet: telemetry, alerts. */
  private static final List<String> OF_JOBS_TO_COME =
      List.of(
          "takt-asset 10 Signals",
          "takt-alerts 4 In a flood",
          "takt-alerts 5 Answered",
          "takt-alerts 6 Half are answered within",
          "takt-alerts 7 Alerts an hour by severity");

  @Test
  void the_figures_of_a_faulty_plant_are_those_of_its_own_books_also_when_clocks_change()
      throws Exception {
    Path directory = StackForTests.freshDirectory("demo");
    Path report = directory.resolve("report.json");
    System.out.println("seed " + SEED);
    try (EmbeddedStack stack =
        EmbeddedStack.start(
            StackSettings.in(directory.resolve("stack")).onAnyPorts(), StackListener.silent())) {
      boolean holds =
          DemoRun.run(
              stack,
              new DemoRun.Settings(
                  Duration.ofSeconds(40), 1_800, 12, SEED, BEFORE_SUMMER_TIME, report, 0),
              AlertSetup.of(null, null),
              0);
      JsonNode written = new ObjectMapper().readTree(report.toFile());
      assertThat(written.at("/truth/max_abs_error_s").doubleValue()).isLessThanOrEqualTo(1);
      assertThat(written.at("/truth/max_abs_oee_error").doubleValue()).isLessThanOrEqualTo(0.001);
      assertThat(written.at("/truth/count_errors").intValue()).isZero();
      assertThat(written.at("/invariant_violations").intValue()).isZero();
      assertThat(written.at("/dead_letters").intValue()).isPositive();
      assertThat(written.at("/duplicates").intValue()).isPositive();
      assertThat(written.at("/assets")).hasSize(12);
      assertThat(written.at("/assets/N1-M1/days")).isNotEmpty();
      assertThat(written.at("/assets/N1-M1/calendar_s").doubleValue()).isEqualTo(20 * 3_600);
      assertThat(holds).isTrue();
      assertThat(
              emptyPanels(stack, BEFORE_SUMMER_TIME, BEFORE_SUMMER_TIME.plus(Duration.ofHours(20))))
          .as("panels that would show no data")
          .isSubsetOf(OF_JOBS_TO_COME);
    }
  }

  private static List<String> emptyPanels(EmbeddedStack stack, Instant from, Instant to)
      throws Exception {
    try (Connection reader =
        DriverManager.getConnection(
            stack.database().jdbcUrl(), Database.READER, stack.secrets().reader())) {
      return DashboardsOnPlant.empty(Path.of("../dashboards"), reader, from, to);
    }
  }
}
