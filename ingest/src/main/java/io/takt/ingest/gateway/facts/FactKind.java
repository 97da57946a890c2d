package io.takt.ingest.gateway.facts;

import io.takt.schemas.Topic;
import io.takt.schemas.TopicCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/**
 * One kind of fact.
 *
 * @param path its name in paths and rights
 * @param topic where it goes
 * @param identity fields that make its natural identity
 */
public record FactKind(String path, Topic<? extends SpecificRecord> topic, List<String> identity) {

  /** All there are. */
  public static final List<FactKind> ALL =
      List.of(
          new FactKind(
              "telemetry",
              TopicCatalogue.TELEMETRY,
              List.of("asset_id", "signal", "at", "source", "sequence")),
          new FactKind(
              "machine-states",
              TopicCatalogue.MACHINE_STATES,
              List.of("asset_id", "at", "source", "sequence")),
          new FactKind(
              "production-counts",
              TopicCatalogue.PRODUCTION_COUNTS,
              List.of("asset_id", "at", "source", "sequence")),
          new FactKind(
              "alarms",
              TopicCatalogue.ALARMS,
              List.of("asset_id", "at", "source", "sequence", "code", "active")),
          new FactKind(
              "operator-events", TopicCatalogue.OPERATOR_EVENTS, List.of("asset_id", "event_id")));

  /** What operators say. */
  public static final FactKind OPERATOR_EVENTS = ALL.get(ALL.size() - 1);

  /** The kind of that name. */
  public static Optional<FactKind> named(String path) {
    return ALL.stream().filter(kind -> kind.path().equals(path)).findFirst();
  }

  /** The names of all kinds. */
  public static Set<String> names() {
    return ALL.stream().map(FactKind::path).collect(Collectors.toUnmodifiableSet());
  }
}
