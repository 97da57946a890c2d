package io.takt.jobs.downtime;

import static io.takt.jobs.timeline.Fact.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.takt.avro.CauseOrigin;
import io.takt.avro.StopCause;
import io.takt.jobs.downtime.cause.StopCase;
import io.takt.jobs.downtime.cause.StopCase.AlarmSeen;
import io.takt.jobs.timeline.AlarmSeverity;
import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.MachineState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;

class DeskFunctionTest {
  private static final long MINUTE = 60_000;

  @Test
  void aStopsCauseIsSaidAtOnceAndTakenBackWithTheStop() throws Exception {
    try (DeskHarness desk = DeskHarness.started()) {
      desk.map("press", "F-HYDR", "HYDR");
      desk.tell(told(stop(10, null, "F-HYDR")));
      StopCause cause = desk.last().cause();
      assertThat(cause.getOrigin()).isEqualTo(CauseOrigin.ALARM_MAP);
      assertThat(cause.getCause()).isEqualTo("HYDR");
      assertThat(cause.getFirstOut()).isEqualTo("F-HYDR");
      desk.tell(new CaseChange("works/one", stop(10, null, "F-HYDR").key(), null));
      assertThat(desk.last().cause()).isNull();
      assertThat(desk.last().revision()).isGreaterThan(cause.getRevision());
    }
  }

  @Test
  void anAlarmMapThatComesLaterDecidesStopsAnew() throws Exception {
    try (DeskHarness desk = DeskHarness.started()) {
      desk.tell(told(stop(10, null, "F-HYDR")));
      desk.tell(told(stop(50, null, "F-OTHER")));
      assertThat(desk.last().cause().getOrigin()).isEqualTo(CauseOrigin.UNKNOWN);
      desk.map("press", "F-HYDR", "HYDR");
      assertThat(desk.said()).hasSize(3);
      assertThat(desk.last().cause().getCause()).isEqualTo("HYDR");
      desk.map("press", "F-HYDR", null);
      assertThat(desk.last().cause().getOrigin()).isEqualTo(CauseOrigin.UNKNOWN);
    }
  }

  @Test
  void stateOfLayoutOneIsGoneOnFrom() throws Exception {
    Path fixture = Path.of(DeskFunctionTest.class.getResource("desk-state-1.snapshot").toURI());
    try (DeskHarness desk =
        DeskHarness.restored(OperatorSnapshotUtil.readStateHandle(fixture.toString()))) {
      desk.tell(told(stop(5_000, null, "F-DRIVE")));
      assertThat(desk.last().cause().getOrigin()).isEqualTo(CauseOrigin.INFERRED);
      assertThat(desk.last().cause().getCause()).isEqualTo("MECH");
      desk.tell(told(stop(5_050, null, "F-HYDR")));
      assertThat(desk.last().cause().getCause()).isEqualTo("HYDR");
    }
  }

  /** Writes the snapshot to the file named; when the layout changes, under a new name. */
  public static void main(String[] args) throws Exception {
    try (DeskHarness desk = DeskHarness.started()) {
      taught(desk);
      Files.createDirectories(Path.of(args[0]).getParent());
      OperatorSnapshotUtil.writeStateHandle(desk.snapshot(), args[0]);
    }
  }

  private static void taught(DeskHarness desk) throws Exception {
    desk.map("press", "F-HYDR", "HYDR");
    for (int i = 0; i < 15; i++) {
      desk.tell(told(stop(100L * i, "MECH", "F-DRIVE")));
      desk.tell(told(stop(100L * i + 50, "JAM", "F-JAM")));
    }
  }

  private static CaseChange told(StopCase stop) {
    return new CaseChange(stop.site(), stop.key(), stop);
  }

  private static StopCase stop(long minute, String reason, String alarm) {
    long start = minute * MINUTE;
    return new StopCase(
        "saw",
        "press",
        "works/one",
        "works/one/hall/a",
        false,
        start,
        start + 10 * MINUTE,
        MachineState.FAULTED,
        LossCategory.UNPLANNED_STOP,
        reason,
        reason == null ? "" : "op-1",
        reason == null ? NONE : start + 12 * MINUTE,
        StopCase.Context.NONE,
        null,
        List.of(new AlarmSeen(alarm, AlarmSeverity.FAULT, start, false)),
        List.of(),
        MachineState.PRODUCING,
        20 * MINUTE,
        0,
        "4711",
        NONE,
        "bolt",
        "early",
        List.of());
  }
}
