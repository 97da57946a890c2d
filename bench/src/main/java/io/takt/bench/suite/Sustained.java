package io.takt.bench.suite;

import io.takt.bench.suite.OpenLoop.Load;
import io.takt.bench.suite.OpenLoop.Stopped;
import io.takt.bench.suite.Trend.Sample;
import io.takt.embedded.run.Settling;
import io.takt.jobs.oee.OeeJob;
import io.takt.jobs.oee.PlantClock;
import io.takt.schemas.Topic;
import java.io.PrintWriter;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * The oee job at seven tenths of what it keeps up with, for a while: do its heap, its state, its
 * lag and its latency stay as they are?
 *
 * <p>The plant's clock goes thirty times as fast as the wall's, and facts are kept for corrections
 * for an hour of it, and an hour more until they are forgotten. So what is kept is complete after
 * four minutes; by the wall's clock, and with three days, it would go on growing for as long.
 */
final class Sustained {

  private static final double SHARE = 0.7;
  private static final double PLANT_SPEED = 30;
  private static final List<String> SETTINGS = List.of("--horizon", "PT1H");

  /** What is kept up with for ten seconds is not yet for long. */
  private static final Duration PROOF = Duration.ofMinutes(3);

  private static final Duration SAMPLE_EVERY = Duration.ofSeconds(10);

  /** The old generation is collected once in two to four minutes. */
  private static final Duration HEAP_OVER = Duration.ofMinutes(5);

  private static final Duration SAY_EVERY = Duration.ofMinutes(1);
  private static final long LAG_EVERY_MS = 1_000;
  private static final Duration SETTLING = Duration.ofSeconds(30);
  private static final long ROWS_EVERY_MS = 10;
  private static final double MEBIBYTE = 1 << 20;
  private static final double HOUR_MS = 3_600_000;

  private final Bed bed;
  private final Duration length;
  private final PrintWriter out;
  private final Map<String, List<Sample>> samples = new LinkedHashMap<>();
  private final Deque<Double> heaps = new ArrayDeque<>();
  private double speed;
  private Load load;
  private OpenLoop loop;

  Sustained(Bed bed, Duration length, PrintWriter out) {
    this.bed = bed;
    this.length = length;
    this.out = out;
    for (String name : List.of("heap_mib", "checkpoint_mib", "lag_facts", "latency_p99_ms")) {
      samples.put(name, new ArrayList<>());
    }
  }

  /**
   * Runs it to its end.
   *
   * @throws VoidResultException if the job ended, or did not book what was sent
   */
  void run() throws Exception {
    PlantClock clock =
        new PlantClock(
            System.currentTimeMillis(),
            FactLoad.ORIGIN.toEpochMilli(),
            PLANT_SPEED,
            Long.MAX_VALUE);
    try (LivePlant plant = LivePlant.open(bed, clock, SETTINGS);
        Admin admin =
            Admin.create(
                Map.of(
                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bed.stack().bootstrapServers()))) {
      speed = plant.sustainableRate(PROOF);
      load = Load.ofFacts(LivePlant.MACHINES, speed * SHARE, clock);
      out.printf(
          Locale.ROOT,
          "%s facts/s for %d min, of %s that the job keeps up with%n",
          Results.number(load.factsPerSecond()),
          length.toMinutes(),
          Results.number(speed));
      out.flush();
      watch(plant, new Settling(admin, OeeJob.GROUP, inputs()));
      plant.mustHaveBookedAll();
    }
  }

  private static List<String> inputs() {
    return OeeJob.inputs().stream().map(Topic::name).toList();
  }

  private void watch(LivePlant plant, Settling settling) throws Exception {
    Queue<Stopped> stops = new ConcurrentLinkedQueue<>();
    VisibleRows rows = new VisibleRows(ROWS_EVERY_MS);
    loop = plant.loop(load, length, stops);
    long began = System.currentTimeMillis();
    long ends = began + length.toMillis();
    Thread sender = new Thread(loop, "open-loop");
    sender.start();
    CompletableFuture<Void> looking =
        CompletableFuture.runAsync(() -> look(rows, stops, ends, ends + SETTLING.toMillis()));
    try {
      long said = began;
      for (long at = began + SAMPLE_EVERY.toMillis(); at <= ends; at += SAMPLE_EVERY.toMillis()) {
        double lag = lagUntil(at, settling);
        plant.job().mustLive();
        sample(plant, (at - began) / HOUR_MS, lag, rows.takeLatencies());
        if (at - said >= SAY_EVERY.toMillis()) {
          said = at;
          say((at - began) / SAY_EVERY.toMillis());
        }
      }
      sender.join();
      looking.get(SETTLING.toSeconds() * 2, TimeUnit.SECONDS);
    } finally {
      loop.stop();
      sender.join();
      plant.sent(loop);
    }
    if (rows.missing() > 0) {
      throw new VoidResultException(
          "%d stops were not seen %s after the last was sent".formatted(rows.missing(), SETTLING));
    }
  }

