package io.takt.bench.chaos;

import io.takt.embedded.cli.Takt;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code takt chaos}. */
@Command(
    name = "takt chaos",
    description =
        "Runs a plant undisturbed, then again with faults drawn by the seed, and compares every row.",
    mixinStandardHelpOptions = true)
public final class ChaosCommand implements Callable<Integer> {

  /** Plant's seconds a second: fast enough for a day in minutes, and some load for two cores. */
  private static final double SPEED = 240;

  /** Nothing that is compared depends on how fast the undisturbed run goes. */
  private static final double UNDISTURBED_SPEED = 720;

  private static final double FAULTS_A_MINUTE = 2;
  private static final int LONGEST_MINUTES = 240;
  private static final int MOST_DIFFERENCES = 20;

  @Spec private CommandSpec spec;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Draws the plant and the faults (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "5",
      description = "How long faults happen (default: ${DEFAULT-VALUE}), two a minute at most.")
  private int minutes;

  @Option(
      names = "--faults",
      paramLabel = "KIND",
      split = ",",
      description = "These kinds in this order, instead of those the seed draws; none: no fault.")
  private List<String> kinds;

  @Option(names = "--report", paramLabel = "FILE", description = "Writes the figures as JSON.")
  private Path report;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = ".takt/chaos",
      description = "Where all is kept (default: ${DEFAULT-VALUE}); what is there is deleted.")
  private Path directory;

  /** Runs it and ends with its status. */
  public static void main(String[] arguments) {
    System.exit(Takt.commandLine(new ChaosCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (minutes < 1 || minutes > LONGEST_MINUTES) {
      throw new ParameterException(
          spec.commandLine(),
          "--minutes must be 1 to " + LONGEST_MINUTES + ", not " + minutes + ".");
    }
    PrintWriter out = spec.commandLine().getOut();
    BuiltParts built = BuiltParts.in(Path.of(System.getProperty("takt.home", ".")));
    Plan plan = new Plan(seed, Duration.ofMinutes((long) (minutes * SPEED)));
    List<Fault> faults = faults();
    Path folder = directory.toAbsolutePath();
    empty(folder);

    out.printf("seed %d: %d plant hours undisturbed%n", seed, plan.length().toHours());
    out.flush();
    Trial.Result undisturbed =
        new Trial(plan, UNDISTURBED_SPEED, List.of(), new Random(seed), out)
            .run(folder.resolve("undisturbed"), built);
    out.printf("the same with faults, %d minutes%n", minutes);
    out.flush();
    Trial.Result disturbed =
        new Trial(plan, SPEED, faults, new Random(seed), out)
            .run(folder.resolve("disturbed"), built);

    Verdict verdict = Verdict.of(seed, undisturbed, disturbed);
    verdict.print(out, MOST_DIFFERENCES);
    if (report != null) {
      verdict.write(report);
    }
    return verdict.holds() ? 0 : 1;
  }

  private List<Fault> faults() {
    if (kinds == null) {
      return Faults.drawn((int) (minutes * FAULTS_A_MINUTE), new Random(seed));
    }
    List<Fault> chosen = new ArrayList<>();
    for (String kind : kinds) {
      if (!kind.equals("none")) {
        chosen.add(
            Faults.all().stream()
                .filter(fault -> fault.kind().equals(kind))
                .findFirst()
                .orElseThrow(
                    () ->
                        new ParameterException(
                            spec.commandLine(),
                            "There is no fault "
                                + kind
                                + "; there are "
                                + Faults.all().stream().map(Fault::kind).toList()
                                + ".")));
      }
    }
    return chosen;
  }

  private static void empty(Path folder) throws IOException, InterruptedException {
    SmallDisk.unmountBelow(folder);
    if (Files.exists(folder)) {
      List<Path> parentsFirst;
      try (Stream<Path> walk = Files.walk(folder)) {
        parentsFirst = walk.toList();
      }
      for (int i = parentsFirst.size() - 1; i >= 0; i--) {
        Files.delete(parentsFirst.get(i));
      }
    }
  }
}
