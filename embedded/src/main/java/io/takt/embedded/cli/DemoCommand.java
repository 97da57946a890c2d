package io.takt.embedded.cli;

import io.takt.embedded.StackSettings;
import io.takt.embedded.run.AlertSetup;
import io.takt.embedded.run.DemoRun;
import java.io.PrintWriter;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code takt demo}: a simulated plant, live. */
@Command(
    name = "demo",
    description = {
      "Simulates a plant with all that goes wrong in one, books it live, and compares the figures",
      "with the simulator's own books. Starts from nothing each time; its data stays for takt sql."
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class)
final class DemoCommand implements Callable<Integer> {
  private static final LocalTime FIRST_HOUR = LocalTime.of(4, 0);
  private static final int MOST_ASSETS = 100_000;
  private static final double MOST_SPEED = 3_600;
  private static final Duration LONGEST = Duration.ofDays(7);

  @Mixin private RunOptions options;
  @Mixin private AlertOptions alerts;

  @Option(
      names = "--for",
      paramLabel = "TIME",
      defaultValue = "120s",
      converter = WallTime.class,
      description = "How long, for example 90s, 10m or 2h (default: ${DEFAULT-VALUE}).")
  private Duration length;

  @Option(
      names = "--speed",
      paramLabel = "X",
      defaultValue = "60",
      description = "Plant's seconds per second, above 0 to 3600 (default: ${DEFAULT-VALUE}).")
  private double speed;

  @Option(
      names = "--assets",
      paramLabel = "N",
      defaultValue = "12",
      description = {
        "Machines, 1 to 100000 (default: ${DEFAULT-VALUE}). From 1000 on each sends one count a",
        "second and nothing goes wrong: that plant is there for its load."
      })
  private int assets;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed and start give the same plant (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--start",
      paramLabel = "INSTANT",
      description = {
        "First instant of the plant's time, for example 2026-03-28T12:00:00Z",
        "(default: 04:00 UTC of this week's Monday)."
      })
  private Instant start;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    refuseNonsense();
    AlertSetup setup = alerts.setup();
    StackSettings stackSettings = options.settings("demo");
    FreshDirectory.make(stackSettings.directory());
    DemoRun.Settings settings =
        new DemoRun.Settings(
            length,
            speed,
            assets,
            seed,
            start == null ? thisMonday() : start,
            options.report(),
            options.buildSeconds());
    PrintWriter out = spec.commandLine().getOut();
    long began = System.nanoTime();
    try (RunningStack running = RunningStack.start(stackSettings, out)) {
      return DemoRun.run(running.stack(), settings, setup, secondsSince(began)) ? 0 : 1;
    }
  }

  static double secondsSince(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  private void refuseNonsense() {
    if (assets < 1 || assets > MOST_ASSETS) {
      throw refused("--assets must be 1 to " + MOST_ASSETS + ", not " + assets + ".");
    }
    if (!(speed > 0) || speed > MOST_SPEED) {
      throw refused("--speed must be above 0 and at most 3600, not " + speed + ".");
    }
    if (length.toMillis() * speed < 60_000) {
      throw refused(
          "--for "
              + length.toSeconds()
              + "s at --speed "
              + speed
              + " is less than a minute of the plant's time: make one of them larger.");
    }
    if (length.compareTo(LONGEST) > 0) {
      throw refused("--for must be at most 7 days, not " + length + ".");
    }
    if (start != null && !start.equals(start.truncatedTo(ChronoUnit.MINUTES))) {
      throw refused("--start must be a whole minute, not " + start + ".");
    }
  }

  private ParameterException refused(String sentence) {
    return new ParameterException(spec.commandLine(), sentence);
  }

  private static Instant thisMonday() {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    return today
        .with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
        .atTime(FIRST_HOUR)
        .toInstant(ZoneOffset.UTC);
  }
}
