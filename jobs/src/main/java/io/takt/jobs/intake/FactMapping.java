package io.takt.jobs.intake;

import io.takt.avro.CountKind;
import io.takt.avro.CountUnit;
import io.takt.avro.MachineAlarm;
import io.takt.avro.MachineState;
import io.takt.avro.OperatorEvent;
import io.takt.avro.ProductionCount;
import io.takt.jobs.timeline.AlarmSeverity;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.OperatorEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Facts as the contract has them → facts as the timeline has them. */
final class FactMapping {

  /** Characters of a word; a longer one is no identifier but a mistake that would lie in state. */
  static final int LONGEST_WORD = 1_000;

  /** Cuts of one stop. */
  static final int MOST_CUTS = 1_000;

  private FactMapping() {}

  /** The asset that the record is about. */
  static String asset(SpecificRecord row) throws InvalidRecordException {
    String asset =
        row instanceof MachineState state
            ? state.getAssetId()
            : row instanceof ProductionCount count
                ? count.getAssetId()
                : row instanceof MachineAlarm alarm
                    ? alarm.getAssetId()
                    : ((OperatorEvent) row).getAssetId();
    if (asset.isBlank()) {
      throw InvalidRecordException.value("The asset_id is empty; it must name an asset.");
    }
    return word("asset_id", asset);
  }

  private static String word(String field, String word) throws InvalidRecordException {
    if (word != null && word.length() > LONGEST_WORD) {
      throw InvalidRecordException.value(
          "The "
              + field
              + " has "
              + word.length()
              + " characters; it must have "
              + LONGEST_WORD
              + " at most.");
    }
    return word;
  }

  /** Event time of a record that has quantities. */
  static Instant at(SpecificRecord row) {
    return row instanceof ProductionCount count ? count.getAt() : ((OperatorEvent) row).getAt();
  }

  /**
   * The fact.
   *
   * @param received when Kafka took it, for a record that does not say when it arrived
   */
  static Fact fact(SpecificRecord row, long received) throws InvalidRecordException {
    if (row instanceof MachineState state) {
      return new Fact.OfState(
          state.getAt().toEpochMilli(),
          arrived(state.getArrivedAt(), received),
          word("state", state.getState()),
          word("source", state.getSource()),
          state.getSequence());
    }
    if (row instanceof ProductionCount count) {
      return fact(count, received);
    }
    if (row instanceof MachineAlarm alarm) {
      return new Fact.OfAlarm(
          alarm.getAt().toEpochMilli(),
          arrived(alarm.getArrivedAt(), received),
          word("code", alarm.getCode()),
          alarm.getActive(),
          severity(alarm.getSeverity()),
          word("source", alarm.getSource()),
          alarm.getSequence());
    }
    return fact((OperatorEvent) row, received);
  }

  private static Fact fact(ProductionCount count, long received) throws InvalidRecordException {
    return new Fact.OfCount(
        count.getAt().toEpochMilli(),
        arrived(count.getArrivedAt(), received),
        count.getKind() == CountKind.CUMULATIVE,
        count.getUnit() == CountUnit.CYCLE,
        figure("total", count.getTotal()),
        figure("good", count.getGood()),
        figure("scrap", count.getScrap()),
        figure("rework", count.getRework()),
        figure("counter_max", count.getCounterMax()),
        optional("work_order", count.getWorkOrder()),
        word("source", count.getSource()),
        count.getSequence());
  }

  private static Fact fact(OperatorEvent event, long received) throws InvalidRecordException {
    if (event.getEventId().isBlank()) {
      throw InvalidRecordException.value("The event_id is empty; it must identify the entry.");
    }
    long at = event.getAt().toEpochMilli();
    long from = event.getSpanFrom() == null ? at : event.getSpanFrom().toEpochMilli();
    long to = event.getSpanTo() == null ? Fact.NONE : event.getSpanTo().toEpochMilli();
    if (to != Fact.NONE && to < from) {
      throw InvalidRecordException.value(
          "The span ends at "
              + event.getSpanTo()
              + ", before it begins at "
              + Instant.ofEpochMilli(from)
              + ".");
    }
    OperatorEntry entry = entry(event);
    if (entry == OperatorEntry.REASON_GIVEN) {
      require(event.getReason(), "reason", entry);
    }
    if (entry == OperatorEntry.WITHDRAWN) {
      require(event.getRefersTo(), "refers_to", entry);
    }
    if (event.getSplitAt().size() > MOST_CUTS) {
      throw InvalidRecordException.value(
          "split_at has "
              + event.getSplitAt().size()
              + " cuts; it must have "
              + MOST_CUTS
              + " at most.");
    }
    List<Long> splitAt = new ArrayList<>(event.getSplitAt().size());
    for (Instant cut : event.getSplitAt()) {
      splitAt.add(cut.toEpochMilli());
    }
    return new Fact.OfOperator(
        at,
        arrived(event.getArrivedAt(), received),
        word("event_id", event.getEventId()),
        entry,
        from,
        to,
        optional("reason", event.getReason()),
        optional("work_order", event.getWorkOrder()),
        optional("product", event.getProduct()),
        event.getParallel(),
        figure("quantity", event.getQuantity()),
        List.copyOf(splitAt),
        optional("refers_to", event.getRefersTo()),
        word("source", event.getSource()),
        event.getSequence());
  }

  private static void require(String value, String field, OperatorEntry entry)
      throws InvalidRecordException {
    if (value == null || value.isBlank()) {
      throw InvalidRecordException.value("The " + field + " is missing; " + entry + " needs one.");
    }
  }

  private static long arrived(Instant arrivedAt, long received) {
    return arrivedAt == null ? received : arrivedAt.toEpochMilli();
  }

  private static String optional(String field, String word) throws InvalidRecordException {
    return word == null || word.isBlank() ? null : word(field, word);
  }

  /** NaN where it is not given; what was given must be a number, as NaN could not be told apart. */
  private static double figure(String name, Double value) throws InvalidRecordException {
    if (value == null) {
      return Double.NaN;
    }
    if (value.isNaN()) {
      throw InvalidRecordException.quantity(
          "The " + name + " is NaN; it must be a number of 0 or more.");
    }
    return value;
  }

  private static AlarmSeverity severity(io.takt.avro.AlarmSeverity severity) {
    return switch (severity) {
      case INFO -> AlarmSeverity.INFO;
      case WARNING -> AlarmSeverity.WARNING;
      case FAULT -> AlarmSeverity.FAULT;
      case CRITICAL -> AlarmSeverity.CRITICAL;
    };
  }

  private static OperatorEntry entry(OperatorEvent event) {
    return switch (event.getKind()) {
      case REASON_GIVEN -> OperatorEntry.REASON_GIVEN;
      case STOP_SPLIT -> OperatorEntry.STOP_SPLIT;
      case SCRAP_REPORTED -> OperatorEntry.SCRAP_REPORTED;
      case REWORK_REPORTED -> OperatorEntry.REWORK_REPORTED;
      case ORDER_STARTED -> OperatorEntry.ORDER_STARTED;
      case ORDER_PAUSED -> OperatorEntry.ORDER_PAUSED;
      case ORDER_FINISHED -> OperatorEntry.ORDER_FINISHED;
      case ORDER_ASSIGNED -> OperatorEntry.ORDER_ASSIGNED;
      case WITHDRAWN -> OperatorEntry.WITHDRAWN;
      case NOTE, ACKNOWLEDGED, SHELVED, DECISION, UNKNOWN -> OperatorEntry.OTHER;
    };
  }
}
