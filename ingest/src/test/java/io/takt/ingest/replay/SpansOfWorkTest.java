package io.takt.ingest.replay;

import static io.takt.ingest.replay.Replays.all;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.takt.avro.MachineState;
import io.takt.avro.OperatorEvent;
import io.takt.avro.ProductionCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files whose rows are spans of time. */
class SpansOfWorkTest {

  private static final String MAPPING =
      """
      window: {from: 2026-03-02, to: 2026-03-03}
      rows:
        asset: machine
        time: {column: from}
        interval: {end: to}
        state: {constant: PRODUCING}
        order: job
        counts: {total: made}
      assets: {"*": {calendar: always, no-data-after: never}}
      calendars: {always: {shifts: [{name: day, start: "00:00", end: "00:00"}]}}
      """;

  @TempDir private Path folder;

  @Test
  void aMachineIsIdleOnlyWhenAllItsSpansHaveEnded() {
    Replay replay =
        new Replays(folder)
            .open(
                """
                from,to,machine,job,made
                2026-03-02T06:00,2026-03-02T07:00,M1,A,5
                2026-03-02T06:30,2026-03-02T06:45,M1,B,2
                2026-03-02T07:00,2026-03-02T08:00,M1,A,6
                2026-03-02T09:00,2026-03-02T09:00,M1,C,1
                """,
                MAPPING);
    assertThat(all(replay, MachineState.class))
        .extracting(MachineState::getState, state -> state.getAt().toString())
        .containsExactly(
            tuple("PRODUCING", "2026-03-02T06:00:00Z"),
            tuple("PRODUCING", "2026-03-02T06:30:00Z"),
            tuple("PRODUCING", "2026-03-02T07:00:00Z"),
            tuple("IDLE", "2026-03-02T08:00:00Z"));
    assertThat(all(replay, OperatorEvent.class))
        .extracting(
            event -> event.getKind().name(),
            OperatorEvent::getWorkOrder,
            OperatorEvent::getParallel,
            event -> event.getAt().toString())
        .containsExactly(
            tuple("ORDER_STARTED", "A", true, "2026-03-02T06:00:00Z"),
            tuple("ORDER_STARTED", "B", true, "2026-03-02T06:30:00Z"),
            tuple("ORDER_PAUSED", "B", false, "2026-03-02T06:45:00Z"),
            tuple("ORDER_PAUSED", "A", false, "2026-03-02T08:00:00Z"));
    assertThat(all(replay, ProductionCount.class))
        .extracting(ProductionCount::getTotal, ProductionCount::getWorkOrder)
        .containsExactly(tuple(2.0, "B"), tuple(5.0, "A"), tuple(6.0, "A"), tuple(1.0, "C"));
    assertThat(all(replay).stream().map(Delivery::arrivedAt)).isSorted();
  }

  @Test
  void theRecordedProductionLogKeepsEachMachinesBusyTime() throws IOException {
    Path data = RecordedData.file("production-log/Production_events.csv");
    Replay replay =
        Replay.open(data, RecordedData.root().resolve("docs/examples/production-log.yaml"));
    Map<String, List<long[]>> spans = new HashMap<>();
    long rows = 0;
    for (String line : Files.readAllLines(data).stream().skip(1).toList()) {
      String[] cells = line.split(",", -1);
      assertThat(cells).hasSize(5);
      spans
          .computeIfAbsent(cells[2], id -> new ArrayList<>())
          .add(new long[] {seconds(cells[3]), seconds(cells[4])});
      rows++;
    }
    assertThat(replay.rows()).isEqualTo(rows).isEqualTo(4_503);
    assertThat(busySeconds(replay)).isEqualTo(busySeconds(spans)).hasSize(46);
  }

  /** By the states delivered. */
  private static Map<String, Long> busySeconds(Replay replay) {
    Map<String, Long> busy = new HashMap<>();
    Map<String, Instant> since = new HashMap<>();
    for (MachineState state : all(replay, MachineState.class)) {
      if (state.getState().equals("PRODUCING")) {
        since.putIfAbsent(state.getAssetId(), state.getAt());
      } else {
        Instant start = since.remove(state.getAssetId());
        if (start != null) {
          long seconds = state.getAt().getEpochSecond() - start.getEpochSecond();
          busy.merge(state.getAssetId(), seconds, Long::sum);
        }
      }
    }
    assertThat(since).isEmpty();
    return busy;
  }

  /** By sweeping over the sorted spans. */
  private static Map<String, Long> busySeconds(Map<String, List<long[]>> spans) {
    Map<String, Long> busy = new HashMap<>();
    spans.forEach(
        (asset, list) -> {
          list.sort((a, b) -> Long.compare(a[0], b[0]));
          long end = Long.MIN_VALUE;
          long sum = 0;
          for (long[] span : list) {
            sum += Math.max(0, span[1] - Math.max(span[0], end));
            end = Math.max(end, span[1]);
          }
          busy.put(asset, sum);
        });
    return busy;
  }

  private static long seconds(String text) {
    return LocalDateTime.parse(text, DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm:ss"))
        .toEpochSecond(ZoneOffset.UTC);
  }
}
