package io.takt.jobs.oee;

import static io.takt.jobs.oee.Plant.MINUTE;
import static io.takt.jobs.oee.Plant.PRESS;
import static io.takt.jobs.oee.Plant.dayAndNight;
import static io.takt.jobs.oee.Plant.described;
import static io.takt.jobs.oee.Plant.monday;
import static io.takt.jobs.oee.Plant.reason;
import static io.takt.jobs.oee.Plant.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.takt.avro.OperatorEvent;
import io.takt.avro.OperatorEventKind;
import io.takt.avro.RestatementCause;
import io.takt.avro.ShiftVersion;
import io.takt.avro.ShiftVersions;
import io.takt.jobs.intake.SharedRow;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.Versions;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Reports of shifts and what people said leave the operator, also across a restart. */
class ShiftReportsOfJobTest {

  private static final long START = monday("23:30:00");
  private static final long MIDNIGHT = START + 30 * MINUTE;

  private static OeeHarness running() throws Exception {
    OeeHarness job = OeeHarness.startedAt(START);
    tables(job);
    job.send(described(PRESS), state(PRESS, START, "PRODUCING"));
    job.wallTo(START + 10 * MINUTE);
    job.send(state(PRESS, START + 10 * MINUTE, "FAULTED"));
    job.wallTo(START + 20 * MINUTE);
    job.send(state(PRESS, START + 20 * MINUTE, "PRODUCING"));
    job.wallTo(MIDNIGHT);
    job.send(state(PRESS, MIDNIGHT, "PRODUCING"));
    job.wallTo(MIDNIGHT + 6 * MINUTE);
    return job;
  }

  private static void tables(OeeHarness job) throws Exception {
    job.share(dayAndNight());
    job.share(
        new SharedRow.OfReason(
            "maint",
            new Versions<>(List.of(new Versions.Version<>(Fact.NONE, LossCategory.PLANNED_STOP)))));
  }

  private static void code(OeeHarness job) throws Exception {
    long now = MIDNIGHT + 6 * MINUTE;
    job.send(reason(PRESS, now, START + 10 * MINUTE, START + 20 * MINUTE, "maint"));
    job.wallTo(now + 1_000);
  }

  @Test
  void aClosedShiftIsReportedAndRestatedWithinASecondOfItsCause() throws Exception {
    try (OeeHarness job = running()) {
      assertThat(job.shifts()).hasSize(1);
      ShiftVersions report = job.shifts().get(0);
      assertThat(report.getShift()).isEqualTo("all");
      assertThat(report.getShiftEnd()).isEqualTo(Instant.ofEpochMilli(MIDNIGHT));
      assertThat(report.getVersions()).hasSize(1);
      assertThat(report.getVersions().get(0).getCauses()).containsExactly(RestatementCause.CLOSED);
      assertThat(report.getVersions().get(0).getUnplannedStopMs()).isEqualTo(10 * MINUTE);

      code(job);
      assertRestated(job);
      OperatorEvent said = job.said().get(0);
      assertThat(job.said()).hasSize(1);
      assertThat(said.getKind()).isEqualTo(OperatorEventKind.REASON_GIVEN);
      assertThat(said.getOperator()).isEqualTo("op-7");
      assertThat(said.getNote()).isEqualTo("it was the feeder");
      assertThat(said.getArrivedAt()).isEqualTo(Instant.ofEpochMilli(MIDNIGHT + 6 * MINUTE));
    }
  }

  @Test
  void aReportIsRestatedByAJobThatWasRestarted() throws Exception {
    OperatorSubtaskState snapshot;
    try (OeeHarness job = running()) {
      snapshot = job.snapshot(1);
      code(job);
    }
    try (OeeHarness job = OeeHarness.restoredAt(MIDNIGHT + 6 * MINUTE, 1, snapshot)) {
      code(job);
      // it waits for a watermark as long as a start may take
      job.wallTo(MIDNIGHT + 6 * MINUTE + 2 * Progress.START_UP);
      assertRestated(job);
    }
  }

  private static void assertRestated(OeeHarness job) {
    ShiftVersions restated = job.shifts().get(job.shifts().size() - 1);
    assertThat(restated.getVersions()).hasSize(2);
    ShiftVersion version = restated.getVersions().get(1);
    assertThat(version.getCauses()).containsExactly(RestatementCause.REASON);
    assertThat(version.getOperator()).isEqualTo("op-7");
    assertThat(version.getNote()).isEqualTo("it was the feeder");
    assertThat(version.getPlannedStopMs()).isEqualTo(10 * MINUTE);
    assertThat(version.getUnplannedStopMs()).isZero();
  }
}
