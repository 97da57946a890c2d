package io.takt.ingest.gateway.facts;

import io.takt.avro.OperatorEvent;
import io.takt.avro.ProductionCount;
import io.takt.avro.Telemetry;
import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** What the contract asks of facts beyond their types; the jobs would refuse them, too. */
public final class FactRules {

  /** A device's clock may run ahead by this much. */
  public static final Duration AHEAD = Duration.ofMinutes(5);

  private FactRules() {}

  /**
   * Looks at one fact.
   *
   * @param now the plant's time
   * @throws RowException 422 when it would not be used
   */
  public static void check(SpecificRecord fact, Instant now) throws RowException {
    for (String field : new String[] {"asset_id", "signal", "state", "code", "event_id"}) {
      var known = fact.getSchema().getField(field);
      if (known != null && ((String) fact.get(known.pos())).isBlank()) {
        throw RowException.field(field, "must not be empty.");
      }
    }
    Instant at = (Instant) fact.get(fact.getSchema().getField("at").pos());
    if (at.isAfter(now.plus(AHEAD))) {
      throw RowException.field(
          "at",
          "lies more than 5 minutes after the plant's time "
              + now
              + "; set the device's clock right.");
    }
    if (fact instanceof ProductionCount count) {
      check(count);
    } else if (fact instanceof OperatorEvent event) {
      check(event);
    } else if (fact instanceof Telemetry sample) {
      finite("value", sample.getValue());
    }
  }

  private static void check(ProductionCount count) throws RowException {
    notNegative("total", count.getTotal());
    notNegative("good", count.getGood());
    notNegative("scrap", count.getScrap());
    notNegative("rework", count.getRework());
    notNegative("counter_max", count.getCounterMax());
    if (count.getTotal() == null
        && count.getGood() == null
        && count.getScrap() == null
        && count.getRework() == null) {
      throw RowException.field("total", "is missing, and so are good, scrap and rework.");
    }
  }

  private static void check(OperatorEvent event) throws RowException {
    Instant from = event.getSpanFrom() == null ? event.getAt() : event.getSpanFrom();
    if (event.getSpanTo() != null && event.getSpanTo().isBefore(from)) {
      throw RowException.field("span_to", "lies before the span begins.");
    }
    notNegative("quantity", event.getQuantity());
    switch (event.getKind()) {
      case REASON_GIVEN -> given("reason", event.getReason());
      case SCRAP_REPORTED, REWORK_REPORTED -> {
        if (event.getQuantity() == null) {
          throw RowException.field("quantity", "is missing; " + event.getKind() + " needs one.");
        }
      }
      case STOP_SPLIT -> {
        if (event.getSplitAt().isEmpty()) {
          throw RowException.field("split_at", "is empty; STOP_SPLIT needs a time.");
        }
      }
      case ORDER_STARTED, ORDER_ASSIGNED -> {
        if (event.getWorkOrder() == null && event.getProduct() == null) {
          throw RowException.field("work_order", "is missing, and so is product.");
        }
      }
      case WITHDRAWN, ACKNOWLEDGED, SHELVED, DECISION -> given("refers_to", event.getRefersTo());
      case NOTE -> given("note", event.getNote());
      case ORDER_PAUSED, ORDER_FINISHED -> {
        // Without an order: the one that runs.
      }
      case UNKNOWN -> throw RowException.field("kind", "is not known.");
    }
  }

  private static void given(String field, String value) throws RowException {
    if (value == null || value.isBlank()) {
      throw RowException.field(field, "is missing.");
    }
  }

  private static void notNegative(String field, Double value) throws RowException {
    finite(field, value);
    if (value != null && value < 0) {
      throw RowException.field(field, "must be 0 or more.");
    }
  }

  private static void finite(String field, Double value) throws RowException {
    if (value != null && !Double.isFinite(value)) {
      throw RowException.field(field, "must be a number.");
    }
  }
}
