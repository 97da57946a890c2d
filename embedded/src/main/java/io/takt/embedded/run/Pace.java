package io.takt.embedded.run;

import io.takt.ingest.FactPublisher;
import io.takt.ingest.simulator.Delivery;
import io.takt.ingest.simulator.PlantRun;
import io.takt.jobs.oee.PlantClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecord;

/** Hands over a plant's deliveries, each when the plant's clock shows its arrival. */
public final class Pace {
  private Pace() {}

  /**
   * Returns when all are handed over.
   *
   * @throws CancellationException when the thread is interrupted
   */
  public static void feed(PlantRun run, PlantClock clock, FactPublisher publisher) {
    while (run.hasNext()) {
      Delivery delivery = run.next();
      await(clock.wallOf(delivery.arrivedAt()));
      Instant arrivedAt = Instant.ofEpochMilli(delivery.arrivedAt());
      if (delivery.isRaw()) {
        byte[] key =
            delivery.key() == null ? null : delivery.key().getBytes(StandardCharsets.UTF_8);
        publisher.publishRaw(delivery.topic(), key, (byte[]) delivery.value(), arrivedAt);
      } else {
        publisher.publish(
            delivery.topic(), delivery.key(), (SpecificRecord) delivery.value(), arrivedAt);
      }
    }
  }

  private static void await(long due) {
    for (long left = due - System.currentTimeMillis();
        left > 0;
        left = due - System.currentTimeMillis()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(left));
      if (Thread.interrupted()) {
        throw new CancellationException("the run was interrupted");
      }
    }
  }
}
