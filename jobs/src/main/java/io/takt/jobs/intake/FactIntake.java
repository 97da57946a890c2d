package io.takt.jobs.intake;

import io.takt.avro.DataQuality;
import io.takt.avro.DataQualityKind;
import io.takt.avro.DeadLetterReason;
import io.takt.avro.LateEvent;
import io.takt.avro.LateReason;
import io.takt.jobs.intake.AssetInput.Reported;
import io.takt.jobs.intake.Inlet.Doubtful;
import io.takt.jobs.intake.Inlet.TooLate;
import io.takt.jobs.intake.Inlet.Unusable;
import io.takt.jobs.timeline.Admission;
import io.takt.jobs.timeline.Fact;
import io.takt.schemas.RecordDecoder;
import io.takt.schemas.Registry;
import io.takt.schemas.RegistryAddress;
import io.takt.schemas.RegistryException;
import io.takt.schemas.TopicCatalogue;
import io.takt.schemas.UndecodableException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Messages on the topics of facts → what they turned out to be.
 *
 * <p>Bytes that nobody can read become a dead letter. Only when the schema registry does not answer
 * the job fails, to try again: then the bytes may be fine.
 */
public final class FactIntake implements KafkaRecordDeserializationSchema<Inlet> {

  private static final long serialVersionUID = 1L;

  private final RegistryAddress registryAddress;
  private final long horizon;

  private transient Admission admission;
  private transient Map<FactTopic, RecordDecoder<? extends SpecificRecord>> decoders;
  private transient FactTopic lastTopic;
  private transient String lastTopicName;

  /**
   * @param horizon facts older than this at their arrival are too late, in milliseconds
   */
  public FactIntake(RegistryAddress registryAddress, long horizon) {
    this.registryAddress = registryAddress;
    this.horizon = horizon;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    Registry registry = registryAddress.connect();
    admission = new Admission(horizon);
    decoders = new EnumMap<>(FactTopic.class);
    decoders.put(
        FactTopic.MACHINE_STATES, new RecordDecoder<>(TopicCatalogue.MACHINE_STATES, registry));
    decoders.put(
        FactTopic.PRODUCTION_COUNTS,
        new RecordDecoder<>(TopicCatalogue.PRODUCTION_COUNTS, registry));
    decoders.put(FactTopic.ALARMS, new RecordDecoder<>(TopicCatalogue.ALARMS, registry));
    decoders.put(
        FactTopic.OPERATOR_EVENTS, new RecordDecoder<>(TopicCatalogue.OPERATOR_EVENTS, registry));
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<Inlet> out)
      throws RegistryException {
    if (message.value() == null) {
      reject(message, DeadLetterReason.MALFORMED, "The message has no value; facts have one.", out);
      return;
    }
    FactTopic topic = topic(message.topic());
    SpecificRecord row;
    try {
      row = decoders.get(topic).decode(message.value());
    } catch (UndecodableException e) {
      reject(message, DeadLetterReason.MALFORMED, e.getMessage(), out);
      return;
    }
    take(message, topic, row, out);
  }

  private void take(
      ConsumerRecord<byte[], byte[]> message,
      FactTopic topic,
      SpecificRecord row,
      Collector<Inlet> out) {
    String asset = "";
    Fact fact;
    try {
      asset = FactMapping.asset(row);
      fact = FactMapping.fact(row, message.timestamp());
    } catch (InvalidRecordException e) {
      reject(message, DeadLetterReason.INVALID, e.getMessage(), out);
      if (e.aboutQuantity()) {
        doubtQuantity(message, topic, asset, FactMapping.at(row), e.getMessage(), out);
      }
      return;
    }
    switch (admission.judge(fact)) {
      case ADMITTED ->
          out.collect(new Reported(topic, message.partition(), message.offset(), asset, fact));
      case FUTURE_TIMESTAMP ->
          reject(message, DeadLetterReason.FUTURE_TIMESTAMP, admission.because(fact), out);
      case INVALID_QUANTITY -> {
        String because = admission.because(fact);
        reject(message, DeadLetterReason.INVALID, because, out);
        doubtQuantity(message, topic, asset, Instant.ofEpochMilli(fact.at()), because, out);
      }
      case BEYOND_HORIZON ->
          out.collect(
              new TooLate(
                  LateEvent.newBuilder()
                      .setAssetId(asset)
                      .setAt(Instant.ofEpochMilli(fact.at()))
                      .setArrivedAt(Instant.ofEpochMilli(fact.arrivedAt()))
                      .setTopic(message.topic())
                      .setReason(LateReason.BEYOND_HORIZON)
                      .setFact(FactJson.of(asset, fact))
                      .setPartition(message.partition())
                      .setOffset(message.offset())
                      .build()));
    }
  }

  private static void reject(
      ConsumerRecord<byte[], byte[]> message,
      DeadLetterReason reason,
      String detail,
      Collector<Inlet> out) {
    out.collect(new Unusable(DeadLetters.of(message, reason, detail)));
  }

  private static void doubtQuantity(
      ConsumerRecord<byte[], byte[]> message,
      FactTopic topic,
      String asset,
      Instant at,
      String detail,
      Collector<Inlet> out) {
    out.collect(
        new Doubtful(
            DataQuality.newBuilder()
                .setAssetId(asset)
                .setKind(DataQualityKind.INVALID_QUANTITY)
                .setAt(at)
                .setSubject(topic.topicName() + "/" + message.partition() + "/" + message.offset())
                .setDetail(detail)
                .build()));
  }

  /** A message's topic; consumers give the same String again and again. */
  private FactTopic topic(String name) {
    if (name.equals(lastTopicName)) {
      return lastTopic;
    }
    for (FactTopic topic : FactTopic.values()) {
      if (topic.topicName().equals(name)) {
        lastTopic = topic;
        lastTopicName = name;
        return topic;
      }
    }
    throw new IllegalStateException("A message came from topic " + name + ", which holds no facts");
  }

  @Override
  public TypeInformation<Inlet> getProducedType() {
    return InletSerializer.TYPE;
  }
}
