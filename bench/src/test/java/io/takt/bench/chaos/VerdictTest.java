package io.takt.bench.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.takt.embedded.run.TableContents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerdictTest {

  private static final Told ALL_TOLD = new Told(3, 1, 0, 0, List.of(), Set.of("fault|M1|1"));

  @Test
  void the_same_rows_and_every_message_once_hold() {
    Verdict verdict = Verdict.of(1, result(ALL_TOLD, "a", "b"), result(ALL_TOLD, "a", "b"));
    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.compared()).isEqualTo(2);
  }

  @Test
  void a_row_that_differs_does_not_hold_and_is_named() {
    Verdict verdict = Verdict.of(1, result(ALL_TOLD, "a", "b"), result(ALL_TOLD, "a", "c"));
    assertThat(verdict.holds()).isFalse();
    assertThat(verdict.different()).hasSize(2).anyMatch(line -> line.endsWith(": c"));
  }

  @Test
  void a_message_that_was_sent_twice_does_not_hold() {
    Told twice = new Told(3, 0, 1, 0, List.of(), ALL_TOLD.episodes());
    assertThat(Verdict.of(1, result(ALL_TOLD, "a"), result(twice, "a")).holds()).isFalse();
  }

  @Test
  void an_alert_of_a_fact_that_only_the_undisturbed_run_had_is_lost() {
    Told none = new Told(2, 0, 0, 0, List.of(), Set.of());
    Verdict verdict = Verdict.of(1, result(ALL_TOLD, "a"), result(none, "a"));
    assertThat(verdict.holds()).isFalse();
    assertThat(verdict.lost()).hasSize(1);
  }

  @Test
  void two_empty_runs_prove_nothing() {
    assertThat(Verdict.of(1, result(ALL_TOLD), result(ALL_TOLD)).holds()).isFalse();
  }

  @Test
  void the_report_counts_kinds_and_gives_the_times_of_recovery(@TempDir Path folder)
      throws Exception {
    Path file = folder.resolve("report.json");
    Verdict.of(1, result(ALL_TOLD, "a"), result(ALL_TOLD, "a")).write(file);
    JsonNode report = new ObjectMapper().readTree(Files.readString(file));
    assertThat(report.path("faults").asInt()).isEqualTo(3);
    assertThat(report.at("/kinds/broker-killed").asInt()).isEqualTo(2);
    assertThat(report.at("/recovery_s/p50").asDouble()).isEqualTo(4);
    assertThat(report.at("/recovery_s/max").asDouble()).isEqualTo(9);
    assertThat(report.at("/skipped/database-disk-full").asText()).isEqualTo("not root");
    assertThat(report.path("rows_different").asInt()).isZero();
  }

  private static Trial.Result result(Told told, String... rows) {
    return new Trial.Result(
        new TableContents(new TreeMap<>(Map.of("ledger", List.of(rows)))),
        told,
        List.of(
            new Injury("broker-killed", 5, 2, 4, ""),
            new Injury("broker-killed", 30, 3, 9, ""),
            new Injury("clock-jumped", 60, 1, 3, "")),
        Map.of("database-disk-full", "not root"),
        TableContents.NONE,
        12);
  }
}
