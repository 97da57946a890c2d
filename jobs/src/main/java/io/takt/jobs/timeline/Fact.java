package io.takt.jobs.timeline;

import java.util.List;

/**
 * Something that was reported about one asset. A fact never changes; a correction is another fact.
 */
public sealed interface Fact {

  /** Stands for an instant that is not given. */
  long NONE = Long.MIN_VALUE;

  /** Event time by the device's clock. */
  long at();

  /** When our first part took it. */
  long arrivedAt();

  /** Where it came from; orders facts of one instant and sequence. */
  String source();

  /** Rises within one source; orders facts of one instant. */
  long sequence();

  /** The earliest instant that the fact can touch; its age is measured from here. */
  default long touches() {
    return at();
  }

  /** The machine's state from {@code at} on, in the vendor's own word. */
  record OfState(long at, long arrivedAt, String word, String source, long sequence)
      implements Fact {}

  /**
   * Parts counted. Figures that the source does not count are NaN.
   *
   * @param cumulative readings of counters that only rise, roll over or are reset; else differences
   * @param cycles the figures count machine cycles, not pieces
   * @param counterMax highest reading before the counter starts again; NaN: the asset's setting
   * @param order order the parts belong to; null: the one that runs
   */
  record OfCount(
      long at,
      long arrivedAt,
      boolean cumulative,
      boolean cycles,
      double total,
      double good,
      double scrap,
      double rework,
      double counterMax,
      String order,
      String source,
      long sequence)
      implements Fact {}

  /** An alarm that came ({@code active}) or went. */
  record OfAlarm(
      long at,
      long arrivedAt,
      String code,
      boolean active,
      AlarmSeverity severity,
      String source,
      long sequence)
      implements Fact {}

  /**
   * What a person says about a span of time.
   *
   * @param id identity made by the device that took the entry
   * @param from start of the span; never NONE
   * @param to end of the span; NONE: an instant, or open
   * @param quantity parts, for scrap and rework; NaN otherwise
   * @param splitAt where to cut a stop; empty otherwise
   * @param refersTo id of the entry that is taken back
   * @param operator who said it, a badge or user; empty: not known
   * @param note in their own words; null: none. Not part of what is kept: nothing is booked by it
   */
  record OfOperator(
      long at,
      long arrivedAt,
      String id,
      OperatorEntry entry,
      long from,
      long to,
      String reason,
      String order,
      String product,
      boolean parallel,
      double quantity,
      List<Long> splitAt,
      String refersTo,
      String operator,
      String note,
      String source,
      long sequence)
      implements Fact {

    @Override
    public long touches() {
      return Math.min(at, from);
    }

    /** As it is kept: of people's words only what can be referred to. */
    OfOperator withoutNote() {
      return note == null
          ? this
          : new OfOperator(
              at, arrivedAt, id, entry, from, to, reason, order, product, parallel, quantity,
              splitAt, refersTo, operator, null, source, sequence);
    }
  }
}
