package io.takt.bench.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.takt.bench.suite.Machine.Load;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code takt bench sustained}. */
@Command(
    name = "sustained",
    description =
        "The oee job at 70 % of its speed for a while: whether heap, state, lag and latency stay"
            + " as they are. An hour takes some 20 GB of disk.",
    mixinStandardHelpOptions = true)
public final class SustainedCommand implements Callable<Integer> {

  private static final int LONGEST = 240;

  @Spec private CommandSpec spec;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "30",
      description = "How long (default: ${DEFAULT-VALUE}).")
  private int minutes;

  @Option(names = "--report", paramLabel = "FILE", description = "Writes the figures as JSON.")
  private Path report;

  /** Status 1: something was not flat, on a quiet machine. */
  @Override
  public Integer call() throws Exception {
    if (minutes < 1 || minutes > LONGEST) {
      throw new ParameterException(
          spec.commandLine(), "--minutes must be 1 to %d, not %d".formatted(LONGEST, minutes));
    }
    PrintWriter out = spec.commandLine().getOut();
    Path home = Path.of(System.getProperty("takt.home", "."));
    Machine machine = Machine.here(home);
    Load before = Load.now();
    Sustained run;
    try (Bed bed = new Bed(SuiteRun.freshDirectory(home))) {
      run = new Sustained(bed, Duration.ofMinutes(minutes), out);
      run.run();
    }
    double others = Load.now().othersSince(before);
    boolean flat = print(run, out);
    out.printf(
        "%s%n%s%n",
        others > Results.NOISY
            ? "noisy: others used %s of the machine".formatted(Machine.percent(others))
            : "others used %s of the machine".formatted(Machine.percent(others)),
        machine);
    out.flush();
    if (report != null) {
      Map<String, Object> sustained = new LinkedHashMap<>(run.asMap());
      sustained.put("others_share", others);
      sustained.put("load_average", Machine.loadAverage());
      sustained.put("noisy", others > Results.NOISY);
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(report.toFile(), Map.of("sustained", sustained, "machine", machine.asMap()));
    }
    return flat || others > Results.NOISY ? 0 : 1;
  }

  private static boolean print(Sustained run, PrintWriter out) {
    boolean all = true;
    out.printf("%nover the last two thirds%n");
    for (Map.Entry<String, Trend> entry : run.trends().entrySet()) {
      Trend trend = entry.getValue();
      boolean flat = run.flat(entry.getKey(), trend);
      all &= flat;
      out.printf(
          Locale.ROOT,
          "  %-14s min %9s  median %9s  max %9s  slope %10s an hour  %s%n",
          entry.getKey(),
          Results.number(trend.min()),
          Results.number(trend.median()),
          Results.number(trend.max()),
          Results.number(trend.slopePerHour()),
          flat ? "flat" : "NOT FLAT");
    }
    return all;
  }
}
