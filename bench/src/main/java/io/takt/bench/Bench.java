package io.takt.bench;

import io.takt.bench.anomalies.AnomaliesCommand;
import io.takt.bench.causes.CausesCommand;
import io.takt.embedded.cli.Takt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code takt bench}: each subcommand measures one claim and prints what it found. */
@Command(
    name = "takt bench",
    description = "Measures what Takt claims, side by side with what it is compared to.",
    mixinStandardHelpOptions = true,
    subcommands = {AnomaliesCommand.class, CausesCommand.class})
public final class Bench implements Runnable {

  @Spec private CommandSpec spec;

  /** Runs one bench and ends with its status. */
  public static void main(String[] arguments) {
    System.exit(Takt.commandLine(new Bench()).execute(arguments));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to measure; takt bench --help shows all.");
  }
}
