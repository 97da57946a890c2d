package io.takt.bench;

import io.takt.bench.anomalies.AnomaliesCommand;
import io.takt.bench.causes.CausesCommand;
import io.takt.bench.micro.MicroCommand;
import io.takt.bench.suite.SuiteRun;
import io.takt.bench.suite.SustainedCommand;
import io.takt.embedded.cli.Takt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The command {@code takt bench}: the suite of speed and size; each subcommand measures one claim
 * more.
 */
@Command(
    name = "takt bench",
    description = "Measures what Takt claims, side by side with what it is compared to.",
    mixinStandardHelpOptions = true,
    subcommands = {
      AnomaliesCommand.class,
      CausesCommand.class,
      MicroCommand.class,
      SustainedCommand.class
    })
public final class Bench implements Callable<Integer> {

  private static final int PAIRS = 3;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Benchmarks to run, for example B1 B2a B3; B2 is B2a and B2b (default: all).")
  private List<String> names = new ArrayList<>();

  @Option(names = "--quick", description = "Only B2, B3 and B7, in under four minutes.")
  private boolean quick;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "" + PAIRS,
      description = "Alternated pairs of each (default: ${DEFAULT-VALUE}).")
  private int pairs;

  @Option(names = "--report", paramLabel = "FILE", description = "Writes the figures as JSON.")
  private Path report;

  @Option(names = "--markdown", paramLabel = "FILE", description = "Writes the table as Markdown.")
  private Path markdown;

  /** Runs one bench and ends with its status. */
  public static void main(String[] arguments) {
    System.exit(Takt.commandLine(new Bench()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (pairs < 1 || pairs > 100) {
      throw new ParameterException(spec.commandLine(), "--pairs must be 1 to 100, not " + pairs);
    }
    Path home = Path.of(System.getProperty("takt.home", "."));
    try {
      return SuiteRun.run(
              new SuiteRun.Order(names, quick, pairs, report, markdown),
              home,
              spec.commandLine().getOut())
          ? 0
          : 1;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
