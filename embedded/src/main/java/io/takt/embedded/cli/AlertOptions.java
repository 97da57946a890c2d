package io.takt.embedded.cli;

import io.takt.embedded.run.AlertSetup;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options of subcommands that raise alerts; used as a mixin. */
final class AlertOptions {

  @Option(
      names = "--rules",
      paramLabel = "FILE.yaml",
      description = "What alerts are raised for (default: the rules that come with Takt).")
  private Path rules;

  @Option(
      names = "--routing",
      paramLabel = "FILE.yaml",
      description = "Who hears of alerts (default: this terminal).")
  private Path routing;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  AlertSetup setup() {
    try {
      return AlertSetup.of(rules, routing);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
