package io.takt.bench.suite;

import io.takt.bench.suite.OpenLoop.Load;
import io.takt.bench.suite.OpenLoop.Stopped;
import io.takt.jobs.oee.PlantClock;
import io.takt.sinks.copy.SinkSettings;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * B8: from the moment at which a machine stops to the row of the stop that a reader sees, while
 * half of what the job keeps up with comes in.
 */
final class Latency implements Benchmark {

  private static final Duration LENGTH = Duration.ofSeconds(12);

  /**
   * Windows in which the compiler, and what the rates before have left behind, are still at work.
   */
  private static final int UNCOUNTED = 3;

  /** What is kept up with for ten seconds is not yet for long. */
  private static final Duration PROOF = Duration.ofMinutes(1);

  private static final Duration SETTLING = Duration.ofSeconds(15);

  @Override
  public String id() {
    return "B8";
  }

  @Override
  public List<Figure> run(Bed bed, int pairs) throws Exception {
    double flush = SinkSettings.LATENCY.flushInterval().toMillis();
    List<Pair> medians = new ArrayList<>();
    List<Pair> tails = new ArrayList<>();
    double half;
    try (LivePlant plant = LivePlant.open(bed, PlantClock.WALL, List.of())) {
      half = plant.sustainableRate(PROOF) / 2;
      Load load = Load.ofFacts(LivePlant.MACHINES, half, plant.clock());
      for (int i = 0; i < UNCOUNTED; i++) {
        window(plant, load);
      }
      for (int i = 0; i < pairs; i++) {
        List<Double> latencies = window(plant, load);
        medians.add(new Pair(Figure.percentile(latencies, 0.50), flush));
        tails.add(new Pair(Figure.percentile(latencies, 0.99), flush));
      }
      plant.mustHaveBookedAll();
    }
    String at = " at %s facts/s, in flushes of 200 ms".formatted(Results.number(half));
    return List.of(
        new Figure(id(), "stop to visible row, p50" + at, "ms", Goal.atMost(1.2, 0.8), medians),
        new Figure("B8_p99", "the same, p99" + at, "ms", Goal.atMost(3, 2), tails));
  }

  private static List<Double> window(LivePlant plant, Load load) throws Exception {
    Queue<Stopped> stops = new ConcurrentLinkedQueue<>();
    OpenLoop loop = plant.loop(load, LENGTH, stops);
    long sentBy = System.currentTimeMillis() + LENGTH.toMillis();
    VisibleRows rows = new VisibleRows(1);
    Thread sender = new Thread(loop, "open-loop");
    sender.start();
    try (Connection connection = plant.bed().superuser()) {
      rows.look(connection, stops, sentBy, sentBy + SETTLING.toMillis());
    } finally {
      loop.stop();
      sender.join();
      plant.sent(loop);
    }
    if (rows.missing() > 0 || !stops.isEmpty()) {
      throw new VoidResultException(
          "%d stops were not seen %s after the last was sent; the sender was %.0f ms late at worst"
              .formatted(rows.missing() + stops.size(), SETTLING, loop.worstDelayMs()));
    }
    return rows.latencies();
  }
}
