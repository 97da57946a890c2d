package io.takt.ingest.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.takt.avro.Asset;
import io.takt.avro.MachineState;
import io.takt.avro.OperatorEvent;
import io.takt.avro.ProductRate;
import io.takt.avro.ProductionCount;
import io.takt.avro.ShiftCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shipped mapping against the real file, which the test reads on its own, line by line. */
class SmeManufacturingTest {

  private static final Path MAPPING =
      RecordedData.root().resolve("docs/examples/sme-manufacturing.yaml");

  private final List<String[]> lines = new ArrayList<>();
  private Replay replay;

  @BeforeEach
  void readBoth() throws IOException {
    Path data = RecordedData.file("sme-manufacturing/company_A_labelled_subset.csv");
    List<String> all = Files.readAllLines(data);
    assertThat(all.get(0))
        .isEqualTo("ts,asset,items,status,status_time,power_avg,cycle_time,alarm,product");
    all.stream().skip(1).forEach(line -> lines.add(line.split(",", -1)));
    replay = Replay.open(data, MAPPING);
  }

  @Test
  void everyRowIsAStateAndACountOfTheSameTimeAndNoneIsLost() throws IOException {
    int row = 0;
    List<MachineState> states = new ArrayList<>();
    List<ProductionCount> counts = new ArrayList<>();
    try (FactStream facts = replay.facts()) {
      while (facts.hasNext()) {
        Delivery delivery = facts.next();
        if (delivery.value() instanceof MachineState state) {
          states.add(state);
        } else if (delivery.value() instanceof ProductionCount count) {
          counts.add(count);
        }
      }
      assertThat(facts.delivered())
          .containsOnlyKeys("takt.machine-states", "takt.production-counts", "takt.operator-events")
          .containsEntry("takt.machine-states", (long) lines.size())
          .containsEntry("takt.production-counts", (long) lines.size())
          .containsEntry("takt.operator-events", (long) productChanges().size());
    }
    assertThat(replay.rows()).isEqualTo(14_492).isEqualTo(lines.size());
    states.sort((a, b) -> Long.compare(a.getSequence(), b.getSequence()));
    counts.sort((a, b) -> Long.compare(a.getSequence(), b.getSequence()));
    for (String[] line : lines) {
      MachineState state = states.get(row);
      ProductionCount count = counts.get(row);
      row++;
      assertThat(state.getSequence()).isEqualTo(row + 1L);
      assertThat(state.getAssetId()).isEqualTo(line[1]);
      assertThat(state.getAt()).isEqualTo(time(line)).isEqualTo(state.getArrivedAt());
      assertThat(state.getState() + ".0").isEqualTo(line[3]);
      assertThat(count.getSequence()).isEqualTo(row + 1L);
      assertThat(count.getAssetId()).isEqualTo(line[1]);
      assertThat(count.getAt()).isEqualTo(time(line));
      assertThat(count.getTotal()).isEqualTo(Double.parseDouble(line[2]));
      assertThat(count.getGood()).isEqualTo(count.getTotal());
      assertThat(count.getScrap()).isNull();
    }
  }

  @Test
  void partsAddUpPerAssetAndProduct() throws IOException {
    Map<String, Double> expected = new TreeMap<>();
    for (String[] line : lines) {
      expected.merge(line[1] + "/" + line[8], Double.parseDouble(line[2]), Double::sum);
    }
    Map<String, Double> booked = new TreeMap<>();
    Map<String, String> running = new HashMap<>();
    try (FactStream facts = replay.facts()) {
      while (facts.hasNext()) {
        Delivery delivery = facts.next();
        if (delivery.value() instanceof OperatorEvent event) {
          running.put(event.getAssetId(), event.getProduct());
        } else if (delivery.value() instanceof ProductionCount count) {
          String asset = count.getAssetId();
          booked.merge(asset + "/" + running.get(asset), count.getTotal(), Double::sum);
        }
      }
    }
    assertThat(booked).isEqualTo(expected).hasSize(14);
  }

  @Test
  void factsComeInTimeOrder() throws IOException {
    Instant before = Instant.MIN;
    try (FactStream facts = replay.facts()) {
      while (facts.hasNext()) {
        Instant at = facts.next().arrivedAt();
        assertThat(at).isAfterOrEqualTo(before);
        before = at;
      }
    }
  }

  @Test
  void theWindowIsTheFullDays() {
    assertThat(replay.window())
        .isEqualTo(
            new Window(
                Instant.parse("2022-09-01T00:00:00Z"), Instant.parse("2022-09-21T00:00:00Z")));
  }

  @Test
  void tablesDescribeWhatTheRowsName() {
    assertThat(replay.assets()).containsExactly("0", "1", "2");
    TreeSet<String> pairs = new TreeSet<>();
    lines.forEach(line -> pairs.add(line[1] + "|" + line[8]));
    TreeSet<String> rated = new TreeSet<>();
    for (TableRow row : replay.tables()) {
      if (row.value() instanceof Asset asset) {
        assertThat(asset.getCalendar()).isEqualTo("around-the-clock");
        assertThat(asset.getBookedFrom()).isEqualTo(replay.window().from());
        assertThat(asset.getMinorStopBelowMs()).isEqualTo(300_000);
        assertThat(asset.getNoDataAfterMs()).isEqualTo(900_000);
        assertThat(asset.getStateMap())
            .isEqualTo(Map.of("1", "SETUP", "2", "PRODUCING", "3", "FAULTED"));
      } else if (row.value() instanceof ShiftCalendar calendar) {
        assertThat(calendar.getZone()).isEqualTo("UTC");
        assertThat(calendar.getShifts()).hasSize(1);
        assertThat(calendar.getShifts().get(0).getDays()).hasSize(7);
        assertThat(calendar.getShifts().get(0).getStart()).isEqualTo("00:00");
        assertThat(calendar.getShifts().get(0).getEnd()).isEqualTo("00:00");
      } else if (row.value() instanceof ProductRate rate) {
        rated.add(row.key());
        assertThat(rate.getVersions()).hasSize(1);
        assertThat(rate.getVersions().get(0).getIdealSecondsPerUnit()).isEqualTo(20);
      }
    }
    assertThat(rated).isEqualTo(pairs);
  }

  private List<String> productChanges() {
    List<String> changes = new ArrayList<>();
    Map<String, String> running = new HashMap<>();
    for (String[] line : lines) {
      if (!line[8].equals(running.put(line[1], line[8]))) {
        changes.add(line[1] + "/" + line[8]);
      }
    }
    return changes;
  }

  private static Instant time(String[] line) {
    return OffsetDateTime.parse(line[0].replace(' ', 'T')).toInstant();
  }
}
