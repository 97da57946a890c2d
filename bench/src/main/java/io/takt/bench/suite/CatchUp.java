package io.takt.bench.suite;

import io.takt.bench.suite.OpenLoop.Load;
import io.takt.jobs.oee.PlantClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * B10: a job that is killed hard while 20 000 facts a second come in, twenty of each machine, and
 * started again at once.
 *
 * <p>It is level again when no more facts wait on their topics than at worst in the five seconds
 * before the kill: end offsets less the consumers' positions, of which those in the job's process
 * tell by themselves. Visible stops would tell less, as changes of state have a topic of their own,
 * which is short and read to its end before the counts are. Theory is what {@link CatchUpTheory}
 * says; its speed is that at which such a process reads the latter half of a backlog, with nothing
 * else to do on the machine.
 *
 * <p>The kill comes half an interval after a checkpoint was begun, or once it is complete, so that
 * as much is read again in each pair. In the end the ledger must hold each part once.
 */
final class CatchUp implements Benchmark {

  /** Facts a second. */
  private static final double RATE = 20_000;

  private static final Duration AT_MOST = Duration.ofMinutes(5);
  private static final Duration SETTLING = Duration.ofSeconds(8);
  private static final Duration USUAL = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long LOOK_EVERY_MS = 50;
  private static final double SECOND = 1000;

  @Override
  public String id() {
    return "B10";
  }

  @Override
  public List<Figure> run(Bed bed, int pairs) throws Exception {
    List<Pair> catchUps = new ArrayList<>();
    List<Pair> firstRows = new ArrayList<>();
    double speed;
    String last;
    try (LivePlant plant = LivePlant.open(bed, PlantClock.WALL, List.of())) {
      speed = plant.drainRate();
      Outage outage;
      do {
        outage = outage(plant);
        catchUps.add(outage.against(speed));
        firstRows.add(new Pair(outage.firstRow, 1));
      } while (catchUps.size() < pairs);
      last = outage.toString();
      plant.mustHaveBookedAll();
    }
    return List.of(
        new Figure(
            id(),
            "catch-up after kill -9 / theory, at %s facts/s, alone %s; last: %s"
                .formatted(Results.number(RATE), Results.number(speed), last),
            "s",
            Goal.atMost(2, 1.3),
            catchUps),
        new Figure(
            "B10_first",
            "kill -9 to the first row of a fact sent after it",
            "s",
            Goal.atMost(20, 10),
            firstRows));
  }

  /**
   * One kill, in seconds.
   *
   * @param sendRate facts a second meanwhile
   * @param away from the kill to the first fact that the restored job read
   * @param sinceCheckpoint from the begin of the checkpoint that it went on from to the kill
   * @param caughtUp from that first fact until it was level
   * @param firstRow from the kill to the first row of a fact sent after it
   */
  private record Outage(
      double sendRate, double away, double sinceCheckpoint, double caughtUp, double firstRow) {

    Pair against(double speed) {
      return new Pair(caughtUp, new CatchUpTheory(sendRate, speed).seconds(away, sinceCheckpoint));
    }

    @Override
    public String toString() {
      return "away %s s, read again %s s"
          .formatted(Results.number(away), Results.number(sinceCheckpoint));
    }
  }

  private static Outage outage(LivePlant plant) throws Exception {
    Load load = Load.ofFacts(LivePlant.MACHINES, RATE, plant.clock());
    OpenLoop loop = plant.loop(load, AT_MOST, new ConcurrentLinkedQueue<>());
    Thread sender = new Thread(loop, "open-loop");
    sender.start();
    try {
      Thread.sleep(SETTLING.toMillis());
      long usual = usualLag(plant, load);
      JobRest.Checkpoint checkpoint = plant.job().awaitNextCheckpoint();
      Thread.sleep(
          Math.max(
              0,
              checkpoint.begun()
                  + JobProcess.CHECKPOINT_EVERY.toMillis() / 2
                  - System.currentTimeMillis()));
      long killed = plant.job().killHard();
      CompletableFuture<Long> firstRow = FirstRow.after(plant.bed(), killed);
      plant.startJob();
      long level = awaitLevel(plant, usual);
      if (plant.job().restoredFrom() != checkpoint.id()) {
        throw new VoidResultException(
            "it went on from checkpoint %d and not from %d"
                .formatted(plant.job().restoredFrom(), checkpoint.id()));
      }
      long firstRead = plant.job().inside().stamps().getFirst();
      return new Outage(
          load.factsPerSecond(),
          (firstRead - killed) / SECOND,
          (killed - checkpoint.begun()) / SECOND,
          (level - firstRead) / SECOND,
          (firstRow.get(PATIENCE.toSeconds(), TimeUnit.SECONDS) - killed) / SECOND);
    } finally {
      loop.stop();
      sender.join();
      plant.sent(loop);
    }
  }

  /**
   * The worst lag of some seconds, once the compiler no longer keeps the job from following.
   *
   * @throws VoidResultException if it does not follow
   */
  private static long usualLag(LivePlant plant, Load load) throws Exception {
    long until = System.nanoTime() + PATIENCE.toNanos();
    long worst = worstLag(plant);
    while (worst > load.factsPerSecond()) {
      if (System.nanoTime() > until) {
        throw new VoidResultException(
            "%d facts waited %s after the job was started; %.0f come in a second"
                .formatted(worst, PATIENCE, load.factsPerSecond()));
      }
      worst = worstLag(plant);
    }
    return worst;
  }

  private static long worstLag(LivePlant plant) throws Exception {
    long until = System.nanoTime() + USUAL.toNanos();
    long worst = 0;
    while (System.nanoTime() < until) {
      worst = Math.max(worst, plant.lag());
      Thread.sleep(LOOK_EVERY_MS);
    }
    return worst;
  }

  /** When it was level, epoch milliseconds. */
  private static long awaitLevel(LivePlant plant, long usual) throws Exception {
    long until = System.nanoTime() + PATIENCE.toNanos();
    long lag = plant.lag();
    while (lag > usual) {
      plant.job().mustLive();
      if (System.nanoTime() > until) {
        throw new VoidResultException(
            "%s after it ran again %d facts waited, %d had before".formatted(PATIENCE, lag, usual));
      }
      Thread.sleep(LOOK_EVERY_MS);
      lag = plant.lag();
    }
    return System.currentTimeMillis();
  }
}
