package io.takt.jobs.anomaly;

import io.takt.jobs.anomaly.RegimeModel.Judgement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which signals an episode is about, and in which bands they would be normal. */
final class Explanation {
  private static final double LEAST_SHARE = 0.05;
  private static final double BAND = 3;

  private Explanation() {}

  static List<Contribution> of(
      List<SensorWatch> sensors, RegimeModel regime, Judgement row, Evidence by) {
    double[] weights = new double[row.distances.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] =
          switch (by) {
            case LEVEL -> row.distances[i] * row.distances[i];
            case NOVELTY -> row.novelties[i];
            case SPECIFICATION -> sensors.get(i).beyondSpecification() ? 1 : 0;
          };
      sum += weights[i];
    }
    List<Contribution> parts = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      double share = sum > 0 ? weights[i] / sum : 0;
      double actual = sensors.get(i).value();
      if (share >= LEAST_SHARE && !Double.isNaN(actual)) {
        parts.add(part(sensors.get(i), regime.reference(i), share, actual, by));
      }
    }
    parts.sort(Comparator.comparingDouble(Contribution::share).reversed());
    return parts;
  }

  private static Contribution part(
      SensorWatch sensor, ReferenceChart chart, double share, double actual, Evidence by) {
    double expected = chart.reference();
    double lower = expected - BAND * chart.deviation();
    double upper = expected + BAND * chart.deviation();
    if (by == Evidence.SPECIFICATION) {
      lower = Double.isNaN(sensor.lower()) ? lower : sensor.lower();
      upper = Double.isNaN(sensor.upper()) ? upper : sensor.upper();
    }
    double way = by == Evidence.LEVEL ? chart.distance() : actual - expected;
    Direction direction = way > 0 ? Direction.HIGH : way < 0 ? Direction.LOW : Direction.OTHER;
    return new Contribution(sensor.name(), share, actual, expected, lower, upper, direction);
  }
}
