package io.takt.embedded.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code takt}. */
@Command(
    name = "takt",
    description = "Live OEE, downtime causes and anomalies from what a factory already emits.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    subcommands = {
      DemoCommand.class,
      ReplayCommand.class,
      UpCommand.class,
      SqlCommand.class,
      NotifyCommand.class,
      SecretCommand.class
    },
    footer = {
      "",
      "Also: takt bench measures; takt chaos tries faults;",
      "takt dashboards makes Grafana's files from their sources;",
      "takt test runs all that CI runs; takt --help shows this.",
    })
public final class Takt implements Runnable {

  @Spec private CommandSpec spec;

  /** Runs one command and ends with its status. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The command line with its ways to fail; for {@link #main} and tests. */
  static CommandLine commandLine() {
    return commandLine(new Takt());
  }

  /**
   * The command line of one of Takt's commands: whatever goes wrong is one sentence on the terminal
   * and a status other than 0, never a stack trace.
   *
   * @param command an object annotated with picocli's {@code Command}
   */
  public static CommandLine commandLine(Object command) {
    return new CommandLine(command)
        .setParameterExceptionHandler(Takt::sayWhatMakesNoSense)
        .setExecutionExceptionHandler(failureInOneSentence());
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do, for example takt up; takt --help shows all.");
  }

  private static int sayWhatMakesNoSense(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(oneSentence(e, command));
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static String oneSentence(ParameterException e, CommandLine command) {
    if (e instanceof UnmatchedArgumentException unmatched) {
      List<String> unknown = unmatched.getUnmatched();
      return command.getCommandSpec().qualifiedName()
          + " does not know "
          + unknown.get(0)
          + "; "
          + command.getCommandSpec().qualifiedName()
          + " --help shows what it knows.";
    }
    return e.getMessage();
  }

  private static IExecutionExceptionHandler failureInOneSentence() {
    return new FailureInOneSentence();
  }
}
