package io.takt.ingest.replay;

import static io.takt.ingest.replay.Replays.all;
import static io.takt.ingest.replay.Replays.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.takt.avro.Asset;
import io.takt.avro.CountKind;
import io.takt.avro.CountUnit;
import io.takt.avro.MachineAlarm;
import io.takt.avro.MachineState;
import io.takt.avro.OperatorEvent;
import io.takt.avro.OperatorEventKind;
import io.takt.avro.ProductRate;
import io.takt.avro.ProductionCount;
import io.takt.avro.ShiftCalendar;
import io.takt.avro.Signal;
import io.takt.avro.Telemetry;
import io.takt.avro.WorkOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/replay.md, taken from the page as they stand there, give what it says. */
class DocumentedExamplesTest {

  @TempDir private Path folder;
  private Replays replays;
  private String page;

  @BeforeEach
  void readThePage() throws IOException {
    replays = new Replays(folder);
    page = Files.readString(RecordedData.root().resolve("docs/replay.md"));
  }

  /** The text of the code block after the first mention of this name as a file. */
  private Path file(String name) {
    Matcher block =
        Pattern.compile("^`" + Pattern.quote(name) + "`.*?^```\\w+\n(.*?)^```", DOT_MULTI)
            .matcher(page);
    assertThat(block.find()).as("a block for " + name).isTrue();
    return replays.write(name, block.group(1));
  }

  private static final int DOT_MULTI = Pattern.DOTALL | Pattern.MULTILINE;

  private static Instant at(String localTime) {
    return Instant.parse("2026-03-02T" + localTime + ":00Z");
  }

  @Test
  void theCsvExampleRuns() {
    Replay replay = Replay.open(file("shift.csv"), file("shift.yaml"));
    assertThat(replay.window()).isEqualTo(new Window(at("05:00"), at("06:00")));
    assertThat(all(replay, MachineState.class))
        .extracting(MachineState::getAssetId, MachineState::getAt, MachineState::getState)
        .containsExactly(
            tuple("plant-P1", at("05:00"), "RUN"),
            tuple("plant-P1", at("05:10"), "RUN"),
            tuple("plant-P1", at("05:14"), "STOP"),
            tuple("plant-P1", at("05:20"), "RUN"),
            tuple("plant-P1", at("05:30"), "RUN"));
    assertThat(all(replay, ProductionCount.class))
        .extracting(ProductionCount::getTotal, ProductionCount::getGood, ProductionCount::getScrap)
        .containsExactly(
            tuple(null, 0.0, 0.0),
            tuple(null, 30.0, 1.0),
            tuple(null, 12.5, 0.0),
            tuple(null, 0.0, 0.0),
            tuple(null, 20.0, 0.0));
    assertThat(all(replay, OperatorEvent.class))
        .extracting(
            OperatorEvent::getKind,
            OperatorEvent::getWorkOrder,
            OperatorEvent::getProduct,
            OperatorEvent::getSpanFrom,
            OperatorEvent::getParallel,
            OperatorEvent::getEventId)
        .containsExactly(
            tuple(
                OperatorEventKind.ORDER_STARTED,
                "A-17",
                "Bracket",
                at("05:00"),
                false,
                "shift.csv:2:order"),
            tuple(
                OperatorEventKind.ORDER_STARTED,
                "A-18",
                "Plate",
                at("05:20"),
                false,
                "shift.csv:5:order"));
    assertThat(all(replay)).hasSize(12);
    Asset asset = row(replay, Asset.class, "plant-P1");
    assertThat(asset.getName()).isEqualTo("Press 1");
    assertThat(asset.getSite()).isEqualTo("Berlin");
    assertThat(asset.getLine()).isEqualTo("Stamping");
    assertThat(asset.getZone()).isEqualTo("Europe/Berlin");
    assertThat(asset.getNoDataAfterMs()).isEqualTo(1_800_000);
    assertThat(asset.getStateMap()).containsEntry("STOP", "STOPPED").hasSize(2);
    assertThat(row(replay, ShiftCalendar.class, "two-shifts").getShifts()).hasSize(2);
    assertThat(idealSeconds(replay, "plant-P1|Bracket")).isEqualTo(15);
    assertThat(idealSeconds(replay, "plant-P1|Plate")).isEqualTo(20);
    assertThat(row(replay, WorkOrder.class, "A-17").getProduct()).isEqualTo("Bracket");
  }

  @Test
  void theJsonLinesExampleRuns() {
    Replay replay = Replay.open(file("line.jsonl"), file("line.yaml"));
    assertThat(all(replay, MachineState.class))
        .extracting(MachineState::getState)
        .containsExactly("auto", "auto", "down", "auto");
    assertThat(all(replay, ProductionCount.class))
        .extracting(ProductionCount::getKind, ProductionCount::getUnit, ProductionCount::getTotal)
        .containsExactly(
            tuple(CountKind.CUMULATIVE, CountUnit.CYCLE, 100.0),
            tuple(CountKind.CUMULATIVE, CountUnit.CYCLE, 112.0),
            tuple(CountKind.CUMULATIVE, CountUnit.CYCLE, 112.0),
            tuple(CountKind.CUMULATIVE, CountUnit.CYCLE, 113.0));
    assertThat(all(replay, MachineAlarm.class))
        .extracting(MachineAlarm::getCode, MachineAlarm::getActive, MachineAlarm::getAt)
        .containsExactly(tuple("417", true, at("06:02")), tuple("417", false, at("06:03")));
    assertThat(all(replay, Telemetry.class))
        .extracting(Telemetry::getSignal, Telemetry::getValue)
        .containsExactly(
            tuple("temperature", 61.5), tuple("temperature", 62.0), tuple("temperature", 71.0));
    assertThat(all(replay, OperatorEvent.class))
        .extracting(OperatorEvent::getKind, OperatorEvent::getProduct, OperatorEvent::getReason)
        .containsExactly(
            tuple(OperatorEventKind.ORDER_STARTED, "Cap", null),
            tuple(OperatorEventKind.REASON_GIVEN, null, "JAM"));
    assertThat(all(replay)).hasSize(15);
    assertThat(row(replay, Asset.class, "M1").getPiecesPerCycle()).isEqualTo(4);
    assertThat(row(replay, Signal.class, "M1|temperature").getUpperSpecification()).isEqualTo(70);
    assertThat(idealSeconds(replay, "M1|Cap")).isEqualTo(1.2);
    assertThat(replay.tables())
        .extracting(TableRow::topic)
        .containsExactly(
            "takt.shift-calendars",
            "takt.reasons",
            "takt.alarm-map",
            "takt.assets",
            "takt.signals",
            "takt.product-rates");
  }

  private static double idealSeconds(Replay replay, String key) {
    return row(replay, ProductRate.class, key).getVersions().get(0).getIdealSecondsPerUnit();
  }
}
