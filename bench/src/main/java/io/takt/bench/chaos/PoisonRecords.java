package io.takt.bench.chaos;

import io.takt.schemas.TopicCatalogue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Messages that nobody can read among the facts: each is put aside, none does harm. */
final class PoisonRecords implements Fault {

  private static final int MESSAGES = 40;
  private static final int LONGEST = 200;
  private static final int UNKNOWN_SCHEMA = 900_001;
  private static final int HEADER = 5;
  private static final byte[] KEY = "poisoned".getBytes(StandardCharsets.UTF_8);
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
  private static final List<String> TOPICS =
      List.of(
          TopicCatalogue.MACHINE_STATES.name(),
          TopicCatalogue.PRODUCTION_COUNTS.name(),
          TopicCatalogue.ALARMS.name(),
          TopicCatalogue.OPERATOR_EVENTS.name());

  private int sent;

  @Override
  public String kind() {
    return "poison-records";
  }

  @Override
  public void strike(Site site, Random dice, Runnable harmed)
      throws InterruptedException, ExecutionException {
    harmed.run();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, site.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < MESSAGES; i++) {
        String topic = TOPICS.get(dice.nextInt(TOPICS.size()));
        producer.send(new ProducerRecord<>(topic, KEY, poison(dice, i % 4))).get();
        sent++;
      }
    }
  }

  /** Nothing at all, noise, a schema that nobody knows, or lengths that no memory holds. */
  private static byte[] poison(Random dice, int kind) {
    byte[] noise = new byte[1 + dice.nextInt(LONGEST)];
    dice.nextBytes(noise);
    return switch (kind) {
      case 0 -> new byte[0];
      case 1 -> {
        noise[0] = 1;
        yield noise;
      }
      case 2 ->
          ByteBuffer.allocate(HEADER + noise.length)
              .put((byte) 0)
              .putInt(UNKNOWN_SCHEMA)
              .put(noise)
              .array();
      default ->
          // Schema 1 is some topic's; the text it begins with is told to have 2^31 - 1 bytes.
          ByteBuffer.allocate(HEADER + 5)
              .put((byte) 0)
              .putInt(1)
              .put(new byte[] {-2, -1, -1, -1, 15})
              .array();
    };
  }

  @Override
  public String check(Site site) throws ChaosException, SQLException, InterruptedException {
    long until = System.nanoTime() + PATIENCE;
    long found = found(site);
    while (found != sent) {
      if (System.nanoTime() > until) {
        throw new ChaosException(
            "Of " + sent + " messages that nobody can read " + found + " are dead letters.");
      }
      TimeUnit.MILLISECONDS.sleep(200);
      found = found(site);
    }
    return sent + " of " + sent + " are dead letters";
  }

  private static long found(Site site) throws SQLException {
    try (Connection reader = site.reader();
        PreparedStatement statement =
            reader.prepareStatement("SELECT count(*) FROM dead_letter WHERE key = ?")) {
      statement.setBytes(1, KEY);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
