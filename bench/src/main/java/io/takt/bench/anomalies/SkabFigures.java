package io.takt.bench.anomalies;

import io.takt.bench.anomalies.SkabScorer.Outliers;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** SKAB's two scores of one detector, printed and for the report. */
final class SkabFigures {
  private final SkabScorer scorer;
  private final PrintWriter out;

  SkabFigures(List<SkabRun> runs, PrintWriter out) {
    this.scorer = new SkabScorer(runs);
    this.out = out;
  }

  Map<String, Object> of(String title, List<boolean[]> abnormal, List<boolean[]> changes) {
    Outliers outliers = scorer.outliers(abnormal);
    Map<String, Double> points = new LinkedHashMap<>();
    for (NabProfile profile : NabProfile.values()) {
      points.put(profile.key(), scorer.changePoints(changes, profile));
    }
    out.printf(
        Locale.ROOT,
        "%-42s F1 %.3f  false alarms %4.1f %%  missing %4.1f %%   changes %5.1f %5.1f %5.1f%n",
        title,
        outliers.f1(),
        100 * outliers.far(),
        100 * outliers.mar(),
        points.get(NabProfile.STANDARD.key()),
        points.get(NabProfile.LOW_FP.key()),
        points.get(NabProfile.LOW_FN.key()));
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("f1", outliers.f1());
    figures.put("far", outliers.far());
    figures.put("mar", outliers.mar());
    figures.put("change_point", points);
    return figures;
  }

  /** What others published for all 34 runs. */
  Map<String, Object> published() {
    Map<String, Object> published = new LinkedHashMap<>();
    References.skabOutliers()
        .forEach(
            (name, f) -> {
              published.put(name, f);
              out.printf(
                  Locale.ROOT,
                  "%-42s F1 %.3f  false alarms %4.1f %%  missing %4.1f %%%n",
                  name + ", published, all 34 runs",
                  f[0],
                  100 * f[1],
                  100 * f[2]);
            });
    References.skabChanges()
        .forEach(
            (name, s) -> {
              published.put(name, s);
              out.printf(
                  Locale.ROOT,
                  "%-42s %57.1f %5.1f %5.1f%n",
                  name + ", all 34 runs",
                  s[0],
                  s[1],
                  s[2]);
            });
    return published;
  }
}
