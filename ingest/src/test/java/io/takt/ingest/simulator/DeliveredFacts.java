package io.takt.ingest.simulator;

import io.takt.avro.MachineAlarm;
import io.takt.avro.MachineState;
import io.takt.avro.OperatorEvent;
import io.takt.avro.ProductionCount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * All deliveries of a run, and what a plain reader makes of them: no garbage, no wrong clock, no
 * repetition.
 */
final class DeliveredFacts {
  private static final Duration AHEAD = Duration.ofMinutes(5);

  final List<Delivery> all = new ArrayList<>();
  final PlantRun run;

  DeliveredFacts(PlantRun run) {
    this.run = run;
    run.forEachRemaining(all::add);
  }

  static DeliveredFacts of(PlantSettings settings, Duration length) {
    return new DeliveredFacts(new Plant(settings).until(settings.start().plus(length)));
  }

  <T> List<T> of(Class<T> type) {
    return all.stream().map(Delivery::value).filter(type::isInstance).map(type::cast).toList();
  }

  /** Counts of an asset in order of time, each once. */
  List<ProductionCount> counts(String asset) {
    Set<Long> seen = new LinkedHashSet<>();
    return of(ProductionCount.class).stream()
        .filter(count -> count.getAssetId().equals(asset))
        .filter(count -> !ahead(count.getAt(), count.getArrivedAt()))
        .filter(count -> seen.add(count.getSequence()))
        .sorted(
            Comparator.comparing(ProductionCount::getAt)
                .thenComparing(ProductionCount::getSequence))
        .toList();
  }

  long times(Predicate<Delivery> wanted) {
    return all.stream().filter(wanted).count();
  }

  static boolean ahead(Instant at, Instant arrived) {
    return at.isAfter(arrived.plus(AHEAD));
  }

  /** Event time of a fact; null for garbage. */
  static Instant at(Delivery delivery) {
    if (delivery.value() instanceof MachineState state) {
      return state.getAt();
    } else if (delivery.value() instanceof ProductionCount count) {
      return count.getAt();
    } else if (delivery.value() instanceof MachineAlarm alarm) {
      return alarm.getAt();
    } else if (delivery.value() instanceof OperatorEvent event) {
      return event.getAt();
    } else if (delivery.value() instanceof io.takt.avro.Telemetry sample) {
      return sample.getAt();
    }
    return null;
  }

  /** Arrival as the fact itself tells it; null for garbage. */
  static Instant arrivedAt(Delivery delivery) {
    if (delivery.value() instanceof MachineState state) {
      return state.getArrivedAt();
    } else if (delivery.value() instanceof ProductionCount count) {
      return count.getArrivedAt();
    } else if (delivery.value() instanceof MachineAlarm alarm) {
      return alarm.getArrivedAt();
    } else if (delivery.value() instanceof OperatorEvent event) {
      return event.getArrivedAt();
    } else if (delivery.value() instanceof io.takt.avro.Telemetry sample) {
      return sample.getArrivedAt();
    }
    return null;
  }
}
