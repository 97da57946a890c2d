package io.takt.bench.suite;

import io.takt.bench.suite.OpenLoop.Load;
import io.takt.ingest.kafka.KafkaFactPublisher;
import io.takt.jobs.oee.PlantClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * A thousand machines and the oee job, which follows them in a process of its own. All that is sent
 * is counted, to be held against the ledger in the end.
 */
final class LivePlant implements AutoCloseable {

  static final int MACHINES = 1_000;

  private static final double FIRST_RATE = 20_000;
  private static final double STEP = 1.2;
  private static final Duration STEP_LENGTH = Duration.ofSeconds(10);
  private static final int TRIES = 2;

  /** A process that has just been started does not keep up with anything at first. */
  private static final int FIRST_TRIES = 8;

  private static final double LAG_SECONDS = 1;
  private static final double BACKLOG_PER_SECOND = 20_000;
  private static final Duration BACKLOG = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long LOOK_EVERY_MS = 20;

  private final Bed bed;
  private final PlantClock clock;
  private final List<String> settings;
  private final Path directory;
  private final KafkaFactPublisher publisher;
  private final Admin admin;
  private final Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
  private final BookedParts parts = new BookedParts(MACHINES);
  private JobProcess job;

  private LivePlant(Bed bed, PlantClock clock, List<String> settings) throws Exception {
    this.bed = bed;
    this.clock = clock;
    this.settings = settings;
    directory = Files.createTempDirectory(bed.stack().directory(), "job");
    publisher = KafkaFactPublisher.connect(bed.stack().bootstrapServers(), bed.stack().registry());
    admin =
        Admin.create(
            Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bed.stack().bootstrapServers()));
  }

  /**
   * Starts the job on empty topics and tables; returns when it knows all machines.
   *
   * @param settings of the job, besides addresses and clock
   */
  static LivePlant open(Bed bed, PlantClock clock, List<String> settings) throws Exception {
    bed.emptyTopics();
    bed.sql("TRUNCATE stop CASCADE", "TRUNCATE ledger", "TRUNCATE live", "TRUNCATE asset CASCADE");
    LivePlant plant = new LivePlant(bed, clock, settings);
    try {
      for (TopicDescription topic :
          plant.admin.describeTopics(ReadStamps.topics()).allTopicNames().get().values()) {
        topic
            .partitions()
            .forEach(
                partition ->
                    plant.ends.put(
                        new TopicPartition(topic.name(), partition.partition()),
                        OffsetSpec.latest()));
      }
      new FactLoad(MACHINES, Duration.ofSeconds(1), 1).describe(plant.publisher);
      plant.startJob();
      plant.awaitAssets();
      return plant;
    } catch (Exception e) {
      plant.close();
      throw e;
    }
  }

  /** Waits until the job has read what describes the machines. */
  private void awaitAssets() throws Exception {
    long until = System.nanoTime() + PATIENCE.toNanos();
    try (Connection connection = bed.superuser();
        Statement statement = connection.createStatement()) {
      while (System.nanoTime() < until) {
        job.mustLive();
        try (ResultSet row = statement.executeQuery("SELECT count(*) FROM asset")) {
          row.next();
          if (row.getInt(1) >= MACHINES) {
            return;
          }
        }
        Thread.sleep(LOOK_EVERY_MS);
      }
    }
    throw new VoidResultException("the job did not read %d assets".formatted(MACHINES));
  }

  /** Starts the job from its newest checkpoint; returns when its tasks run. */
  void startJob() throws Exception {
    job = JobProcess.start(bed, directory, clock, settings);
  }

  JobProcess job() {
    return job;
  }

  Bed bed() {
    return bed;
  }

  /**
   * Facts a second that the job keeps up with, while sender, broker and database share the machine:
   * the greatest rate, raised by a fifth every ten seconds, at whose end less than a second's facts
   * wait on their topics. The compiler does its share on the way.
   *
   * @throws VoidResultException if it does not keep up with the first, 20 000
   */
  double sustainableRate() throws Exception {
    double kept = 0;
    for (double rate = FIRST_RATE;
        keepsUpWith(rate, STEP_LENGTH, kept == 0 ? FIRST_TRIES : TRIES);
        rate *= STEP) {
      kept = rate;
    }
    if (kept == 0) {
      throw new VoidResultException(
          "the job does not keep up with %.0f facts/s".formatted(FIRST_RATE));
    }
    return kept;
  }

  /**
   * The same, lowered by fifths again until it is kept up with for longer: what comes now and then,
   * like a collection of all garbage or a checkpoint of the database, falls into that.
   *
   * @throws VoidResultException if it does not keep up with the first, 20 000
   */
  double sustainableRate(Duration length) throws Exception {
    double rate = sustainableRate();
    while (!keepsUpWith(rate, length, 1)) {
      rate /= STEP;
      if (rate < FIRST_RATE) {
        throw new VoidResultException(
            "the job does not keep up with %.0f facts/s for %s".formatted(FIRST_RATE, length));
      }
    }
    return rate;
  }

  /** Sends so many a second, more than once if need be: the compiler may have been in the way. */
  private boolean keepsUpWith(double rate, Duration step, int tries) throws Exception {
    for (int i = 0; i < tries; i++) {
      OpenLoop loop =
          loop(Load.ofFacts(MACHINES, rate, clock), step, new ConcurrentLinkedQueue<>());
      loop.run();
      sent(loop);
      if (lag() < rate * LAG_SECONDS) {
        return true;
      }
      awaitPosition(endOffsets());
    }
    return false;
  }

  /**
   * Facts a second that the job can do: over the latter half of a backlog that was sent while it
   * was away, when the compiler has done its share and nobody sends.
   *
   * @throws VoidResultException if it is not read to its end
   */
  double drainRate() throws Exception {
    // What it has read of the tables is in it: facts of machines unknown as yet would be held back.
    job.awaitNextCheckpoint();
    job.killHard();
    // None of it is dated before the kill: what the job had booked would have to be booked anew.
    OpenLoop backlog =
        loop(new Load(MACHINES, BACKLOG_PER_SECOND, clock), BACKLOG, new ConcurrentLinkedQueue<>());
    backlog.run();
    sent(backlog);
    startJob();
    long end = endOffsets();
    long from = awaitPosition(end / 2);
    long began = System.nanoTime();
    awaitPosition(end);
    return (end - from) * 1e9 / (System.nanoTime() - began);
  }

  /** Waits until the job has read so far; how far it has. */
  private long awaitPosition(long wanted) throws Exception {
    long until = System.nanoTime() + PATIENCE.toNanos();
    long position = job.inside().stamps().getPosition();
    while (position < wanted) {
      job.mustLive();
      if (System.nanoTime() > until) {
        throw new VoidResultException(
            "the job read %d facts of %d in %s".formatted(position, wanted, PATIENCE));
      }
      Thread.sleep(LOOK_EVERY_MS);
      position = job.inside().stamps().getPosition();
    }
    return position;
  }

  /** A loop that sends from now on, once it is run, for so long or until it is stopped. */
  OpenLoop loop(Load load, Duration length, Queue<OpenLoop.Stopped> stops) {
    return new OpenLoop(publisher, load, System.currentTimeMillis(), length, stops);
  }

  PlantClock clock() {
    return clock;
  }

  /** Takes down what a loop has sent that has ended. */
  void sent(OpenLoop ended) {
    parts.add(ended.parts());
  }

  /** Facts on their topics that the job has not read yet. */
  long lag() throws Exception {
    long position = job.inside().stamps().getPosition();
    return endOffsets() - position;
  }

  private long endOffsets() throws InterruptedException, ExecutionException {
    return admin.listOffsets(ends).all().get().values().stream()
        .mapToLong(end -> end.offset())
        .sum();
  }

  /**
   * Waits until every part that was sent is booked, once.
   *
   * @throws VoidResultException if it is not, two minutes later
   */
  void mustHaveBookedAll() throws Exception {
    parts.mustBeBooked(bed);
  }

  @Override
  public void close() throws IOException {
    try {
      if (job != null) {
        job.close();
      }
    } finally {
      publisher.close();
      admin.close();
    }
  }
}
