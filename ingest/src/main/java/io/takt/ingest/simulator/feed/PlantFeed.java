package io.takt.ingest.simulator.feed;

import io.takt.ingest.FactPublisher;
import io.takt.ingest.simulator.Delivery;
import io.takt.ingest.simulator.Plant;
import io.takt.ingest.simulator.PlantRun;
import io.takt.ingest.simulator.master.TableRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;

/**
 * Publishes a plant: its tables, then its deliveries as the plant clock comes to their arrival. One
 * thread publishes, any thread may ask for the {@link #report}.
 */
public final class PlantFeed {
  private final Plant plant;
  private final FactPublisher publisher;
  private final Map<String, Long> tables = new ConcurrentHashMap<>();
  private final Map<String, Long> facts = new ConcurrentHashMap<>();
  private final AtomicLong undecodable = new AtomicLong();
  private volatile long arrivedUntil = Long.MIN_VALUE;

  /** A feed of a plant into a publisher, which stays the caller's to close. */
  public PlantFeed(Plant plant, FactPublisher publisher) {
    this.plant = plant;
    this.publisher = publisher;
  }

  /** Publishes all table rows and waits until they are acknowledged. */
  public void publishTables() {
    Instant arrived = plant.settings().start();
    for (TableRow row : plant.tables()) {
      publisher.publish(row.topic(), row.key(), row.row(), arrived);
      tables.merge(row.topic(), 1L, Long::sum);
    }
    publisher.flush();
  }

  /**
   * Publishes all that is left of a run, none before its arrival, and waits until the clock stands
   * at the run's end and everything is acknowledged.
   *
   * @throws InterruptedException when the thread is interrupted while it waits; the run can be
   *     taken up again
   */
  public FeedReport publish(PlantRun run, PlantClock clock) throws InterruptedException {
    while (run.hasNext()) {
      clock.await(run.peek().arrivedAt());
      publish(run.next());
    }
    clock.await(run.end().toEpochMilli());
    publisher.flush();
    return report();
  }

  /** Publishes all that is left of a run as fast as it goes. */
  public FeedReport publishAtOnce(PlantRun run) {
    while (run.hasNext()) {
      publish(run.next());
    }
    publisher.flush();
    return report();
  }

  private void publish(Delivery delivery) {
    Instant arrived = Instant.ofEpochMilli(delivery.arrivedAt());
    if (delivery.value() instanceof byte[] raw) {
      publisher.publishRaw(
          delivery.topic(), delivery.key().getBytes(StandardCharsets.UTF_8), raw, arrived);
      undecodable.incrementAndGet();
    } else {
      publisher.publish(
          delivery.topic(), delivery.key(), (SpecificRecord) delivery.value(), arrived);
    }
    facts.merge(delivery.topic(), 1L, Long::sum);
    arrivedUntil = delivery.arrivedAt();
  }

  /** What was published so far. */
  public FeedReport report() {
    long arrived = arrivedUntil;
    return new FeedReport(
        tables,
        facts,
        undecodable.get(),
        arrived == Long.MIN_VALUE ? null : Instant.ofEpochMilli(arrived));
  }
}
