package io.takt.schemas;

import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.formats.avro.RegistryAvroDeserializationSchema;
import org.apache.flink.formats.avro.RegistryAvroSerializationSchema;
import org.apache.flink.formats.avro.SchemaCoder;

/** Flink's own Avro formats on our registry coder. */
public final class FlinkFormats {

  private FlinkFormats() {}

  /** Writes records of the topic; registers its schema with the first. */
  public static <T extends SpecificRecord> RegistryAvroSerializationSchema<T> writing(
      Topic<T> topic, RegistryAddress registry) {
    return RegistryAvroSerializationSchema.forSpecific(topic.type(), coder(topic, registry));
  }

  /**
   * Reads records of the topic. Fails at the first message that cannot be read: a job that must go
   * on takes the bytes and a {@link RecordDecoder}, which is also faster.
   */
  public static <T extends SpecificRecord> RegistryAvroDeserializationSchema<T> reading(
      Topic<T> topic, RegistryAddress registry) {
    return new RegistryAvroDeserializationSchema<>(topic.type(), null, coder(topic, registry));
  }

  private static SchemaCoder.SchemaCoderProvider coder(Topic<?> topic, RegistryAddress registry) {
    String subject = topic.subject();
    return () -> new RegistrySchemaCoder(subject, registry.connect());
  }
}