  private void look(VisibleRows rows, Queue<Stopped> stops, long sentBy, long until) {
    try (Connection connection = bed.superuser()) {
      rows.look(connection, stops, sentBy, until);
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  /**
   * Looks at the lag each second until then, a wall clock; the median of it. One look in ten
   * seconds would always fall on the same moment between two checkpoints.
   */
  private static double lagUntil(long until, Settling settling) throws Exception {
    List<Double> lags = new ArrayList<>();
    do {
      lags.add((double) settling.lag());
      Thread.sleep(Math.max(1, Math.min(LAG_EVERY_MS, until - System.currentTimeMillis())));
    } while (System.currentTimeMillis() < until);
    return Figure.median(lags.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private void sample(LivePlant plant, double hours, double lag, List<Double> latencies)
      throws Exception {
    if (latencies.isEmpty()) {
      throw new VoidResultException("no stop was seen for " + SAMPLE_EVERY);
    }
    JobProcess job = plant.job();
    add("heap_mib", hours, leastOfLate(job.inside().heapAfterCollection() / MEBIBYTE));
    add("checkpoint_mib", hours, job.lastCheckpoint().bytes() / MEBIBYTE);
    add("lag_facts", hours, lag);
    add("latency_p99_ms", hours, Figure.percentile(latencies, 0.99));
  }

  /** What waits to be collected comes and goes; what is in use is the least of a few minutes. */
  private double leastOfLate(double heap) {
    heaps.addLast(heap);
    if (heaps.size() > HEAP_OVER.dividedBy(SAMPLE_EVERY)) {
      heaps.removeFirst();
    }
    return heaps.stream().mapToDouble(Double::doubleValue).min().orElse(heap);
  }

  private void add(String name, double hours, double value) {
    samples.get(name).add(new Sample(hours, value));
  }

  private void say(long minute) {
    out.printf(Locale.ROOT, "  minute %3d", minute);
    samples.forEach(
        (name, series) ->
            out.printf("  %s %s", name, Results.number(series.get(series.size() - 1).value())));
    out.println();
    out.flush();
  }

  /** What each series did over the last two thirds of the run. */
  Map<String, Trend> trends() {
    double hours = length.toMillis() / HOUR_MS;
    Map<String, Trend> trends = new LinkedHashMap<>();
    samples.forEach(
        (name, series) ->
            trends.put(
                name, Trend.of(series.stream().filter(one -> one.hours() > hours / 3).toList())));
    return trends;
  }

  /**
   * Whether a series stayed as it was. Committed offsets are those of the last checkpoint, so lag
   * rises and falls; it is judged by its height: half of the time less than comes in between two
   * checkpoints.
   */
  boolean flat(String name, Trend trend) {
    return name.equals("lag_facts")
        ? trend.median() < load.factsPerSecond() * JobProcess.CHECKPOINT_EVERY.toSeconds()
        : trend.flatOver(length.toMillis() / HOUR_MS);
  }

  /** How it was run and what was found, for a report. */
  Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("minutes", length.toMinutes());
    map.put("facts_per_second", load.factsPerSecond());
    map.put("of_facts_per_second", speed);
    map.put("machines", load.assets());
    map.put("plant_clock_speed", PLANT_SPEED);
    map.put("settings", SETTINGS);
    map.put("sent_late_by_ms_at_worst", loop.worstDelayMs());
    trends()
        .forEach(
            (name, trend) -> {
              Map<String, Object> series = new LinkedHashMap<>();
              series.put("min", trend.min());
              series.put("median", trend.median());
              series.put("max", trend.max());
              series.put("slope_per_hour", trend.slopePerHour());
              series.put("flat", flat(name, trend));
              series.put("samples", samples.get(name).stream().map(Sample::value).toList());
              map.put(name, series);
            });
    return map;
  }
}
