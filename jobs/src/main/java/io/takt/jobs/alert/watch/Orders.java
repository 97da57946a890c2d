package io.takt.jobs.alert.watch;

/** Orders as planned. */
@FunctionalInterface
public interface Orders {

  /** The order of this number; null: nobody has described it. */
  Order order(String number);
}
