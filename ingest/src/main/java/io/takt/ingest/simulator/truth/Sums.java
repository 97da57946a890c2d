package io.takt.ingest.simulator.truth;

import java.util.EnumMap;
import java.util.Map;

/** Adds up {@link Totals}. */
final class Sums {
  private final Map<Category, Long> byCategory = new EnumMap<>(Category.class);
  private long extra;
  private double ideal;
  private double good;
  private double scrap;
  private double rework;
  private double total;
  private double unrated;
  private double unseen;
  private double excluded;

  void time(Category category, long milliseconds, boolean isExtra) {
    byCategory.merge(category, milliseconds, Long::sum);
    if (isExtra) {
      extra += milliseconds;
    }
  }

  void parts(Piece piece) {
    total += piece.total();
    good += piece.good();
    scrap += piece.scrap();
    rework += piece.rework();
    ideal += piece.ideal();
    unrated += piece.unrated();
    unseen += piece.isUnseen() ? piece.total() : 0;
    excluded += piece.isExcluded() ? piece.total() : 0;
  }

  Totals totals() {
    long calendar = 0;
    for (long milliseconds : byCategory.values()) {
      calendar += milliseconds;
    }
    return new Totals(
        calendar,
        of(Category.NOT_SCHEDULED),
        of(Category.PLANNED_STOP),
        of(Category.NO_DATA),
        of(Category.SETUP),
        of(Category.RUNNING),
        of(Category.MINOR_STOP),
        of(Category.UNPLANNED_STOP),
        of(Category.PENDING_STOP),
        extra,
        ideal,
        total,
        good,
        scrap,
        rework,
        unrated,
        unseen,
        excluded);
  }

  private long of(Category category) {
    return byCategory.getOrDefault(category, 0L);
  }
}
