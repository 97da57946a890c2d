package io.takt.bench.suite;

import io.takt.avro.CountKind;
import io.takt.avro.CountUnit;
import io.takt.avro.MachineState;
import io.takt.avro.ProductionCount;
import io.takt.ingest.kafka.KafkaFactPublisher;
import io.takt.jobs.oee.PlantClock;
import io.takt.schemas.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends at a fixed rate whatever comes of it: counts of all machines in turn, and every so often a
 * machine stops, which is told to whoever looks for it. What is sent late still bears the time at
 * which it should have been sent; so a loop that was to begin earlier sends a backlog first, as
 * fast as it can.
 */
final class OpenLoop implements Runnable {

  /**
   * A machine that stopped.
   *
   * @param at when, the plant's epoch milliseconds
   * @param wall when that was to be sent, epoch milliseconds of the wall clock
   */
  record Stopped(String asset, long at, long wall) {}

  /**
   * What is sent.
   *
   * @param assets machines, each known to the job
   * @param perSecond counts a second of the wall clock, of all machines
   * @param clock by which facts are dated
   */
  record Load(int assets, double perSecond, PlantClock clock) {

    /** A load of so many facts a second, stops among them. */
    static Load ofFacts(int assets, double factsPerSecond, PlantClock clock) {
      return new Load(assets, factsPerSecond - STATES_PER_SECOND, clock);
    }

    /** Facts a second: beside the counts, a machine stops and another runs again. */
    double factsPerSecond() {
      return perSecond + STATES_PER_SECOND;
    }
  }

  private static final long STOP_EVERY_MS = 40;
  private static final double STATES_PER_SECOND = 2 * 1000.0 / STOP_EVERY_MS;
  private static final long NANOS = 1_000_000;

  private final KafkaFactPublisher publisher;
  private final Load load;
  private final long from;
  private final Duration length;
  private final Queue<Stopped> stops;
  private final long[] parts;
  private long sequence;
  private volatile boolean stopping;
  private long sent;
  private long latest;

  /**
   * @param from wall clock at which it begins, now or earlier
   * @param length of time that it sends for, from there
   * @param stops where stops are told
   */
  OpenLoop(
      KafkaFactPublisher publisher, Load load, long from, Duration length, Queue<Stopped> stops) {
    this.publisher = publisher;
    this.load = load;
    this.from = from;
    this.length = length;
    this.stops = stops;
    this.parts = new long[load.assets()];
  }

  /** Lets it end with the millisecond it is at. */
  void stop() {
    stopping = true;
  }

  @Override
  public void run() {
    long wallOrigin = from;
    long origin = System.nanoTime() - (System.currentTimeMillis() - from) * NANOS;
    int assets = load.assets();
    double countsPerMs = load.perSecond() / 1000;
    for (int i = 0; i < assets; i++) {
      state(i, wallOrigin, "PRODUCING");
    }
    double due = 0;
    int turn = 0;
    int next = 0;
    for (long ms = 1; ms <= length.toMillis() && !stopping; ms++) {
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
        stops.add(new Stopped(FactLoad.name(next), load.clock().now(wall), wall));
        next = (next + 1) % assets;
      }
      latest = Math.max(latest, System.nanoTime() - origin - ms * NANOS);
    }
    publisher.flush();
  }

  private void state(int asset, long wall, String word) {
    MachineState state = new MachineState();
    Instant at = Instant.ofEpochMilli(load.clock().now(wall));
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
    Instant at = Instant.ofEpochMilli(load.clock().now(wall));
    count.setAssetId(FactLoad.name(asset));
    count.setAt(at);
    count.setArrivedAt(at);
    count.setKind(CountKind.DELTA);
    count.setUnit(CountUnit.PIECE);
    count.setGood(1.0);
    count.setSource("plc");
    count.setSequence(++sequence);
    publisher.publish(TopicCatalogue.PRODUCTION_COUNTS.name(), count.getAssetId(), count, at);
    parts[asset]++;
    sent++;
  }

  /** Facts sent; to be asked when it has ended. */
  long sent() {
    return sent;
  }

  /** Parts counted, by machine; to be asked when it has ended. */
  long[] parts() {
    return parts.clone();
  }

  /** By how much a millisecond's facts were sent too late at worst, in ms. */
  double worstDelayMs() {
    return latest / (double) NANOS;
  }
}
