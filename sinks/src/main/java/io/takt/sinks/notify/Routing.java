package io.takt.sinks.notify;

import java.util.List;
import java.util.Map;

/**
 * Who hears of what, when. Lengths are milliseconds of the plant's time.
 *
 * @param freshness an alert that went active longer ago than this is told in a digest
 * @param floodOver more messages than this to one receiver within {@code floodWithin} become one
 */
record Routing(
    Map<String, Receiver> receivers,
    List<Route> routes,
    List<Inhibition> inhibitions,
    long freshness,
    int floodOver,
    long floodWithin) {

  /**
   * Somebody who hears.
   *
   * @param updates its messages can be brought up to date where they stand
   * @param quiet null: never
   * @param loud severities that are told in quiet hours too
   */
  record Receiver(String name, boolean updates, Windows quiet, List<String> loud) {}

  /**
   * Which alerts go to whom.
   *
   * @param goesOn true: the routes after it are looked at too
   * @param muted windows in which nothing of it is told; what is active after them is
   * @param ladder whom to tell when nobody has acknowledged
   */
  record Route(
      String name,
      Matcher match,
      List<String> receivers,
      boolean goesOn,
      List<String> groupBy,
      long groupWait,
      long groupInterval,
      long repeatInterval,
      List<Windows> muted,
      List<Step> ladder) {}

  /** After so long without a word these are told. */
  record Step(long after, List<String> receivers) {}

  /** While a source is active, targets that share these labels with it are not told. */
  record Inhibition(Matcher source, Matcher target, List<String> equal) {}
}
