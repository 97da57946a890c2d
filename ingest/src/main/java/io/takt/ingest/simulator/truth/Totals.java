package io.takt.ingest.simulator.truth;

/**
 * Sums over some of an asset's time. Times in milliseconds, counts in pieces.
 *
 * @param calendar all of it; the eight categories sum to it
 * @param running with extra
 * @param extra ran although nothing was planned; also in running
 * @param ideal ideal time of what was made while seen
 * @param unrated pieces without a rate; also in total
 * @param unseen pieces made while nothing was seen; also in total
 * @param excluded pieces of orders that are excluded from OEE; also in total
 */
public record Totals(
    long calendar,
    long notScheduled,
    long plannedStop,
    long noData,
    long setup,
    long running,
    long minorStop,
    long unplannedStop,
    long pendingStop,
    long extra,
    double ideal,
    double total,
    double good,
    double scrap,
    double rework,
    double unrated,
    double unseen,
    double excluded) {

  /** Planned busy time. */
  public long pbt() {
    return setup + running + minorStop + unplannedStop + pendingStop;
  }

  /** Availability of profile tpm; null without planned busy time. */
  public Double availability() {
    return pbt() == 0 ? null : (double) (running + minorStop) / pbt();
  }

  /** Performance of profile tpm; null without a rate or without running. */
  public Double performance() {
    return running + minorStop == 0 || !rated() ? null : ideal / (running + minorStop);
  }

  /** Quality; null where nothing was made. */
  public Double quality() {
    return total == 0 ? null : good / total;
  }

  /** OEE; null where one of its factors is. */
  public Double oee() {
    Double availability = availability();
    Double performance = performance();
    Double quality = quality();
    return availability == null || performance == null || quality == null
        ? null
        : availability * performance * quality;
  }

  private boolean rated() {
    return unrated == 0 && !(ideal == 0 && total > 0);
  }
}
