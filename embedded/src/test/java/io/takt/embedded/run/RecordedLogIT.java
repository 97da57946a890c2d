package io.takt.embedded.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.takt.embedded.EmbeddedStack;
import io.takt.embedded.StackForTests;
import io.takt.embedded.StackListener;
import io.takt.embedded.StackSettings;
import io.takt.ingest.replay.Replay;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A real machine log through the whole stack, against sums made here from the file alone. */
class RecordedLogIT {
  private static final Instant FROM = Instant.parse("2022-09-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2022-09-21T00:00:00Z");
  private static final Duration SILENCE = Duration.ofMinutes(15);
  private static final long MINOR_BELOW_S = 300;
  private static final double IDEAL_S = 20;

  private record Row(Instant at, double items, String status) {}

  @Test
  void a_recorded_machine_log_is_booked_to_the_second() throws Exception {
    Path root = Path.of("").toAbsolutePath().getParent();
    Path data = root.resolveSibling("shared/data/sme-manufacturing/company_A_labelled_subset.csv");
    String absent = "skipped: the recorded data is not there (" + data + ")";
    if (!Files.exists(data)) {
      System.out.println(absent);
    }
    assumeTrue(Files.exists(data), absent);

    Path directory = StackForTests.freshDirectory("replay");
    Path report = directory.resolve("report.json");
    try (EmbeddedStack stack =
        EmbeddedStack.start(
            StackSettings.in(directory.resolve("stack")).onAnyPorts(), StackListener.silent())) {
      Replay replay = Replay.open(data, root.resolve("docs/examples/sme-manufacturing.yaml"));
      assertThat(ReplayRun.run(stack, replay, report, 0, 0)).isTrue();
    }
    JsonNode written = new ObjectMapper().readTree(report.toFile());
    Map<String, List<Row>> assets = read(data);
    assertThat(written.get("assets")).hasSize(assets.size());
    assets.forEach(
        (asset, rows) ->
            sums(rows)
                .forEach(
                    (figure, value) ->
                        assertThat(written.at("/assets/" + asset + "/" + figure).doubleValue())
                            .as("%s of asset %s", figure, asset)
                            .isEqualTo(value)));
    assertThat(written.get("dead_letters").intValue()).isZero();
    assertThat(written.get("late").intValue()).isZero();
  }

  private static Map<String, List<Row>> read(Path data) throws Exception {
    Map<String, List<Row>> assets = new TreeMap<>();
    for (String line : Files.readAllLines(data).stream().skip(1).toList()) {
      String[] cells = line.split(",", -1);
      Instant at = Instant.parse(cells[0].replace(' ', 'T').replace("+00:00", "Z"));
      assets
          .computeIfAbsent(cells[1], asset -> new ArrayList<>())
          .add(new Row(at, Double.parseDouble(cells[2]), cells[3]));
    }
    return assets;
  }

  /** Each row's state holds until the next row, or not at all where that is too far away. */
  private static Map<String, Double> sums(List<Row> rows) {
    Map<String, Double> sums = new TreeMap<>();
    for (String figure :
        List.of("no_data_s", "setup_s", "running_s", "minor_stop_s", "unplanned_stop_s")) {
      sums.put(figure, 0.0);
    }
    book(sums, "no_data_s", FROM, rows.get(0).at());
    double items = 0;
    Instant faultedFrom = null;
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      Instant next = i + 1 < rows.size() ? rows.get(i + 1).at() : TO;
      boolean silent = Duration.between(row.at(), next).compareTo(SILENCE) > 0;
      boolean faulted = !silent && row.status().equals("3.0");
      if (faulted && faultedFrom == null) {
        faultedFrom = row.at();
      }
      if (!faulted) {
        if (faultedFrom != null) {
          bookStop(sums, faultedFrom, row.at());
          faultedFrom = null;
        }
        String figure = silent ? "no_data_s" : row.status().equals("2.0") ? "running_s" : "setup_s";
        book(sums, figure, row.at(), next);
      }
      boolean inWindow = !row.at().isBefore(FROM) && row.at().isBefore(TO);
      items += inWindow ? row.items() : 0;
    }
    if (faultedFrom != null) {
      bookStop(sums, faultedFrom, TO);
    }
    sums.put("calendar_s", (double) Duration.between(FROM, TO).toSeconds());
    sums.put("total", items);
    sums.put("good", items);
    sums.put("ideal_s", items * IDEAL_S);
    return sums;
  }

  private static void bookStop(Map<String, Double> sums, Instant from, Instant to) {
    boolean minor = Duration.between(from, to).toSeconds() < MINOR_BELOW_S;
    book(sums, minor ? "minor_stop_s" : "unplanned_stop_s", from, to);
  }

  private static void book(Map<String, Double> sums, String figure, Instant from, Instant to) {
    Instant start = from.isBefore(FROM) ? FROM : from;
    Instant end = to.isAfter(TO) ? TO : to;
    if (start.isBefore(end)) {
      sums.merge(figure, (double) Duration.between(start, end).toSeconds(), Double::sum);
    }
  }
}
