package io.takt.jobs.alert;

import io.takt.jobs.alert.life.Word;
import io.takt.jobs.alert.rule.Observation;
import io.takt.jobs.alert.watch.Minute;
import io.takt.jobs.alert.watch.Order;
import io.takt.jobs.alert.watch.Place;

/**
 * One message on a topic the job reads: exactly one of its parts is there.
 *
 * @param asset what it is about; the order's number for an order
 * @param order as planned; with a quantity of 0: no longer of interest
 * @param time the plant's time it brings, epoch milliseconds; {@link #NO_TIME}: none
 */
public record Told(
    String asset,
    Observation observation,
    Minute minute,
    Place place,
    Order order,
    Word word,
    long time) {

  /** Says nothing of how far the plant's time has come. */
  public static final long NO_TIME = Long.MIN_VALUE;

  static Told of(Observation seen, long time) {
    return new Told(seen.asset(), seen, null, null, null, null, time);
  }

  static Told of(String asset, Minute minute) {
    return new Told(asset, null, minute, null, null, null, minute.start() + Minute.LENGTH);
  }

  static Told of(Place place) {
    return new Told(place.asset(), null, null, place, null, null, NO_TIME);
  }

  static Told of(Order order) {
    return new Told(order.order(), null, null, null, order, null, NO_TIME);
  }

  static Told of(String asset, Word word) {
    return new Told(asset, null, null, null, null, word, NO_TIME);
  }
}
