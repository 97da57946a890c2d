package io.takt.bench.anomalies;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.takt.jobs.anomaly.AnomalySettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

/** The command {@code takt bench anomalies}. */
@Command(
    name = "anomalies",
    description = {
      "Runs the anomaly detector, as committed, over recordings with labelled anomalies and",
      "scores it by the rules of the benchmarks NAB and SKAB."
    },
    mixinStandardHelpOptions = true)
public final class AnomaliesCommand implements Callable<Integer> {
  private static final String DETECTOR = "takt";
  private static final int PLANT_SEEDS = 3;
  private static final int PLANT_ASSETS = 10;
  private static final Duration PLANT_LENGTH = Duration.ofDays(3);
  private static final int LOAD_ASSETS = 1_000;
  private static final int LOAD_LEARNING = 450;
  private static final int LOAD_ROWS = 60;

  @Spec private CommandSpec spec;

  @Option(
      names = "--nab",
      paramLabel = "DIR",
      description = "holds data/<category>/*.csv and labels/combined_windows.json")
  private Path nab;

  @Option(
      names = "--skab",
      paramLabel = "DIR",
      description = "holds <group>/*.csv; the group anomaly-free is for false alarms")
  private Path skab;

  @Option(
      names = "--strict",
      description =
          "only strict streaming: without it NAB also runs by its own rules, which give the"
              + " detector each file's future minimum and maximum")
  private boolean strict;

  @Option(names = "--report", paramLabel = "FILE", description = "writes all figures as JSON")
  private Path report;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      description = "writes the score of each row as NAB's own scorer reads them")
  private Path results;

  @Option(
      names = "--plant",
      description = "runs on a simulated plant whose breakdowns show in signals, three seeds")
  private boolean plant;

  @Option(names = "--load", description = "measures what a thousand assets cost")
  private boolean load;

  private final Map<String, Object> figures = new LinkedHashMap<>();
  private final DetectorRun detector = new DetectorRun(AnomalySettings.committed());

  @Override
  public Integer call() throws IOException {
    if (nab == null && skab == null && !plant && !load) {
      throw new ParameterException(
          spec.commandLine(), "Say what to measure: --nab, --skab, --plant, --load.");
    }
    PrintWriter out = spec.commandLine().getOut();
    Map<String, Object> references = new LinkedHashMap<>();
    if (nab != null) {
      nab(out, references);
    }
    if (skab != null) {
      skab(out, references);
    }
    figures.put("references", references);
    if (plant) {
      plant(out);
    }
    if (load) {
      Load.Cost cost = Load.measure(LOAD_ASSETS, LOAD_LEARNING, LOAD_ROWS);
      out.println(cost);
      figures.put("load", cost);
    }
    if (report != null) {
      ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
      Files.writeString(report, json.writeValueAsString(figures) + "\n");
      out.println("All figures are in " + report);
    }
    out.flush();
    return 0;
  }

  private void nab(PrintWriter out, Map<String, Object> references) throws IOException {
    List<NabFile> files = Corpora.nab(nab);
    int windows = files.stream().mapToInt(file -> file.scoredWindows().size()).sum();
    out.printf("NAB: %d files, %d windows%n", files.size(), windows);
    out.printf("%-42s %6s %6s %6s%n", "", "stand.", "low FP", "low FN");
    NabResult streaming = run(files, true, out);
    figures.put("nab", streaming.report());
    if (!strict) {
      figures.put("nab_rules", run(files, false, out).report());
    }
    NabResult clock = new NabResult(files, files.stream().map(References::clock).toList());
    clock.print("an alarm every 500 rows, no data read", out);
    Map<String, Object> beside = new LinkedHashMap<>();
    beside.put("clock", clock.report());
    References.nab()
        .forEach(
            (name, scores) -> {
              out.printf(
                  Locale.ROOT,
                  "%-42s %6.1f %6.1f %6.1f%n",
                  name + ", published, all 58 files",
                  scores[0],
                  scores[1],
                  scores[2]);
              beside.put(name, scores);
            });
    references.put("nab", beside);
    streaming.printFiles(out);
  }

  private NabResult run(List<NabFile> files, boolean strictly, PrintWriter out) throws IOException {
    NabResult result = new NabResult(files, detector.scores(files, strictly));
    result.print(strictly ? "Takt, strict streaming" : "Takt, NAB's rules", out);
    out.flush();
    if (results != null) {
      String name = strictly ? DETECTOR : DETECTOR + "_rules";
      result.write(results.resolve(name), name);
    }
    return result;
  }

  private void skab(PrintWriter out, Map<String, Object> references) throws IOException {
    List<SkabRun> runs = Corpora.skab(skab);
    List<boolean[]> abnormal = new ArrayList<>();
    List<boolean[]> changes = new ArrayList<>();
    for (SkabRun run : runs) {
      DetectorRun.Alarms alarms = detector.alarms(run);
      abnormal.add(alarms.abnormal());
      changes.add(alarms.changes());
    }
    SkabFigures figuresOf = new SkabFigures(runs, out);
    out.printf("SKAB: %d runs%n", runs.size());
    Map<String, Object> takt = figuresOf.of("Takt, strict streaming", abnormal, changes);
    figures.put("skab", takt);
    Map<String, Object> beside = new LinkedHashMap<>();
    beside.put(
        "clock",
        figuresOf.of(
            "a clock: rows 570–975; a change every 30 s",
            References.each(runs, References::clock),
            References.each(runs, References::changeClock)));
    List<boolean[]> always = References.each(runs, References::alwaysOn);
    beside.put("always_on", figuresOf.of("always on", always, always));
    beside.putAll(figuresOf.published());
    references.put("skab", beside);
    clean(out);
  }

  private void plant(PrintWriter out) {
    List<PlantCheck.Found> found = new ArrayList<>();
    for (long seed = 1; seed <= PLANT_SEEDS; seed++) {
      found.add(PlantCheck.run(seed, PLANT_ASSETS, PLANT_LENGTH));
      out.println(found.get(found.size() - 1));
      out.flush();
    }
    figures.put("plant", found);
  }

  private void clean(PrintWriter out) throws IOException {
    int episodes = 0;
    for (SkabRun run : Corpora.clean(skab)) {
      DetectorRun.Alarms alarms = detector.alarms(run);
      int rows = 0;
      for (boolean row : alarms.abnormal()) {
        rows += row ? 1 : 0;
      }
      episodes += alarms.episodes();
      out.printf(
          "  %s: %d false episodes, %d of %d rows%n",
          run.name(), alarms.episodes(), rows, run.rows());
    }
    figures.put("clean_false_episodes", episodes);
  }
}
