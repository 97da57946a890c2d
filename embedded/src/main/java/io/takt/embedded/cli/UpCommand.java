package io.takt.embedded.cli;

import io.takt.embedded.run.Addresses;
import io.takt.embedded.run.AlertSetup;
import io.takt.embedded.run.PlantStack;
import io.takt.embedded.run.RollUps;
import io.takt.ingest.gateway.Gateway;
import io.takt.ingest.gateway.GatewayAccess;
import io.takt.ingest.gateway.plant.PlantTime;
import io.takt.jobs.oee.PlantClock;
import io.takt.sinks.notify.Notifier;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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

  private static final Logger LOG = LoggerFactory.getLogger(UpCommand.class);

  @Mixin private StackOptions options;
  @Mixin private AlertOptions alerts;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    AlertSetup setup = alerts.setup();
    try (RunningStack running = RunningStack.start(options.settings(), out)) {
      PlantStack plantStack = PlantStack.install(running.stack());
      plantStack.startOee(PlantClock.WALL);
      plantStack.startDowntime(PlantClock.WALL);
      plantStack.startAnomaly(PlantClock.WALL);
      plantStack.startAlerts(PlantClock.WALL, setup.rules());
      RollUps rollUps = RollUps.begin(plantStack);
      try (Gateway gateway =
              plantStack.startGateway(
                  PlantTime.WALL, GatewayAccess.in(running.stack().directory()));
          Notifier notifier =
              plantStack.startNotifier(PlantClock.WALL, setup.routing(), line -> say(out, line))) {
        out.println("Takt is up. It books what arrives on its topics.");
        Addresses.of(running.stack()).forEach(out::println);
        out.println("    Gateway          " + gateway.url());
        out.println(
            "                     who may use it: tokens.yaml and operators.yaml in "
                + running.stack().directory());
        out.println("    Logs             " + plantStack.logs());
        out.println("Ctrl-C ends it.");
        out.flush();
        running.awaitInterrupt();
        LOG.info("messages since the start: {}", notifier.counts());
      } finally {
        rollUps.close();
      }
    }
    return 0;
  }

  private static void say(PrintWriter out, String alert) {
    out.println("  ! " + alert);
    out.flush();
  }
}
