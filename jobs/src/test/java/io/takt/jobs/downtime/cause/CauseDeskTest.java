package io.takt.jobs.downtime.cause;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.takt.jobs.downtime.cause.Finding.Origin;
import io.takt.jobs.timeline.MachineState;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CauseDeskTest {

  private final CauseMemory.OnHeap memory = new CauseMemory.OnHeap();
  private final CauseDesk desk =
      new CauseDesk(memory, (type, code) -> code.equals("F-HYDR") ? "HYDR" : null);
  private final LineOfMachines line = new LineOfMachines("saw", "drill");

  private Finding stop(double from, MachineState state, String reason, String... alarms) {
    for (int i = 0; i < alarms.length; i++) {
      line.alarm("saw", from + 0.02 * i, alarms[i]);
    }
    line.stop("saw", from, from + 10, state, reason);
    return desk.judge(line.stopOf("saw", from));
  }

  private void teach(int stops) {
    for (int i = 0; i < stops; i++) {
      stop(100 * i, MachineState.FAULTED, "MECH", "F-DRIVE", "F-FEED");
      stop(100 * i + 50, MachineState.FAULTED, "JAM", "F-JAM", "F-FEED");
    }
  }

  @Test
  void whatAnOperatorSaysIsTrustedMost() {
    Finding found = stop(10, MachineState.FAULTED, "JAM", "F-HYDR");
    assertThat(found.origin()).isEqualTo(Origin.OPERATOR);
    assertThat(found.cause()).isEqualTo("JAM");
    assertThat(found.machineReason()).isEqualTo("HYDR");
  }

  @Test
  void thenTheAlarmMapThenTheLineThenTheModel() {
    assertThat(stop(10, MachineState.STARVED, null, "F-HYDR").origin()).isEqualTo(Origin.ALARM_MAP);
    Finding starved = stop(30, MachineState.STARVED, null);
    assertThat(starved.origin()).isEqualTo(Origin.CONTEXT);
    assertThat(starved.cause()).isEqualTo("STARVED");
    assertThat(starved.because()).isEqualTo("starved for unknown reason");
    assertThat(stop(50, MachineState.FAULTED, null).origin()).isEqualTo(Origin.UNKNOWN);
    teach(12);
    Finding inferred = stop(3_000, MachineState.FAULTED, null, "F-DRIVE", "F-FEED");
    assertThat(inferred.origin()).isEqualTo(Origin.INFERRED);
    assertThat(inferred.cause()).isEqualTo("MECH");
    assertThat(inferred.probability()).isGreaterThanOrEqualTo(CauseDesk.ALONE);
    assertThat(inferred.evidence())
        .extracting(Finding.Evidence::kind)
        .contains(Finding.Kind.FIRST_OUT, Finding.Kind.SIMILAR_STOP);
  }

  @Test
  void whereTwoCausesAreAlikeNoneIsShownAlone() {
    for (int i = 0; i < 20; i++) {
      stop(100 * i, MachineState.FAULTED, i % 2 == 0 ? "MECH" : "JAM", "F-DRIVE");
    }
    Finding found = stop(3_000, MachineState.FAULTED, null, "F-DRIVE");
    assertThat(found.cause()).isNull();
    assertThat(found.candidates()).extracting(Candidate::reason).contains("MECH", "JAM");
  }

  @Test
  void aReasonGivenOnceIsNotShownAsCertain() {
    stop(10, MachineState.FAULTED, "MECH", "F-DRIVE");
    Finding found = stop(100, MachineState.FAULTED, null, "F-DRIVE");
    assertThat(found.cause()).isNull();
    assertThat(found.candidates()).extracting(Candidate::reason).containsExactly("MECH");
    assertThat(found.candidates().get(0).probability()).isLessThan(0.5);
  }

  @Test
  void anAlarmThatAsARuleFollowsAnotherIsNoFirstOut() {
    teach(12);
    // Now the consequence alone chatters before the cause is heard of.
    Finding found = stop(3_000, MachineState.FAULTED, null, "F-JAM", "F-FEED");
    assertThat(found.firstOut()).isEqualTo("F-JAM");
    assertThat(found.evidence())
        .filteredOn(e -> e.kind() == Finding.Kind.CONSEQUENCE)
        .extracting(Finding.Evidence::subject)
        .containsExactly("F-FEED");
  }

  @Test
  void aReasonThatIsTakenBackLeavesNothingBehind() {
    teach(5);
    Map<String, String> before = weights();
    stop(2_000, MachineState.FAULTED, "ELEC", "F-DRIVE");
    assertThat(weights()).isNotEqualTo(before);
    line.stop("saw", 2_000, 2_010, MachineState.FAULTED, null);
    desk.judge(line.stopOf("saw", 2_000));
    desk.gone(new StopKey("saw", LineOfMachines.at(2_000)));
    assertThat(weights()).isEqualTo(before);
  }

  @Test
  void aCorrectedReasonIsLearnedInsteadOfTheOld() {
    teach(5);
    stop(2_000, MachineState.FAULTED, "ELEC", "F-DRIVE");
    line.stop("saw", 2_000, 2_010, MachineState.FAULTED, "TOOL");
    desk.judge(line.stopOf("saw", 2_000));
    assertThat(memory.tally("site").of("ELEC")).isZero();
    assertThat(memory.tally("site").of("TOOL")).isPositive();
  }

  @Test
  void whatWasHeldForLikelyBeforeAReasonWasGivenStaysOnRecord() {
    teach(12);
    List<Candidate> before =
        stop(3_000, MachineState.FAULTED, null, "F-DRIVE", "F-FEED").candidates();
    line.stop("saw", 3_000, 3_010, MachineState.FAULTED, "ELEC");
    Finding after = desk.judge(line.stopOf("saw", 3_000));
    assertThat(after.cause()).isEqualTo("ELEC");
    assertThat(after.candidates()).isEqualTo(before);
    assertThat(desk.judge(line.stopOf("saw", 3_000)).candidates()).isEqualTo(before);
  }

  @Test
  void whatIsPastCountsHalfAfterSixtyDays() {
    Tally tally = new Tally();
    tally.add("MECH", 1, 0);
    tally.add("JAM", 1, (long) Tally.HALF_LIFE);
    assertThat(tally.of("MECH")).isCloseTo(0.5, within(1e-12));
    assertThat(tally.of("JAM")).isCloseTo(1, within(1e-12));
    tally.add("MECH", -1, 0);
    assertThat(tally.weights()).containsOnlyKeys("JAM");
  }

  /** All weights, rounded: taking away what was added may leave a rounding error. */
  private Map<String, String> weights() {
    Map<String, String> weights = new TreeMap<>();
    for (String name : memory.tallyNames()) {
      Tally tally = memory.tally(name);
      double now = Math.pow(2, -(LineOfMachines.at(10_000) - tally.asOf()) / Tally.HALF_LIFE);
      tally
          .weights()
          .forEach(
              (reason, weight) -> weights.put(name + " " + reason, "%.6f".formatted(weight * now)));
    }
    return weights;
  }
}
