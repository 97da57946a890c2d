package io.takt.jobs.alert;

import io.takt.avro.Asset;
import io.takt.avro.LedgerMinute;
import io.takt.avro.OperatorEvent;
import io.takt.avro.WorkOrder;
import io.takt.jobs.alert.life.Word;
import io.takt.jobs.alert.rule.Observation;
import io.takt.jobs.alert.rule.RuleSet;
import io.takt.jobs.alert.rule.Streams;
import io.takt.jobs.alert.watch.Order;
import io.takt.schemas.RecordDecoder;
import io.takt.schemas.Registry;
import io.takt.schemas.RegistryAddress;
import io.takt.schemas.RegistryException;
import io.takt.schemas.Topic;
import io.takt.schemas.TopicCatalogue;
import io.takt.schemas.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Messages of the topics that rules look at → what they tell. Bytes that nobody can read are
 * counted ({@code unreadable}) and left: on topics of facts and tables the oee job makes dead
 * letters of the same ones. Only a registry that does not answer fails the job.
 */
final class AlertIntake implements KafkaRecordDeserializationSchema<Told> {

  private static final long serialVersionUID = 1L;

  private final RegistryAddress registry;
  private final RuleSet rules;
  private transient Map<String, RecordDecoder<? extends SpecificRecord>> decoders;
  private transient Set<String> looked;
  private transient Counter unreadable;

  AlertIntake(RegistryAddress registry, RuleSet rules) {
    this.registry = registry;
    this.rules = rules;
  }

  /** Topics to read: those rules look at, and what every alert needs. */
  static List<String> topics(RuleSet rules) {
    return List.copyOf(wanted(rules).keySet());
  }

  private static Map<String, Topic<?>> wanted(RuleSet rules) {
    Map<String, Topic<?>> wanted = new TreeMap<>();
    for (Topic<?> topic :
        List.of(
            TopicCatalogue.OEE_LIVE,
            TopicCatalogue.OPERATOR_EVENTS,
            TopicCatalogue.ASSETS,
            TopicCatalogue.WORK_ORDERS)) {
      wanted.put(topic.name(), topic);
    }
    for (String stream : rules.streams()) {
      Topic<?> topic =
          Streams.SUMMED.contains(stream) ? TopicCatalogue.LEDGER : Streams.topic(stream);
      if (topic != null) {
        wanted.put(topic.name(), topic);
      }
    }
    return wanted;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    Registry connected = registry.connect();
    decoders = new HashMap<>();
    wanted(rules)
        .forEach((name, topic) -> decoders.put(name, new RecordDecoder<>(topic, connected)));
    looked = rules.streams();
    unreadable = context.getMetricGroup().counter("unreadable");
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<Told> out)
      throws RegistryException {
    String stream = message.topic().substring("takt.".length());
    try {
      if (message.value() == null) {
        gone(stream, message.key(), out);
      } else {
        take(stream, decoders.get(message.topic()).decode(message.value()), out);
      }
    } catch (UndecodableException | DateTimeException e) {
      unreadable.inc();
    }
  }

  private void gone(String stream, byte[] key, Collector<Told> out) {
    if (key == null) {
      unreadable.inc();
      return;
    }
    String name = new String(key, StandardCharsets.UTF_8);
    if (Streams.EPISODES.contains(stream)) {
      out.collect(Told.of(ToldMapping.gone(stream, name), Told.NO_TIME));
    } else if (stream.equals("work-orders")) {
      out.collect(Told.of(new Order(name, "", 0, Long.MAX_VALUE)));
    }
  }

  private void take(String stream, SpecificRecord row, Collector<Told> out) {
    if (row instanceof Asset asset) {
      out.collect(Told.of(ToldMapping.place(asset)));
    } else if (row instanceof WorkOrder order) {
      out.collect(Told.of(ToldMapping.order(order)));
    } else if (row instanceof LedgerMinute minute) {
      out.collect(Told.of(minute.getAssetId(), ToldMapping.minute(minute)));
    } else {
      if (row instanceof OperatorEvent event) {
        Word word = ToldMapping.word(event);
        if (word != null) {
          out.collect(Told.of(event.getAssetId(), word));
        }
      }
      if (looked.contains(stream) || stream.equals(Streams.LIVE)) {
        Observation seen = ToldMapping.observation(stream, row);
        out.collect(Told.of(seen, stream.equals(Streams.LIVE) ? seen.at() : Told.NO_TIME));
      }
    }
  }

  @Override
  public TypeInformation<Told> getProducedType() {
    return TypeInformation.of(Told.class);
  }
}
