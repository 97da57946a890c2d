package io.takt.bench.causes;

import io.takt.jobs.downtime.cause.Candidate;
import io.takt.jobs.downtime.cause.CauseDesk;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Sums of what one way of telling causes got right. */
final class Scores {
  private static final int BINS = 10;

  private int stops;
  private int first;
  private int firstThree;
  private int alone;
  private int aloneRight;
  private double uncodedMinutes;
  private double explainedMinutes;
  private final double[] sure = new double[BINS];
  private final double[] right = new double[BINS];
  private final int[] binned = new int[BINS];
  private final Map<String, int[]> byReason = new TreeMap<>();

  /**
   * Takes one stop.
   *
   * @param uncoded minutes it lasted if nobody ever said why; else 0
   */
  void take(Guess guess, String truth, double uncoded) {
    stops++;
    String said = guess.first();
    boolean hit = truth.equals(said);
    first += hit ? 1 : 0;
    firstThree += guess.within(3, truth) ? 1 : 0;
    Candidate shown = CauseDesk.alone(guess.candidates());
    boolean shownRight = shown != null && shown.reason().equals(truth);
    alone += shown != null ? 1 : 0;
    aloneRight += shownRight ? 1 : 0;
    uncodedMinutes += uncoded;
    explainedMinutes += shownRight ? uncoded : 0;
    counts(truth)[0] += hit ? 1 : 0;
    counts(truth)[1]++;
    if (said != null) {
      counts(said)[2]++;
      double probability = guess.candidates().get(0).probability();
      int bin = Math.min(BINS - 1, (int) (probability * BINS));
      sure[bin] += probability;
      right[bin] += hit ? 1 : 0;
      binned[bin]++;
    }
  }

  private int[] counts(String reason) {
    return byReason.computeIfAbsent(reason, r -> new int[3]);
  }

  int stops() {
    return stops;
  }

  double top1() {
    return share(first, stops);
  }

  double top3() {
    return share(firstThree, stops);
  }

  double coverage() {
    return share(alone, stops);
  }

  /** Null where none was shown alone. */
  Double precisionWhenSingle() {
    return alone == 0 ? null : share(aloneRight, alone);
  }

  double explainedMinutesShare() {
    return uncodedMinutes == 0 ? 0 : explainedMinutes / uncodedMinutes;
  }

  /** Mean over the true reasons of the harmonic mean of precision and recall. */
  double macroF1() {
    double sum = 0;
    int reasons = 0;
    for (int[] counts : byReason.values()) {
      if (counts[1] > 0) {
        reasons++;
        sum += 2.0 * counts[0] / (counts[1] + counts[2]);
      }
    }
    return share(sum, reasons);
  }

  /** Mean distance between how sure it was and how often it was right, in ten bins. */
  double calibrationError() {
    double distance = 0;
    int all = 0;
    for (int bin = 0; bin < BINS; bin++) {
      distance += Math.abs(sure[bin] - right[bin]);
      all += binned[bin];
    }
    return share(distance, all);
  }

  private static double share(double part, double of) {
    return of == 0 ? 0 : part / of;
  }

  /** All figures by name, as fractions. */
  Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("top1", top1());
    figures.put("top3", top3());
    figures.put("macro_f1", macroF1());
    figures.put("calibration_error", calibrationError());
    figures.put("precision_when_single", precisionWhenSingle());
    figures.put("coverage", coverage());
    figures.put("explained_minutes_share", explainedMinutesShare());
    figures.put("stops", stops);
    return figures;
  }
}
