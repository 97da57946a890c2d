package io.takt.bench.suite;

import io.takt.avro.CountKind;
import io.takt.avro.CountUnit;
import io.takt.avro.MachineState;
import io.takt.avro.ProductionCount;
import io.takt.ingest.kafka.KafkaFactPublisher;
import io.takt.schemas.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends at a fixed rate whatever comes of it: counts of all machines in turn, and every so often a
 * machine stops, which is told to whoever looks for it. What is sent late still bears the time at
 * which it should have been sent.
 */
final class OpenLoop implements Runnable {

  /** A machine that stopped: where and when, in epoch milliseconds. */
  record Stopped(String asset, long at) {}

  private static final long STOP_EVERY_MS = 40;
  private static final long NANOS = 1_000_000;

  private final KafkaFactPublisher publisher;
  private final int assets;
  private final double countsPerMs;
  private final Duration length;
  private final BlockingQueue<Stopped> stops;
  private long sequence;
  private long sent;
  private long latest;

  /**
   * @param perSecond counts a second, of all machines
   */
  OpenLoop(
      KafkaFactPublisher publisher,
      int assets,
      double perSecond,
      Duration length,
      BlockingQueue<Stopped> stops) {
    this.publisher = publisher;
    this.assets = assets;
    this.countsPerMs = perSecond / 1000;
    this.length = length;
    this.stops = stops;
  }

  @Override
  public void run() {
    long wallOrigin = System.currentTimeMillis();
    long origin = System.nanoTime();
    for (int i = 0; i < assets; i++) {
      state(i, wallOrigin, "PRODUCING");
    }
    double due = 0;
    int turn = 0;
    int next = 0;
    for (long ms = 1; ms <= length.toMillis(); ms++) {
      long ahead = origin + ms * NANOS - System.nanoTime();
      if (ahead > 0) {
        LockSupport.parkNanos(ahead);
      }
      long wall = wallOrigin + ms;
      due += countsPerMs;
      while (due >= 1) {
        count(turn, wall);
        turn = (turn + 1) % assets;
        due--;
      }
      if (ms % STOP_EVERY_MS == 0) {
        // Runs again long before its turn comes back.
        state((next + assets / 2) % assets, wall, "PRODUCING");
        state(next, wall, "STOPPED");
        stops.add(new Stopped(FactLoad.name(next), wall));
        next = (next + 1) % assets;
      }
      latest = Math.max(latest, System.nanoTime() - origin - ms * NANOS);
    }
    publisher.flush();
  }

  private void state(int asset, long wall, String word) {
    MachineState state = new MachineState();
    Instant at = Instant.ofEpochMilli(wall);
    state.setAssetId(FactLoad.name(asset));
    state.setAt(at);
    state.setArrivedAt(at);
    state.setState(word);
    state.setSource("plc");
    state.setSequence(++sequence);
    publisher.publish(TopicCatalogue.MACHINE_STATES.name(), state.getAssetId(), state, at);
    sent++;
  }

  private void count(int asset, long wall) {
    ProductionCount count = new ProductionCount();
    Instant at = Instant.ofEpochMilli(wall);
    count.setAssetId(FactLoad.name(asset));
    count.setAt(at);
    count.setArrivedAt(at);
    count.setKind(CountKind.DELTA);
    count.setUnit(CountUnit.PIECE);
    count.setGood(1.0);
    count.setSource("plc");
    count.setSequence(++sequence);
    publisher.publish(TopicCatalogue.PRODUCTION_COUNTS.name(), count.getAssetId(), count, at);
    sent++;
  }

  /** Facts sent. */
  long sent() {
    return sent;
  }

  /** By how much a millisecond's facts were sent too late at worst, in ms. */
  double worstDelayMs() {
    return latest / (double) NANOS;
  }
}
