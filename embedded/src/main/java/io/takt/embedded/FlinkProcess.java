package io.takt.embedded;

import io.takt.jobs.oee.OeeJob;
import io.takt.jobs.oee.OeeSettings;
import io.takt.jobs.oee.PlantClock;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Flink with the oee job in a process of its own, so that it can be killed like one. */
public final class FlinkProcess implements AutoCloseable {

  private static final String NAME = "oee-job";
  private static final String PASSWORD = "TAKT_DATABASE_PASSWORD";
  private static final String OPENED = "--add-opens=";
  private static final int SETTINGS_FROM = 2;

  private final SeparateParts parts;
  private final ChildProcess process;

  private FlinkProcess(SeparateParts parts, ChildProcess process) {
    this.parts = parts;
    this.process = process;
  }

  /**
   * Starts it on another stack's Kafka and database; it goes on from its newest checkpoint in its
   * directory. Returns at once. It ends with this process, if not before.
   *
   * @param directory its own, made if missing
   * @param heapMiB at most; what facts within the horizon take is in it
   * @param settings any besides addresses and clock, as pairs that {@link OeeSettings#read} takes
   */
  public static FlinkProcess start(
      EmbeddedStack stack, Path directory, PlantClock clock, int heapMiB, String... settings)
      throws StackException, IOException {
    SeparateParts parts = SeparateParts.in(directory);
    List<String> arguments = new ArrayList<>();
    for (String given : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (given.startsWith(OPENED)) {
        arguments.add(given);
      }
    }
    arguments.addAll(
        List.of(
            "-Xmx%dm".formatted(heapMiB),
            "-Dtakt.logs=" + parts.logs(),
            "-cp",
            SeparateParts.ownClassPath(),
            FlinkProcess.class.getName(),
            parts.of("flink").toString(),
            Integer.toString(parts.flinkPort()),
            "--kafka.bootstrap-servers",
            stack.bootstrapServers(),
            "--registry.url",
            stack.registry().url(),
            "--database.url",
            stack.database().jdbcUrl()));
    if (!clock.equals(PlantClock.WALL)) {
      arguments.addAll(clockSettings(clock));
    }
    arguments.addAll(List.of(settings));
    try {
      return new FlinkProcess(
          parts, parts.startProgram(NAME, arguments, Map.of(PASSWORD, stack.secrets().writer())));
    } catch (StackException | IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  private static List<String> clockSettings(PlantClock clock) {
    return List.of(
        "--clock.wall-origin", Instant.ofEpochMilli(clock.wallOrigin()).toString(),
        "--clock.plant-origin", Instant.ofEpochMilli(clock.plantOrigin()).toString(),
        "--clock.speed", Double.toString(clock.speed()),
        "--clock.stop", Instant.ofEpochMilli(clock.stop()).toString());
  }

  /** Port of its REST interface on 127.0.0.1; it answers a few seconds after the start. */
  public int restPort() {
    return parts.flinkPort();
  }

  /** Its process id; known a moment after the start. */
  public long pid() throws IOException {
    return process.pid();
  }

  /** Where it says what it does. */
  public Path logs() throws IOException {
    return parts.logs();
  }

  /** Ends it as the kernel would: nothing of it gets another turn. */
  public void killHard() throws IOException {
    process.killHard();
    parts.close();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() throws IOException {
    killHard();
  }

  /**
   * The process itself.
   *
   * @param arguments directory, port of the REST interface, then the job's settings
   */
  public static void main(String[] arguments) throws Exception {
    OeeSettings settings =
        OeeSettings.read(
            Arrays.copyOfRange(arguments, SETTINGS_FROM, arguments.length), System.getenv());
    StackDirectory directory =
        StackDirectory.open(StackSettings.in(Path.of(arguments[0])).onAnyPorts());
    EmbeddedFlink flink =
        EmbeddedFlink.start(directory, Integer.parseInt(arguments[1]), StackSettings.DEFAULT_SLOTS);
    OeeJob.start(settings, flink.environment(OeeJob.NAME)).getJobExecutionResult().get();
  }
}
