package io.takt.bench.suite;

import io.takt.embedded.FlinkProcess;
import io.takt.jobs.oee.PlantClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * The oee job in a process of its own, on the bed's servers, with a checkpoint every five seconds;
 * it can be looked into and killed.
 */
final class JobProcess implements AutoCloseable {

  /** As the embedded stack makes them. */
  static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(5);

  /**
   * A benchmark's thousand machines send more in some minutes than most plants do in a day, and by
   * the wall's clock all of it is within the horizon.
   */
  private static final int HEAP_MIB = 8_192;

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final long LOOK_EVERY_MS = 50;

  private final FlinkProcess process;
  private final JobRest rest;
  private String job = "";
  private JobInside inside;

  private JobProcess(FlinkProcess process) {
    this.process = process;
    rest = new JobRest(process.restPort());
  }

  /**
   * Starts it from its newest checkpoint in a directory, if there is one; returns when all its
   * tasks run.
   *
   * @param settings any besides addresses and clock, as the job takes them
   * @throws VoidResultException if it does not run within 90 seconds
   */
  static JobProcess start(Bed bed, Path directory, PlantClock clock, List<String> settings)
      throws Exception {
    List<String> all = new ArrayList<>(settings);
    all.add("--kafka.properties." + ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG);
    all.add(ReadStamps.class.getName());
    JobProcess started =
        new JobProcess(
            FlinkProcess.start(
                bed.stack(), directory, clock, HEAP_MIB, all.toArray(String[]::new)));
    try {
      started.awaitRunning();
      return started;
    } catch (Exception e) {
      started.close();
      throw e;
    }
  }

  private void awaitRunning() throws Exception {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (job.isEmpty()) {
      mustLive();
      if (System.nanoTime() > until) {
        throw new VoidResultException(
            "the job did not run within %s; what it says is in %s"
                .formatted(PATIENCE, process.logs()));
      }
      Thread.sleep(LOOK_EVERY_MS);
      job = rest.runningJob();
    }
    inside = JobInside.of(process.pid());
  }

  /**
   * Says so if the process has ended by itself.
   *
   * @throws VoidResultException then
   */
  void mustLive() throws VoidResultException, IOException {
    if (!process.isAlive()) {
      throw new VoidResultException(
          "the job's process ended by itself; what it said is in " + process.logs());
    }
  }

  JobInside inside() {
    return inside;
  }

  JobRest.Checkpoint lastCheckpoint() throws IOException, InterruptedException {
    return rest.lastCheckpoint(job);
  }

  /**
   * Waits for one that is complete later than now.
   *
   * @throws VoidResultException if there is none within 90 seconds
   */
  JobRest.Checkpoint awaitNextCheckpoint() throws Exception {
    long before = lastCheckpoint().id();
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < until) {
      mustLive();
      JobRest.Checkpoint last = lastCheckpoint();
      if (last.id() > before) {
        return last;
      }
      Thread.sleep(LOOK_EVERY_MS);
    }
    throw new VoidResultException("no checkpoint was completed in " + PATIENCE);
  }

  /** Number of the checkpoint that it went on from; 0: none. */
  long restoredFrom() throws IOException, InterruptedException {
    return rest.restoredFrom(job);
  }

  /** As kill -9 does; when it was done, epoch milliseconds. */
  long killHard() throws IOException {
    // Closed first: afterwards nobody answers at its other end.
    if (inside != null && process.isAlive()) {
      inside.close();
    }
    inside = null;
    long at = System.currentTimeMillis();
    process.killHard();
    return at;
  }

  @Override
  public void close() throws IOException {
    killHard();
  }
}
