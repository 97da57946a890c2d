package io.takt.sinks.tables;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.generic.IndexedRecord;

/** Small structured values as JSON, keys in a fixed order so that equal values give equal text. */
final class Json {

  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private Json() {}

  /** A map of texts. */
  static String of(Map<String, String> map) {
    try {
      // jsonb holds no NUL.
      return MAPPER.writeValueAsString(map).replace("\\u0000", "\\ufffd");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not writable as JSON: " + map.keySet(), e);
    }
  }

  /** Instants, as ISO 8601. */
  static String of(List<Instant> instants) {
    return instants.isEmpty()
        ? "[]"
        : instants.stream()
            .map(Instant::toString)
            .collect(Collectors.joining("\",\"", "[\"", "\"]"));
  }

  /** An Avro record, dates and times as Avro writes them: ISO 8601. */
  static String of(IndexedRecord record) {
    return record.toString().replace("\\u0000", "\\ufffd");
  }
}
