package io.takt.jobs.oee;

import static io.takt.jobs.oee.Plant.MINUTE;
import static io.takt.jobs.oee.Plant.PRESS;
import static io.takt.jobs.oee.Plant.dayAndNight;
import static io.takt.jobs.oee.Plant.described;
import static io.takt.jobs.oee.Plant.made;
import static io.takt.jobs.oee.Plant.monday;
import static io.takt.jobs.oee.Plant.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.takt.avro.LedgerSlice;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A committed snapshot that every later version must be able to go on from.
 *
 * <p>{@link #main} writes a new one, under a new name, when the layout of state gets a new version;
 * the old ones stay.
 */
class SnapshotFixtureTest {

  private static final long START = monday("08:00:00");

  /** 1: facts and heads as they are; 2: told by their distance to each other. */
  @ParameterizedTest
  @ValueSource(strings = {"oee-state-1.snapshot", "oee-state-2.snapshot"})
  void stateOfEveryLayoutIsGoneOnFrom(String name) throws Exception {
    Path fixture = Path.of(SnapshotFixtureTest.class.getResource(name).toURI());
    OperatorSubtaskState state = OperatorSnapshotUtil.readStateHandle(fixture.toString());
    try (OeeHarness job = OeeHarness.restoredAt(START + 8 * MINUTE, 3, state)) {
      job.send(state(PRESS, START + 8 * MINUTE, "PRODUCING"));
      job.wallTo(START + 9 * MINUTE + 500);
      LedgerSlice stop = job.ledger().get(START + 7 * MINUTE).getSlices().get(0);
      assertThat(stop.getCategory()).isEqualTo("MINOR_STOP");
      assertThat(stop.getShift()).isEqualTo("all");
      assertThat(job.categories()).endsWith("RUNNING");
    }
  }

  /** Writes the snapshot to the file named. */
  public static void main(String[] args) throws Exception {
    try (OeeHarness job = OeeHarness.startedAt(START - MINUTE)) {
      job.share(dayAndNight());
      job.send(described(PRESS));
      job.wallTo(START);
      job.send(state(PRESS, START, "PRODUCING"));
      job.wallTo(START + MINUTE);
      job.send(made(PRESS, START + MINUTE, 5));
      job.wallTo(START + 6 * MINUTE);
      job.send(made(PRESS, START + 6 * MINUTE, 5), state(PRESS, START + 6 * MINUTE, "FAULTED"));
      job.send(state("nobody", START + 6 * MINUTE, "FAULTED"));
      job.wallTo(START + 7 * MINUTE);
      Files.createDirectories(Path.of(args[0]).getParent());
      OperatorSnapshotUtil.writeStateHandle(job.snapshot(3), args[0]);
    }
  }
}
