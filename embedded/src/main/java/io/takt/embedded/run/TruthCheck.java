package io.takt.embedded.run;

import io.takt.ingest.simulator.truth.AssetTruth;
import io.takt.ingest.simulator.truth.PlantTruth;
import io.takt.ingest.simulator.truth.Totals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far the database is from the simulator's own books.
 *
 * @param maxAbsErrorS largest difference of any category of any asset and business date, in seconds
 * @param maxAbsOeeError largest difference of any OEE; one that is null on one side only counts as
 *     1
 * @param countErrors figures of parts that differ
 * @param differences one sentence for each difference, at most twenty
 */
record TruthCheck(
    double maxAbsErrorS, double maxAbsOeeError, int countErrors, List<String> differences) {

  private static final int MOST_SENTENCES = 20;
  private static final double MOST_ERROR_S = 1.0;
  private static final double MOST_OEE_ERROR = 0.001;
  private static final double SAME_COUNT = 1e-6;

  /** Whether the figures are as true as promised. */
  boolean holds() {
    return countErrors == 0 && maxAbsErrorS <= MOST_ERROR_S && maxAbsOeeError <= MOST_OEE_ERROR;
  }

  static TruthCheck of(PlantTruth truth, WindowFigures figures) {
    Comparison comparison = new Comparison();
    for (Map.Entry<String, AssetTruth> asset : truth.assets().entrySet()) {
      WindowFigures.Asset booked = figures.assets().get(asset.getKey());
      comparison.compare(
          asset.getKey(), asset.getValue().totals(), booked == null ? null : booked.figures());
      asset
          .getValue()
          .byBusinessDate()
          .forEach(
              (date, totals) ->
                  comparison.compare(
                      asset.getKey() + " on " + date,
                      totals,
                      booked == null ? null : booked.days().get(date.toString())));
    }
    return new TruthCheck(
        comparison.maxSeconds,
        comparison.maxOee,
        comparison.counts,
        List.copyOf(comparison.differences));
  }

  private static final class Comparison {
    private double maxSeconds;
    private double maxOee;
    private int counts;
    private final List<String> differences = new ArrayList<>();

    void compare(String what, Totals truth, Map<String, Double> booked) {
      Map<String, Double> figures = booked == null ? Map.of() : booked;
      seconds(truth).forEach((name, value) -> time(what, name, value, figures.get(name)));
      parts(truth).forEach((name, value) -> count(what, name, value, figures.get(name)));
      oee(what, truth.oee(), figures.get("oee"));
    }

    private void time(String what, String name, double truth, Double booked) {
      double error = Math.abs(truth - (booked == null ? 0 : booked));
      maxSeconds = Math.max(maxSeconds, error);
      note(error > SAME_COUNT, what, name, truth, booked);
    }

    private void count(String what, String name, double truth, Double booked) {
      boolean differs = Math.abs(truth - (booked == null ? 0 : booked)) > SAME_COUNT;
      counts += differs ? 1 : 0;
      note(differs, what, name, truth, booked);
    }

    private void oee(String what, Double truth, Double booked) {
      double error =
          truth == null && booked == null
              ? 0
              : truth == null || booked == null ? 1 : Math.abs(truth - booked);
      maxOee = Math.max(maxOee, error);
      note(error > MOST_OEE_ERROR, what, "oee", truth, booked);
    }

    private void note(boolean differs, String what, String name, Double truth, Double booked) {
      if (differs && differences.size() < MOST_SENTENCES) {
        differences.add(what + ": " + name + " is booked as " + booked + ", true is " + truth);
      }
    }
  }

  private static Map<String, Double> seconds(Totals truth) {
    Map<String, Double> seconds = new LinkedHashMap<>();
    seconds.put("calendar_s", truth.calendar() / 1000.0);
    seconds.put("not_scheduled_s", truth.notScheduled() / 1000.0);
    seconds.put("planned_stop_s", truth.plannedStop() / 1000.0);
    seconds.put("no_data_s", truth.noData() / 1000.0);
    seconds.put("setup_s", truth.setup() / 1000.0);
    seconds.put("running_s", truth.running() / 1000.0);
    seconds.put("minor_stop_s", truth.minorStop() / 1000.0);
    seconds.put("unplanned_stop_s", truth.unplannedStop() / 1000.0);
    seconds.put("pending_stop_s", truth.pendingStop() / 1000.0);
    seconds.put("extra_s", truth.extra() / 1000.0);
    seconds.put("ideal_s", truth.ideal() / 1000.0);
    return seconds;
  }

  private static Map<String, Double> parts(Totals truth) {
    Map<String, Double> parts = new LinkedHashMap<>();
    parts.put("total", truth.total());
    parts.put("good", truth.good());
    parts.put("scrap", truth.scrap());
    parts.put("rework", truth.rework());
    return parts;
  }
}
