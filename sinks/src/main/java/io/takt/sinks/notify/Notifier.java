package io.takt.sinks.notify;

import io.takt.avro.Alert;
import io.takt.schemas.RecordDecoder;
import io.takt.schemas.Registry;
import io.takt.schemas.RegistryException;
import io.takt.schemas.TopicCatalogue;
import io.takt.schemas.UndecodableException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The notifier at work: one thread reads alerts and decides, one for each receiver hands over. What
 * goes wrong with the database, Kafka or the registry is tried again from what was kept last; what
 * goes wrong with a receiver concerns that receiver alone.
 */
public final class Notifier implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

  /** A courier looks by itself at least this often: something may be due again. */
  private static final long LOOK_EVERY = 1_000;

  private final NotifierSettings settings;
  private final InstantSource plant;
  private final Outbox outbox;
  private final Counts counts = new Counts();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<CountDownLatch> news = new AtomicReference<>(new CountDownLatch(1));
  private volatile long readAt = System.nanoTime();
  private final CountDownLatch ended = new CountDownLatch(1);

  private Notifier(NotifierSettings settings, InstantSource plant) {
    this.settings = settings;
    this.plant = plant;
    this.outbox = new Outbox(settings.database().dataSource());
  }

  /**
   * Starts it.
   *
   * @param plant the plant's time
   * @param environment where the routing file's secrets are
   * @param terminal hears what receivers of kind terminal are told
   * @throws IllegalArgumentException in one sentence, when a receiver is not set up
   */
  public static Notifier start(
      NotifierSettings settings,
      InstantSource plant,
      Map<String, String> environment,
      Consumer<String> terminal) {
    Notifier notifier = new Notifier(settings, plant);
    DataSource database = settings.database().dataSource();
    Transports transports = new Transports(environment, terminal);
    Editor editor =
        new Editor(
            new Facts(database),
            settings.routing().site(),
            settings.links(),
            InstantSource.system());
    for (String receiver : settings.routing().receivers()) {
      Courier courier =
          new Courier(
              receiver,
              notifier.outbox,
              transports.to(settings.routing().receiver(receiver)),
              editor,
              InstantSource.system(),
              notifier.counts);
      notifier.begin("notify-" + receiver, () -> notifier.deliver(courier));
    }
    notifier.begin("notifier", notifier::decide);
    return notifier;
  }

  /**
   * Serves {@code /metrics} and {@code /healthz} there, until it is closed.
   *
   * @throws IOException when it cannot listen
   */
  AutoCloseable watchAt(InetSocketAddress address) throws IOException {
    return MetricsPage.open(
        address,
        new MetricsPage.Subject() {
          @Override
          public Counts counted() {
            return counts;
          }

          @Override
          public Duration sinceReading() {
            return Duration.ofNanos(System.nanoTime() - readAt);
          }

          @Override
          public Map<String, Long> waiting() throws SQLException {
            return outbox.waiting();
          }
        });
  }

  private void begin(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  /** What became of messages since the start. */
  public Map<String, Long> counts() {
    return counts.all();
  }

  private void decide() {
    while (!hasEnded()) {
      try {
        warnOfUnknown();
        readAndDecide();
      } catch (SQLException | KafkaException | IOException e) {
        if (!hasEnded()) {
          LOG.warn("the notifier begins again from what it kept", e);
          pause(AFTER_FAILURE);
        }
      }
    }
  }

  private void warnOfUnknown() throws SQLException {
    for (String receiver : outbox.waiting().keySet()) {
      if (!settings.routing().receivers().contains(receiver)) {
        LOG.warn("messages wait for receiver {}, who is not in the routing file", receiver);
      }
    }
  }

  private void readAndDecide() throws SQLException, IOException {
    Outbox.Kept kept = outbox.load();
    Map<Integer, Long> positions = new TreeMap<>(kept.positions());
    List<Message> messages = new ArrayList<>();
    List<Suppressed> suppressed = new ArrayList<>();
    Dispatcher dispatcher =
        new Dispatcher(settings.routing().routing(), kept.memory(), messages::add, suppressed::add);
    try (KafkaConsumer<byte[], byte[]> consumer = consumer();
        Registry registry = settings.registry().connect()) {
      RecordDecoder<Alert> decoder = new RecordDecoder<>(TopicCatalogue.ALERTS, registry);
      assign(consumer, positions);
      while (!hasEnded()) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        long now = plant.millis();
        boolean due = dispatcher.nextDue() <= now;
        for (ConsumerRecord<byte[], byte[]> record : records) {
          take(record, decoder, dispatcher, now);
          positions.put(record.partition(), record.offset() + 1);
        }
        dispatcher.advance(now);
        if (due || !records.isEmpty()) {
          outbox.keep(positions, kept.memory(), messages, suppressed, Instant.now());
          suppressed.forEach(counts::suppressed);
          if (!messages.isEmpty()) {
            tellCouriers();
          }
          messages.clear();
          suppressed.clear();
        }
        readAt = System.nanoTime();
      }
    }
  }

  private static void take(
      ConsumerRecord<byte[], byte[]> record,
      RecordDecoder<Alert> decoder,
      Dispatcher dispatcher,
      long now)
      throws RegistryException {
    if (record.value() == null) {
      return;
    }
    try {
      dispatcher.accept(AlertView.of(decoder.decode(record.value())), now);
    } catch (UndecodableException e) {
      LOG.error(
          "alert at partition {} offset {} cannot be read and is left out: {}",
          record.partition(),
          record.offset(),
          e.getMessage());
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> properties = new TreeMap<>(settings.kafkaProperties());
    properties.put("bootstrap.servers", settings.bootstrapServers());
    properties.put("enable.auto.commit", false);
    properties.put("auto.offset.reset", "earliest");
    properties.put("fetch.max.wait.ms", 100);
    properties.put("client.id", "takt-notifier");
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static void assign(KafkaConsumer<byte[], byte[]> consumer, Map<Integer, Long> positions) {
    List<TopicPartition> partitions = new ArrayList<>();
    consumer
        .partitionsFor(TopicCatalogue.ALERTS.name())
        .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
    consumer.assign(partitions);
    for (TopicPartition partition : partitions) {
      Long position = positions.get(partition.partition());
      if (position == null) {
        consumer.seekToBeginning(List.of(partition));
      } else {
        consumer.seek(partition, position);
      }
    }
  }

  private void deliver(Courier courier) {
    while (!hasEnded()) {
      try {
        CountDownLatch next = news.get();
        if (!courier.deliver()) {
          next.await(LOOK_EVERY, TimeUnit.MILLISECONDS);
        }
      } catch (SQLException e) {
        if (!hasEnded()) {
          LOG.warn("messages to {} wait for the database", courier.receiver(), e);
          pause(AFTER_FAILURE);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.error("handing over to {} failed; the message stays", courier.receiver(), e);
        pause(AFTER_FAILURE);
      }
    }
  }

  private void tellCouriers() {
    news.getAndSet(new CountDownLatch(1)).countDown();
  }

  private boolean hasEnded() {
    return ended.getCount() == 0;
  }

  private void pause(Duration length) {
    try {
      if (ended.await(length.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("it ends");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ended.countDown();
    }
  }

  @Override
  public void close() {
    ended.countDown();
    tellCouriers();
    for (Thread thread : threads) {
      try {
        thread.join(Duration.ofSeconds(15).toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
