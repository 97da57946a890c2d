package io.takt.jobs.downtime.cause;

import static io.takt.jobs.downtime.cause.LineOfMachines.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.takt.jobs.downtime.cause.LineEvent.WordTold;
import io.takt.jobs.downtime.cause.StopCase.Context;
import io.takt.jobs.downtime.cause.StopCase.Root;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.MachineState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineCasesTest {

  private final LineOfMachines line = new LineOfMachines("saw", "drill", "pack");

  @Test
  void aStarvedMachinePointsThroughOneThatWaitsToTheFirstThatFailed() {
    line.stop("saw", 100, Double.NaN, MachineState.FAULTED, null);
    line.stop("drill", 104, Double.NaN, MachineState.STARVED, null);
    line.stop("pack", 109, Double.NaN, MachineState.STARVED, null);

    assertThat(line.stopOf("pack", 109).context()).isEqualTo(Context.STARVED);
    assertThat(line.stopOf("pack", 109).root())
        .isEqualTo(new Root("saw", at(100), MachineState.FAULTED));
    assertThat(line.stopOf("drill", 104).root())
        .isEqualTo(new Root("saw", at(100), MachineState.FAULTED));
  }

  @Test
  void aBlockedMachinePointsDownTheLine() {
    line.stop("pack", 100, Double.NaN, MachineState.FAULTED, null);
    line.stop("drill", 103, Double.NaN, MachineState.BLOCKED, null);
    line.stop("saw", 105, Double.NaN, MachineState.BLOCKED, null);
    assertThat(line.stopOf("saw", 105).root())
        .isEqualTo(new Root("pack", at(100), MachineState.FAULTED));
  }

  @Test
  void whereNothingFailedTheReasonIsUnknown() {
    line.stop("drill", 104, Double.NaN, MachineState.STARVED, null);
    assertThat(line.stopOf("drill", 104).context()).isEqualTo(Context.STARVED);
    assertThat(line.stopOf("drill", 104).root()).isNull();
  }

  @Test
  void theCauseIsFoundAlsoWhenTheFailureIsHeardOfLater() {
    line.stop("drill", 104, Double.NaN, MachineState.STARVED, null);
    line.state("saw", 100, MachineState.FAULTED);
    assertThat(line.stopOf("drill", 104).root().asset()).isEqualTo("saw");
  }

  @Test
  void aStopThatIsNoMoreIsGone() {
    line.stop("saw", 10, 20, MachineState.FAULTED, null);
    assertThat(line.cases).hasSize(1);
    line.tell(new LineEvent.StopGone("saw", at(10)));
    assertThat(line.cases).isEmpty();
  }

  @Test
  void whoGaveAReasonIsKnownUntilItIsTakenBack() {
    line.stop("saw", 10, 20, MachineState.FAULTED, "JAM");
    line.tell(new WordTold("saw", "w1", at(21), at(12), at(15), "JAM", "op-17", null));
    assertThat(line.stopOf("saw", 10).givenBy()).isEqualTo("op-17");
    assertThat(line.stopOf("saw", 10).givenAt()).isEqualTo(at(21));
    line.tell(new WordTold("saw", "w2", at(22), at(22), Fact.NONE, null, "op-18", "w1"));
    assertThat(line.stopOf("saw", 10).givenBy()).isEmpty();
  }

  @Test
  void threeComingsWithinAMinuteAreChatter() {
    line.alarm("saw", 10, "F-DOOR");
    line.alarm("saw", 10.2, "F-DOOR");
    line.alarm("saw", 10.4, "F-DOOR");
    line.alarm("saw", 10.1, "F-DRIVE");
    line.stop("saw", 10, 20, MachineState.FAULTED, null);
    assertThat(line.stopOf("saw", 10).alarms())
        .extracting(StopCase.AlarmSeen::chatters)
        .containsExactly(true, false);
  }

  @Test
  void aMachineThatWaitedAndThenFailedIsJudgedByItsFailure() {
    line.stop("drill", 100, Double.NaN, MachineState.STARVED, null);
    line.alarm("drill", 101.5, "F-LATER");
    assertThat(line.stopOf("drill", 100).alarms()).isEmpty();
    line.state("drill", 130, MachineState.FAULTED);
    line.alarm("drill", 130.1, "F-DRIVE");
    line.alarm("drill", 132, "F-AFTERWARDS");
    assertThat(line.stopOf("drill", 100).state()).isEqualTo(MachineState.FAULTED);
    assertThat(line.stopOf("drill", 100).alarms())
        .extracting(StopCase.AlarmSeen::code)
        .containsExactly("F-DRIVE");
    line.state("drill", 140, MachineState.MAINTENANCE);
    assertThat(line.stopOf("drill", 100).state()).isEqualTo(MachineState.FAULTED);
  }

  @Test
  void whatIsKnownDoesNotDependOnTheOrderItIsToldIn() {
    List<LineEvent> events = new ArrayList<>();
    new Recorder(events).life();
    LineOfMachines inOrder = new LineOfMachines("saw", "drill", "pack");
    events.forEach(inOrder::tell);
    for (long seed = 0; seed < 30; seed++) {
      List<LineEvent> shuffled = new ArrayList<>(events);
      Collections.shuffle(shuffled, new Random(seed));
      LineOfMachines other = new LineOfMachines("saw", "drill", "pack");
      shuffled.forEach(other::tell);
      assertThat(other.cases.values())
          .as("seed " + seed)
          .containsExactlyInAnyOrderElementsOf(inOrder.cases.values());
    }
  }

  @Test
  void aLineComesBackFromItsBytes() throws IOException {
    new Recorder(new ArrayList<>(), line).life();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    LineCodec.write(line.history, new DataOutputStream(bytes));
    LineHistory read =
        LineCodec.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    LineCodec.write(read, new DataOutputStream(again));
    assertThat(again.toByteArray()).isEqualTo(bytes.toByteArray());
    for (StopCase stop : line.cases.values()) {
      ByteArrayOutputStream one = new ByteArrayOutputStream();
      Codec.stopCase(stop, new DataOutputStream(one));
      assertThat(Codec.stopCase(new DataInputStream(new ByteArrayInputStream(one.toByteArray()))))
          .isEqualTo(stop);
    }
  }

  /** Tells a short life of a line, of every kind of event. */
  private static final class Recorder {
    private final List<LineEvent> events;
    private final LineOfMachines line;

    Recorder(List<LineEvent> events) {
      this(events, null);
    }

    Recorder(List<LineEvent> events, LineOfMachines line) {
      this.events = events;
      this.line = line;
    }

    void life() {
      LineOfMachines target =
          line != null
              ? line
              : new LineOfMachines("saw", "drill", "pack") {
                @Override
                void tell(LineEvent event) {
                  super.tell(event);
                  events.add(event);
                }
              };
      target.tell(new LineEvent.OrderTold("saw", at(90), "4711"));
      target.tell(new LineEvent.AnomalyTold("saw", at(95), "vibration", "high", 0.5));
      target.alarm("saw", 99, "F-DRIVE");
      target.alarm("saw", 100.1, "F-FEED");
      target.stop("saw", 100, 120, MachineState.FAULTED, "MECH");
      target.stop("drill", 104, 121, MachineState.STARVED, null);
      target.stop("pack", 109, 122, MachineState.STARVED, null);
      target.tell(new WordTold("saw", "w1", at(121), at(101), Fact.NONE, "MECH", "op-1", null));
      target.tell(new WordTold("saw", "w2", at(122), at(101), Fact.NONE, "JAM", "op-1", null));
      target.tell(new WordTold("saw", "w3", at(123), at(123), Fact.NONE, null, "op-1", "w2"));
    }
  }
}
