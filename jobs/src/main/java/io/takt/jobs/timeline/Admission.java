package io.takt.jobs.timeline;

import java.time.Duration;
import java.time.Instant;

/**
 * Whether a fact may be booked: a function of the fact alone, so that each replay judges alike.
 *
 * @param horizon facts older than this at their arrival are too late, in milliseconds
 */
public record Admission(long horizon) {

  /** A device's clock may run ahead by this much, in milliseconds. */
  public static final long AHEAD = Duration.ofMinutes(5).toMillis();

  /** The horizon unless one is set, in milliseconds. */
  public static final long HORIZON = Duration.ofDays(3).toMillis();

  /** What becomes of a fact. */
  public enum Verdict {
    ADMITTED,
    FUTURE_TIMESTAMP,
    BEYOND_HORIZON,
    INVALID_QUANTITY
  }

  /** What becomes of that fact. */
  public Verdict judge(Fact fact) {
    if (fact.at() > fact.arrivedAt() + AHEAD) {
      return Verdict.FUTURE_TIMESTAMP;
    }
    if (invalidQuantity(fact) != null) {
      return Verdict.INVALID_QUANTITY;
    }
    // Not the difference: it would overflow for an instant of the far past.
    return fact.touches() < fact.arrivedAt() - horizon ? Verdict.BEYOND_HORIZON : Verdict.ADMITTED;
  }

  /** Why it was not admitted: the thing, the value and what would be right; null if it was. */
  public String because(Fact fact) {
    return switch (judge(fact)) {
      case ADMITTED -> null;
      case FUTURE_TIMESTAMP ->
          "The fact's time "
              + Instant.ofEpochMilli(fact.at())
              + " lies more than 5 minutes after its arrival at "
              + Instant.ofEpochMilli(fact.arrivedAt())
              + "; the device's clock runs ahead.";
      case BEYOND_HORIZON ->
          "The fact speaks of "
              + Instant.ofEpochMilli(fact.touches())
              + " and arrived at "
              + Instant.ofEpochMilli(fact.arrivedAt())
              + ", more than "
              + Duration.ofMillis(horizon).toHours()
              + " hours later.";
      case INVALID_QUANTITY -> invalidQuantity(fact);
    };
  }

  private static String invalidQuantity(Fact fact) {
    if (fact instanceof Fact.OfCount count) {
      String found = invalid("total", count.total());
      found = found == null ? invalid("good", count.good()) : found;
      found = found == null ? invalid("scrap", count.scrap()) : found;
      found = found == null ? invalid("rework", count.rework()) : found;
      found = found == null ? invalid("counter_max", count.counterMax()) : found;
      return found;
    }
    if (fact instanceof Fact.OfOperator said) {
      boolean needed =
          said.entry() == OperatorEntry.SCRAP_REPORTED
              || said.entry() == OperatorEntry.REWORK_REPORTED;
      if (needed && Double.isNaN(said.quantity())) {
        return "The quantity is missing; " + said.entry() + " needs one of 0 or more.";
      }
      return invalid("quantity", said.quantity());
    }
    return null;
  }

  /** NaN stands for a figure that is not given. */
  private static String invalid(String figure, double value) {
    return value < 0 || Double.isInfinite(value)
        ? "The " + figure + " is " + value + "; it must be a number of 0 or more."
        : null;
  }
}
