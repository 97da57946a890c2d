package io.takt.embedded.cli;

import io.takt.embedded.EmbeddedStack;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code takt up}: the stack without a simulator, for one's own data. */
@Command(
    name = "up",
    description = "Starts the whole stack on this machine and keeps it running until Ctrl-C.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class)
final class UpCommand implements Callable<Integer> {

  @Mixin private StackOptions options;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    try (RunningStack running = RunningStack.start(options.settings(), out)) {
      printAddresses(running.stack(), out);
      running.awaitInterrupt();
    }
    return 0;
  }

  private static void printAddresses(EmbeddedStack stack, PrintWriter out) {
    out.println("Takt is up.");
    out.println("  Flink            " + stack.flinkUrl());
    out.println("  Kafka            " + stack.bootstrapServers());
    out.println("  Schema registry  " + stack.registry().url());
    out.println(
        "  PostgreSQL       "
            + stack.database().jdbcUrl()
            + " (passwords: "
            + stack.directory().resolve("secrets")
            + ")");
    out.println("  Logs             " + stack.directory().resolve("logs"));
    out.println("Ctrl-C ends it.");
    out.flush();
  }
}
