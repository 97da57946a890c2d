package io.takt.embedded.cli;

import io.takt.sinks.notify.NotifierSettings;
import io.takt.sinks.notify.RoutingFile;
import io.takt.sinks.notify.TestMessage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code takt notify}: whether messages get through. */
@Command(
    name = "notify",
    description = "Tries the ways by which people hear of alerts.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class)
final class NotifyCommand {

  @Spec private CommandSpec spec;

  @Command(
      name = "test",
      description = {
        "Sends one test message to a receiver of the routing file. Secrets are taken from the",
        "environment variables or files that the routing file names."
      },
      mixinStandardHelpOptions = true)
  int test(
      @Option(
              names = "--routing",
              paramLabel = "FILE.yaml",
              required = true,
              description = "The routing file.")
          Path file,
      @Parameters(paramLabel = "RECEIVER", description = "A receiver's name in it.")
          String receiver)
      throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try {
      RoutingFile routing = NotifierSettings.routing(file);
      TestMessage.send(routing, receiver, System.getenv(), out::println);
      out.println("Sent to " + receiver + ".");
      return 0;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (IOException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    }
  }
}
