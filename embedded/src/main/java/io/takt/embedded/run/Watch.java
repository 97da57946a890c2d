package io.takt.embedded.run;

import io.takt.ingest.FactPublisher;
import io.takt.ingest.simulator.truth.PlantTruth;
import io.takt.jobs.oee.OeeJob;
import io.takt.jobs.oee.PlantClock;
import io.takt.jobs.telemetry.AnomalyJob;
import io.takt.schemas.TopicCatalogue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;

/** Looks at a run while it goes on: draws the live table, measures, and reports in the end. */
final class Watch implements AutoCloseable {
  private static final Duration DRAW_EVERY = Duration.ofSeconds(1);
  private static final Duration SAY_EVERY = Duration.ofSeconds(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Screen screen;
  private final Admin admin;
  private final Connection reader;
  private final Settling settling;
  private final Settling telemetry;
  private final ScheduledExecutorService eyes = Executors.newSingleThreadScheduledExecutor();
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  private PlantClock clock;
  private FactPublisher publisher;
  private Latencies.Probe probe;
  private ScheduledFuture<?> looking;
  private long drawnAt;
  private volatile long lag;

  private Watch(Screen screen, Admin admin, Connection reader) {
    this.screen = screen;
    this.admin = admin;
    this.reader = reader;
    this.settling = settling(admin);
    this.telemetry = telemetry(admin);
  }

  /** How far the oee job is. */
  static Settling settling(Admin admin) {
    TreeSet<String> inputs = new TreeSet<>();
    OeeJob.inputs().forEach(topic -> inputs.add(topic.name()));
    return new Settling(admin, OeeJob.GROUP, inputs);
  }

  /** How far the anomaly job is. */
  static Settling telemetry(Admin admin) {
    TreeSet<String> inputs = new TreeSet<>();
    AnomalyJob.inputs().forEach(topic -> inputs.add(topic.name()));
    return new Settling(admin, AnomalyJob.GROUP, inputs);
  }

  static Watch open(PlantStack plantStack, Screen screen) throws SQLException {
    return new Watch(screen, plantStack.admin(), plantStack.reader());
  }

  /**
   * Waits until the job has read the tables: facts of assets it does not know yet would be held
   * back in its state.
   *
   * @return false when it has not within a minute
   */
  boolean awaitAssets(int assets) throws SQLException, InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (count("SELECT count(*) FROM asset") < assets) {
      if (System.nanoTime() > until) {
        return false;
      }
      Thread.sleep(LOOK_EVERY.toMillis());
    }
    return true;
  }

  /**
   * From here on the table is drawn.
   *
   * @param live facts arrive as the clock shows; recorded ones tell nothing of latency
   */
  void begin(PlantClock runClock, FactPublisher runPublisher, boolean live) {
    clock = runClock;
    publisher = runPublisher;
    probe = live ? new Latencies.Probe(runClock) : Latencies.Probe.none();
    looking =
        eyes.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      probe.look(reader);
      Duration every = screen.redraws() ? DRAW_EVERY : SAY_EVERY;
      if (System.nanoTime() - drawnAt >= every.toNanos()) {
        drawnAt = System.nanoTime();
        lag = settling.lag();
        draw();
      }
    } catch (Exception e) {
      failure.compareAndSet(null, e);
      throw new IllegalStateException(e); // ends the looking; the run fails on its next step
    }
  }

  private void draw() throws SQLException {
    Instant now = Instant.ofEpochMilli(clock.now(System.currentTimeMillis()));
    screen.draw(LiveTable.lines(reader, now, published(), lag));
  }

  void failIfBroken() throws Exception {
    if (failure.get() != null) {
      throw failure.get();
    }
    if (looking.isDone() && !eyes.isShutdown()) {
      looking.get(); // an error, not an exception, has ended it
    }
  }

  /** Messages handed over so far. */
  long published() {
    return publisher.published().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Waits until everything is in the database and the clock has come to its end. */
  boolean settle(Instant end) throws Exception {
    eyes.shutdown();
    eyes.awaitTermination(1, TimeUnit.MINUTES);
    failIfBroken();
    long[] drawn = {0};
    Settling.Look look =
        behind -> {
          lag = behind;
          probe.look(reader);
          Duration every = screen.redraws() ? DRAW_EVERY : SAY_EVERY;
          if (System.nanoTime() - drawn[0] >= every.toNanos()) {
            drawn[0] = System.nanoTime();
            draw();
          }
        };
    return settling.await(reader, end, PATIENCE, look)
        && telemetry.await(reader, end, PATIENCE, look);
  }

  /** Reads the report from the database. */
  RunReport report(Instant from, Instant to, PlantTruth truth, RunReport.Seconds seconds)
      throws SQLException {
    WindowFigures figures = WindowFigures.read(reader, from, to);
    SortedMap<String, Long> facts = new TreeMap<>();
    TopicCatalogue.all().forEach(topic -> facts.put(topic.name(), 0L));
    facts.keySet().retainAll(publisher.published().keySet());
    facts.putAll(publisher.published());
    return new RunReport(
        facts,
        count("SELECT count(*) FROM dead_letter"),
        count("SELECT count(*) FROM late_event"),
        count("SELECT coalesce(sum(duplicates), 0) FROM live"),
        count("SELECT count(*) FROM telemetry"),
        count("SELECT count(*) FROM anomaly"),
        from,
        to,
        figures,
        violations(figures, from, to),
        truth == null ? null : TruthCheck.of(truth, figures),
        probe.result(),
        seconds);
  }

  private long violations(WindowFigures figures, Instant from, Instant to) throws SQLException {
    long found = 0;
    try (PreparedStatement statement =
        reader.prepareStatement("SELECT count(*) FROM ledger_invariant_between(?, ?)")) {
      statement.setTimestamp(1, Timestamp.from(from));
      statement.setTimestamp(2, Timestamp.from(to));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        found = row.getLong(1);
      }
    }
    double window = Duration.between(from, to).toSeconds();
    List<String> short_ = new ArrayList<>();
    figures
        .assets()
        .forEach(
            (asset, booked) -> {
              if (booked.figures().get("calendar_s") != window) {
                short_.add(asset);
              }
            });
    return found + short_.size();
  }

  private long count(String query) throws SQLException {
    try (PreparedStatement statement = reader.prepareStatement(query);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    eyes.shutdownNow();
    reader.close();
    admin.close();
  }
}
