package io.takt.bench.micro;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code takt bench micro}. */
@Command(
    name = "micro",
    description =
        "Single steps by JMH: decoding, a round trip through a serializer, a step of the timeline,"
            + " encoding for COPY. Some two minutes.",
    mixinStandardHelpOptions = true)
public final class MicroCommand implements Callable<Integer> {

  private static final int MOST_FORKS = 20;

  @Spec private CommandSpec spec;

  @Option(
      names = "--forks",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "Processes for each benchmark, one after the other (default: ${DEFAULT-VALUE}).")
  private int forks;

  @Option(names = "--report", paramLabel = "FILE", description = "Writes JMH's results as JSON.")
  private Path report;

  @Override
  public Integer call() throws RunnerException {
    if (forks < 1 || forks > MOST_FORKS) {
      throw new ParameterException(
          spec.commandLine(), "--forks must be 1 to %d, not %d".formatted(MOST_FORKS, forks));
    }
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + MicroCommand.class.getPackageName().replace(".", "\\.") + "\\.")
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .forks(forks);
    if (report != null) {
      options.resultFormat(ResultFormatType.JSON).result(report.toString());
    }
    print(new Runner(options.build()).run(), spec.commandLine().getOut());
    return 0;
  }

  private static void print(Collection<RunResult> results, PrintWriter out) {
    for (RunResult result : results) {
      Result<?> primary = result.getPrimaryResult();
      String name = result.getParams().getBenchmark();
      out.printf(
          Locale.ROOT,
          "  %-36s %9.1f ±%6.1f %s%n",
          name.substring(MicroCommand.class.getPackageName().length() + 1),
          primary.getScore(),
          primary.getScoreError(),
          primary.getScoreUnit());
    }
    out.flush();
  }
}
