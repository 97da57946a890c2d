package io.takt.jobs.telemetry;

import static io.takt.jobs.telemetry.WatchedPlant.SECOND;
import static io.takt.jobs.telemetry.WatchedPlant.START;
import static io.takt.jobs.telemetry.WatchedPlant.course;
import static io.takt.jobs.telemetry.WatchedPlant.described;
import static io.takt.jobs.telemetry.WatchedPlant.orderStarted;
import static io.takt.jobs.telemetry.WatchedPlant.ordered;
import static io.takt.jobs.telemetry.WatchedPlant.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.takt.avro.Anomaly;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;
import org.junit.jupiter.api.Test;

/**
 * A committed snapshot that every later version must be able to go on from.
 *
 * <p>{@link #main} writes a new one, under a new name, when the layout of state gets a new version;
 * the old ones stay.
 */
class WatchSnapshotTest {

  private static final int SECONDS = 900;

  @Test
  void stateOfLayoutOneIsGoneOnFrom() throws Exception {
    Path fixture = Path.of(WatchSnapshotTest.class.getResource("watch-state-1.snapshot").toURI());
    OperatorSubtaskState state = OperatorSnapshotUtil.readStateHandle(fixture.toString());
    try (WatchHarness job = WatchHarness.restored(state)) {
      for (Watched input : course(new Random(5), SECONDS, SECONDS + 300, 12)) {
        job.send(input);
      }
      job.arrivedTo(START + (SECONDS + 360) * SECOND);
      List<Anomaly> episodes = job.episodes();
      assertThat(episodes)
          .as("what was learned before the snapshot makes the heat abnormal after it")
          .anySatisfy(
              episode -> {
                assertThat(episode.getRegime()).contains("bolt");
                assertThat(episode.getWorkOrder()).isEqualTo("4711");
                assertThat(episode.getContributions().get(0).getSignal()).isEqualTo("heat");
              });
    }
  }

  /** Writes the snapshot to the file named. */
  public static void main(String[] args) throws Exception {
    try (WatchHarness job = WatchHarness.started()) {
      job.send(described());
      job.send(ordered("4711", "bolt"));
      job.send(state(START, "RUN"));
      job.send(orderStarted(START, "4711"));
      for (Watched input : course(new Random(4), 0, SECONDS, 0)) {
        job.send(input);
      }
      job.arrivedTo(START + (SECONDS - 10) * SECOND);
      Files.createDirectories(Path.of(args[0]).toAbsolutePath().getParent());
      OperatorSnapshotUtil.writeStateHandle(job.snapshot(), args[0]);
    }
  }
}
