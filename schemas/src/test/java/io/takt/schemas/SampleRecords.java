package io.takt.schemas;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** Records of any generated class with every field filled, from a seed. */
final class SampleRecords {

  private final Random random;

  SampleRecords(long seed) {
    this.random = new Random(seed);
  }

  <T extends SpecificRecord> T of(Topic<T> topic) {
    return topic.type().cast(value(topic.schema()));
  }

  private Object value(Schema schema) {
    return switch (schema.getType()) {
      case RECORD -> record(schema);
      case UNION -> value(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
      case ARRAY -> list(schema.getElementType());
      case MAP -> map(schema.getValueType());
      case ENUM ->
          SpecificData.get()
              .createEnum(
                  schema.getEnumSymbols().get(random.nextInt(schema.getEnumSymbols().size())),
                  schema);
      case STRING -> text();
      case BYTES -> ByteBuffer.wrap(text().getBytes(StandardCharsets.UTF_8));
      case INT ->
          schema.getLogicalType() instanceof LogicalTypes.Date
              ? (Object) LocalDate.ofEpochDay(random.nextInt(40_000))
              : random.nextInt();
      case LONG ->
          schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
              ? (Object) Instant.ofEpochMilli(random.nextLong() >> 16)
              : random.nextLong();
      case DOUBLE -> random.nextGaussian() * 1e6;
      case BOOLEAN -> random.nextBoolean();
      case NULL -> null;
      case FIXED, FLOAT -> throw new IllegalStateException("The contracts have no " + schema);
    };
  }

  private Object record(Schema schema) {
    SpecificRecord made = (SpecificRecord) SpecificData.get().newRecord(null, schema);
    for (Schema.Field field : schema.getFields()) {
      made.put(field.pos(), value(field.schema()));
    }
    return made;
  }

  private List<Object> list(Schema element) {
    List<Object> values = new ArrayList<>();
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      values.add(value(element));
    }
    return values;
  }

  private Map<String, Object> map(Schema element) {
    Map<String, Object> values = new HashMap<>();
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      values.put(text(), value(element));
    }
    return values;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(90);
    for (int i = 0; i < length; i++) {
      text.append("aZ09|\\ .äß€Ω漢\u0000".charAt(random.nextInt(14)));
    }
    return text.toString();
  }
}
