package io.takt.jobs.alert.rule;

import static io.takt.jobs.alert.rule.FieldKind.NUMBER;
import static io.takt.jobs.alert.rule.FieldKind.TIME;
import static io.takt.jobs.alert.rule.FieldKind.WORD;

import io.takt.schemas.Topic;
import io.takt.schemas.TopicCatalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The streams rules may look at, by the names they have in rules, and their fields. */
public final class Streams {

  public static final String LIVE = "oee-live";
  public static final String LEDGER = "ledger";

  /** Orders that run, looked at with each booked minute. */
  public static final String ORDER = "order";

  /** Streams whose records say when something began and whether it is over; the newest counts. */
  public static final Set<String> EPISODES = Set.of("stops", "anomalies");

  /** Made of sums over a window of booked minutes. */
  public static final Set<String> SUMMED = Set.of(LEDGER, ORDER);

  /** Of an asset, for the key {@code assets}. */
  public static final Map<String, FieldKind> PLACE =
      Map.of(
          "asset",
          WORD,
          "name",
          WORD,
          "line",
          WORD,
          "area",
          WORD,
          "site",
          WORD,
          "asset_class",
          WORD);

  private static final Map<String, FieldKind> SUMS =
      Map.ofEntries(
          Map.entry("oee", NUMBER),
          Map.entry("availability", NUMBER),
          Map.entry("performance", NUMBER),
          Map.entry("quality", NUMBER),
          Map.entry("scrap_ratio", NUMBER),
          Map.entry("total", NUMBER),
          Map.entry("good", NUMBER),
          Map.entry("scrap", NUMBER),
          Map.entry("rework", NUMBER),
          Map.entry("pbt_s", NUMBER),
          Map.entry("coverage", NUMBER));

  private static final Map<String, FieldKind> ORDER_FIELDS =
      Map.ofEntries(
          Map.entry("work_order", WORD),
          Map.entry("product", WORD),
          Map.entry("quantity", NUMBER),
          Map.entry("good", NUMBER),
          Map.entry("remaining", NUMBER),
          Map.entry("rate_per_h", NUMBER),
          Map.entry("pbt_s", NUMBER),
          Map.entry("due", TIME),
          Map.entry("projected_finish", TIME),
          Map.entry("late_s", NUMBER));

  private static final Map<String, Topic<?>> TOPICS = topics();

  private Streams() {}

  private static Map<String, Topic<?>> topics() {
    Map<String, Topic<?>> topics = new TreeMap<>();
    for (Topic<?> topic :
        List.of(
            TopicCatalogue.OEE_LIVE,
            TopicCatalogue.STOPS,
            TopicCatalogue.ANOMALIES,
            TopicCatalogue.DATA_QUALITY,
            TopicCatalogue.PRODUCTION_COUNTS,
            TopicCatalogue.OPERATOR_EVENTS,
            TopicCatalogue.MACHINE_STATES,
            TopicCatalogue.ALARMS,
            TopicCatalogue.TELEMETRY)) {
      topics.put(topic.name().substring("takt.".length()), topic);
    }
    return topics;
  }

  /** The topic a stream is read from as it is; null: it is made of others. */
  public static Topic<?> topic(String stream) {
    return TOPICS.get(stream);
  }

  /**
   * Fields of a stream.
   *
   * @throws IllegalArgumentException when there is no such stream
   */
  public static Map<String, FieldKind> fields(String stream) {
    if (LEDGER.equals(stream)) {
      return SUMS;
    }
    if (ORDER.equals(stream)) {
      return ORDER_FIELDS;
    }
    Topic<?> topic = stream == null ? null : TOPICS.get(stream);
    if (topic == null) {
      throw new IllegalArgumentException(
          "there is no stream "
              + stream
              + "; there are "
              + TOPICS.keySet()
              + ", ledger, order and alerts");
    }
    Map<String, FieldKind> fields = new HashMap<>();
    for (Schema.Field field : topic.schema().getFields()) {
      FieldKind kind = kind(field.schema());
      if (kind != null) {
        fields.put(field.name(), kind);
      }
    }
    return fields;
  }

  private static FieldKind kind(Schema schema) {
    return switch (schema.getType()) {
      case UNION ->
          schema.getTypes().stream()
              .filter(type -> type.getType() != Schema.Type.NULL)
              .findFirst()
              .map(Streams::kind)
              .orElse(null);
      case STRING, ENUM, BOOLEAN -> WORD;
      case LONG -> schema.getLogicalType() instanceof LogicalTypes.TimestampMillis ? TIME : NUMBER;
      case INT, FLOAT, DOUBLE -> NUMBER;
      default -> null;
    };
  }
}
