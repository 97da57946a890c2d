package io.takt.bench.suite;

import io.takt.bench.suite.OeeDrain.Manner;
import io.takt.bench.suite.OpenLoop.Stopped;
import io.takt.ingest.kafka.KafkaFactPublisher;
import io.takt.jobs.oee.OeeJob;
import io.takt.jobs.oee.PlantClock;
import io.takt.sinks.copy.SinkSettings;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.core.execution.JobClient;

/**
 * B8: from the moment at which a machine stops to the row of the stop that a reader sees, while
 * half of what the job can do comes in.
 */
final class Latency implements Benchmark {

  private static final long FACTS = 300_000;
  private static final int ASSETS = 1_000;
  private static final Duration LENGTH = Duration.ofSeconds(12);
  private static final Duration SETTLING = Duration.ofSeconds(15);

  @Override
  public String id() {
    return "B8";
  }

  @Override
  public List<Figure> run(Bed bed, int pairs) throws Exception {
    OeeDrain drain = OeeDrain.load(bed, FactLoad.of(100, Duration.ofSeconds(1), FACTS));
    drain.job(Manner.USUAL);
    double half = drain.job(Manner.USUAL) / 2;
    double flush = SinkSettings.LATENCY.flushInterval().toMillis();
    bed.emptyTopics();
    List<Pair> medians = new ArrayList<>();
    List<Pair> tails = new ArrayList<>();
    JobClient job = OeeJob.start(LiveJob.settings(bed), LiveJob.environment(bed));
    try (KafkaFactPublisher publisher =
        KafkaFactPublisher.connect(bed.stack().bootstrapServers(), bed.stack().registry())) {
      bed.sql("TRUNCATE stop CASCADE", "TRUNCATE ledger", "TRUNCATE asset CASCADE");
      new FactLoad(ASSETS, Duration.ofSeconds(1), 1).describe(publisher);
      LiveJob.awaitAssets(bed, ASSETS);
      window(bed, publisher, half); // the compiler's share, not counted
      for (int i = 0; i < pairs; i++) {
        List<Double> latencies = window(bed, publisher, half);
        medians.add(new Pair(Figure.percentile(latencies, 0.50), flush));
        tails.add(new Pair(Figure.percentile(latencies, 0.99), flush));
      }
    } finally {
      job.cancel().get();
    }
    String load = " at %s facts/s, in flushes of 200 ms".formatted(Results.number(half));
    return List.of(
        new Figure(id(), "stop to visible row, p50" + load, "ms", Goal.atMost(1.2, 0.8), medians),
        new Figure("B8_p99", "the same, p99" + load, "ms", Goal.atMost(3, 2), tails));
  }

  private static List<Double> window(Bed bed, KafkaFactPublisher publisher, double perSecond)
      throws Exception {
    Queue<Stopped> stops = new ConcurrentLinkedQueue<>();
    long from = System.currentTimeMillis();
    OpenLoop loop =
        new OpenLoop(
            publisher, new OpenLoop.Load(ASSETS, perSecond, PlantClock.WALL), from, LENGTH, stops);
    VisibleRows rows = new VisibleRows(1);
    Thread sender = new Thread(loop, "open-loop");
    long sentBy = from + LENGTH.toMillis();
    sender.start();
    try (Connection connection = bed.superuser()) {
      rows.look(connection, stops, sentBy, sentBy + SETTLING.toMillis());
    }
    sender.join();
    if (rows.missing() > 0 || !stops.isEmpty()) {
      throw new VoidResultException(
          "%d stops were not seen %s after the last was sent; the sender was %.0f ms late at worst"
              .formatted(rows.missing() + stops.size(), SETTLING, loop.worstDelayMs()));
    }
    return rows.latencies();
  }
}
