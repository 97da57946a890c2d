package io.takt.embedded.cli;

import io.takt.embedded.StackSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of every subcommand that runs the job to an end and reports; used as a mixin. */
final class RunOptions {
  /** Set by the launcher to what its build took, in seconds. */
  private static final String BUILD_SECONDS = "takt.buildSeconds";

  @Mixin private StackOptions stack;

  @Option(
      names = "--report",
      paramLabel = "FILE.json",
      description = "Writes the figures there, as read back from the database.")
  private Path report;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * The stack's settings; its directory is one of the command's own within the one that is given,
   * so that a run never touches what {@code takt up} keeps.
   */
  StackSettings settings(String run) {
    if (report != null && Files.isDirectory(report)) {
      throw new ParameterException(
          spec.commandLine(), "--report " + report + " is a directory; name a file.");
    }
    return stack.settings().within(run);
  }

  /** Where to write the report; null: nowhere. */
  Path report() {
    return report;
  }

  double buildSeconds() {
    return Double.parseDouble(System.getProperty(BUILD_SECONDS, "0"));
  }
}
