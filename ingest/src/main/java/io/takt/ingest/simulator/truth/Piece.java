package io.takt.ingest.simulator.truth;

/**
 * Parts told at once, where they are booked; good ones may turn out to be scrap or rework later.
 */
final class Piece {
  private final long at;
  private final String order;
  private final double total;
  private final double ideal;
  private final double unrated;
  private final boolean unseen;
  private final boolean excluded;
  private double good;
  private double scrap;
  private double rework;

  Piece(
      long at,
      String order,
      AssetHistory.Told told,
      double ideal,
      double unrated,
      boolean unseen,
      boolean excluded) {
    this.at = at;
    this.order = order;
    this.total = told.total();
    this.good = told.good();
    this.scrap = told.scrap();
    this.rework = told.rework();
    this.ideal = ideal;
    this.unrated = unrated;
    this.unseen = unseen;
    this.excluded = excluded;
  }

  /** Takes up to so many from good; returns how many. */
  double takeGood(double wanted, boolean forRework) {
    double taken = Math.min(wanted, good);
    good -= taken;
    if (forRework) {
      rework += taken;
    } else {
      scrap += taken;
    }
    return taken;
  }

  long at() {
    return at;
  }

  /** The order, or null. */
  String order() {
    return order;
  }

  double total() {
    return total;
  }

  double good() {
    return good;
  }

  double scrap() {
    return scrap;
  }

  double rework() {
    return rework;
  }

  double ideal() {
    return ideal;
  }

  double unrated() {
    return unrated;
  }

  boolean isUnseen() {
    return unseen;
  }

  boolean isExcluded() {
    return excluded;
  }
}
