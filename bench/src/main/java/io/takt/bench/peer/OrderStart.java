package io.takt.bench.peer;

import io.takt.avro.OperatorEvent;
import java.time.Instant;

/** When an operator's word on an order begins to hold. */
final class OrderStart {

  private OrderStart() {}

  static Instant of(OperatorEvent event) {
    return event.getSpanFrom() == null ? event.getAt() : event.getSpanFrom();
  }
}
