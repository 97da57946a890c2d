package io.takt.bench.peer;

import io.takt.avro.WorkOrder;
import io.takt.schemas.Registry;
import io.takt.schemas.RegistryAddress;
import io.takt.schemas.Topic;
import io.takt.schemas.TopicCatalogue;
import io.takt.schemas.TopicDeserializer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.Stores;

/**
 * The OEE in Kafka Streams: one processor over an in-memory store with its cache and its changelog,
 * on one thread, at least once. Loaded by {@link OwnLibraries}.
 */
public final class KafkaStreamsOee implements Peer {

  private static final List<Topic<? extends SpecificRecord>> FACTS =
      List.of(
          TopicCatalogue.MACHINE_STATES,
          TopicCatalogue.PRODUCTION_COUNTS,
          TopicCatalogue.OPERATOR_EVENTS);

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long CACHE_BYTES = 64L << 20;

  private final IntConsumer given;

  /**
   * @param given told how many facts the consumer was given, each time it was given some
   */
  public KafkaStreamsOee(IntConsumer given) {
    this.given = given;
  }

  @Override
  public Run start(PeerSite site) throws Exception {
    return withOwnClasses(() -> startHere(site));
  }

  private Run startHere(PeerSite site) throws Exception {
    // Another one each time: what it has read and kept is told by its name.
    String application = "peer-oee-" + UUID.randomUUID();
    Registry registry = new RegistryAddress(site.registry()).connect();
    MinuteWriter writer = new MinuteWriter(site.database(), site.flush().toMillis());
    AtomicReference<Throwable> failure = new AtomicReference<>();
    KafkaStreams streams =
        new KafkaStreams(topology(site, registry, writer), settings(site, application));
    streams.setUncaughtExceptionHandler(
        e -> {
          failure.set(e);
          return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    streams.start();
    return new Application(site, application, streams, registry, writer, failure);
  }

  /** Kafka finds classes that settings name by the thread, and its threads inherit that. */
  private static <V> V withOwnClasses(Callable<V> action) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(KafkaStreamsOee.class.getClassLoader());
    try {
      return action.call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private Properties settings(PeerSite site, String application) throws Exception {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, site.bootstrapServers());
    settings.put(
        StreamsConfig.STATE_DIR_CONFIG,
        Files.createTempDirectory(site.directory(), "streams").toString());
    settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1);
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    settings.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    // The processor asks for its commits, once its rows are written.
    settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, Duration.ofDays(1).toMillis());
    settings.put(
        StreamsConfig.mainConsumerPrefix(ConsumerConfig.INTERCEPTOR_CLASSES_CONFIG),
        GivenFacts.class.getName());
    settings.put(StreamsConfig.mainConsumerPrefix(GivenFacts.LISTENER), given);
    return settings;
  }

  private static Topology topology(PeerSite site, Registry registry, MinuteWriter writer) {
    Topology topology = new Topology();
    table(
        topology,
        BookingProcessor.PRODUCTS,
        TopicCatalogue.WORK_ORDERS,
        registry,
        WorkOrder::getProduct,
        Serdes.String());
    table(
        topology,
        BookingProcessor.RATES,
        TopicCatalogue.PRODUCT_RATES,
        registry,
        IdealTime::ofUnitMs,
        Serdes.Double());
    topology.addSource(
        AutoOffsetReset.earliest(),
        "facts",
        new FactTime(),
        new ByteArrayDeserializer(),
        facts(registry),
        FACTS.stream().map(Topic::name).toArray(String[]::new));
    topology.addProcessor("book", () -> new BookingProcessor(site, writer), "facts");
    topology.addStateStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(BookingProcessor.BOOKINGS),
                Serdes.String(),
                new AssetBookingSerde())
            .withCachingEnabled(),
        "book");
    return topology;
  }

  /** A topic that is read whole before the first fact; of each row one figure is kept. */
  private static <T extends SpecificRecord, V> void table(
      Topology topology,
      String name,
      Topic<T> topic,
      Registry registry,
      RowTable.Figure<T, V> figure,
      Serde<V> serde) {
    topology.addGlobalStore(
        Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), serde)
            .withLoggingDisabled(),
        name + "-source",
        new StringDeserializer(),
        new TopicDeserializer<>(topic, registry),
        topic.name(),
        name + "-table",
        () -> new RowTable<>(name, figure));
  }

  /** By the oee job's own decoder. */
  private static Deserializer<SpecificRecord> facts(Registry registry) {
    Map<String, TopicDeserializer<? extends SpecificRecord>> byTopic = new HashMap<>();
    for (Topic<? extends SpecificRecord> topic : FACTS) {
      byTopic.put(topic.name(), new TopicDeserializer<>(topic, registry));
    }
    return (topic, payload) -> byTopic.get(topic).deserialize(topic, payload);
  }

  /** It goes on until it is closed. */
  private record Application(
      PeerSite site,
      String name,
      KafkaStreams streams,
      Registry registry,
      MinuteWriter writer,
      AtomicReference<Throwable> failure)
      implements Run {

    @Override
    public boolean ended() {
      if (failure.get() != null) {
        throw new IllegalStateException("Kafka Streams failed: " + failure.get(), failure.get());
      }
      return false;
    }

    @Override
    public void end() throws Exception {
      try (registry;
          writer) {
        if (!streams.close(PATIENCE)) {
          throw new IllegalStateException("Kafka Streams did not end within " + PATIENCE);
        }
      }
      streams.cleanUp();
      withOwnClasses(this::deleteOwnTopics);
    }

    private Set<String> deleteOwnTopics() throws Exception {
      try (Admin admin =
          Admin.create(
              Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, site.bootstrapServers()))) {
        Set<String> own = new TreeSet<>(admin.listTopics().names().get());
        own.removeIf(topic -> !topic.startsWith(name + "-"));
        admin.deleteTopics(own).all().get();
        return own;
      }
    }
  }
}
