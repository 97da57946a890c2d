package io.takt.bench.causes;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.takt.bench.causes.CausesRun.Judged;
import io.takt.bench.causes.CausesRun.Result;
import io.takt.ingest.simulator.truth.HiddenCause;
import io.takt.jobs.downtime.cause.StopKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code takt bench causes}. */
@Command(
    name = "causes",
    description =
        "How often the causes found for stops are the true ones, beside three simple ways to tell.",
    mixinStandardHelpOptions = true)
public final class CausesCommand implements Callable<Integer> {
  private static final double MINUTE = 60_000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--seed",
      paramLabel = "N",
      // The model's constants were chosen on seeds 1, 11 and 12: not to be judged by.
      description = "A plant to judge; may be given several times (default: 101, 202 and 303).")
  private List<Long> seeds = new ArrayList<>();

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "21",
      description = "How long each plant is watched (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--assets",
      paramLabel = "N",
      defaultValue = "12",
      description = "Machines of each plant (default: ${DEFAULT-VALUE}).")
  private int assets;

  @Option(names = "--report", paramLabel = "FILE", description = "Writes the figures as JSON.")
  private Path report;

  private final Map<String, Scores> withEvidence = scores();
  private final Map<String, Scores> all = scores();
  private int coded;
  private int wrong;

  private static Map<String, Scores> scores() {
    Map<String, Scores> scores = new LinkedHashMap<>();
    for (String way : List.of("model", "majority", "last_cause", "first_out")) {
      scores.put(way, new Scores());
    }
    return scores;
  }

  @Override
  public Integer call() throws IOException {
    if (days < 1 || days > 365) {
      throw new ParameterException(spec.commandLine(), "--days must be 1 to 365, not " + days);
    }
    PrintWriter out = spec.commandLine().getOut();
    for (long seed : seeds.isEmpty() ? List.of(101L, 202L, 303L) : seeds) {
      long began = System.nanoTime();
      Result result = CausesRun.of(seed, days, assets);
      judge(result);
      out.printf(
          Locale.ROOT,
          "seed %d: %d stops with a hidden cause in %d days of %d machines, %.1f s%n",
          seed,
          result.truth().size(),
          days,
          assets,
          (System.nanoTime() - began) / 1e9);
      out.flush();
    }
    int stops = all.get("model").stops();
    out.printf(
        Locale.ROOT,
        "%n%d stops; people said nothing of %.0f %% and gave a wrong reason for %.0f %%.%n",
        stops,
        100.0 * (stops - coded) / Math.max(1, stops),
        100.0 * wrong / Math.max(1, stops));
    print(out, "Stops of which the machine shows something", withEvidence);
    print(out, "All of them", all);
    out.flush();
    if (report != null) {
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(report.toFile(), figures());
    }
    return 0;
  }

  private void judge(Result result) {
    for (HiddenCause cause : result.truth()) {
      StopKey key = CausesRun.stopOf(cause, result);
      Judged judged = key == null ? null : CausesRun.judgedOf(cause, key, result);
      if (judged == null) {
        continue;
      }
      String label = result.labels().get(key);
      coded += label == null ? 0 : 1;
      wrong += label == null || label.equals(cause.reason()) ? 0 : 1;
      double uncoded = label == null ? (cause.to() - cause.from()) / MINUTE : 0;
      boolean evidence = !cause.evidence().isEmpty();
      add("model", judged.model(), cause, uncoded, evidence);
      add("majority", judged.majority(), cause, uncoded, evidence);
      add("last_cause", judged.lastCause(), cause, uncoded, evidence);
      add("first_out", judged.firstOut(), cause, uncoded, evidence);
    }
  }

  private void add(String way, Guess guess, HiddenCause cause, double uncoded, boolean evidence) {
    all.get(way).take(guess, cause.reason(), uncoded);
    if (evidence) {
      withEvidence.get(way).take(guess, cause.reason(), uncoded);
    }
  }

  private Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>(withEvidence.get("model").figures());
    figures.put("explained_minutes_share", all.get("model").explainedMinutesShare());
    Map<String, Object> baselines = new LinkedHashMap<>();
    withEvidence.forEach(
        (way, scores) -> {
          if (!way.equals("model")) {
            Map<String, Object> row = scores.figures();
            row.put("explained_minutes_share", all.get(way).explainedMinutesShare());
            baselines.put(way, row);
          }
        });
    figures.put("baselines", baselines);
    Map<String, Object> everything = new LinkedHashMap<>();
    all.forEach((way, scores) -> everything.put(way, scores.figures()));
    figures.put("all_stops", everything);
    return figures;
  }

  private static void print(PrintWriter out, String title, Map<String, Scores> scores) {
    out.printf(
        "%n%s (%d)%n  %-12s %6s %6s %8s %11s %9s %8s %9s%n",
        title,
        scores.get("model").stops(),
        "",
        "top-1",
        "top-3",
        "macro-F1",
        "calibration",
        "precision",
        "coverage",
        "explained");
    scores.forEach(
        (way, score) -> {
          Double precision = score.precisionWhenSingle();
          out.printf(
              Locale.ROOT,
              "  %-12s %6.3f %6.3f %8.3f %11.3f %9s %8.3f %9.3f%n",
              way.replace('_', ' '),
              score.top1(),
              score.top3(),
              score.macroF1(),
              score.calibrationError(),
              precision == null ? "-" : String.format(Locale.ROOT, "%.3f", precision),
              score.coverage(),
              score.explainedMinutesShare());
        });
  }
}
