package io.takt.embedded;

import io.takt.jobs.oee.OeeJob;
import io.takt.jobs.oee.OeeSettings;
import io.takt.jobs.oee.PlantClock;
import io.takt.sinks.database.Database;
import io.takt.sinks.database.DatabaseSettings;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Flink with the oee job in a process of its own, so that it can be killed like one. */
public final class FlinkProcess implements AutoCloseable {
  private static final String PASSWORD = "TAKT_TEST_WRITER_PASSWORD";

  private final Process process;

  private FlinkProcess(Process process) {
    this.process = process;
  }

  /** Starts it on another stack's Kafka and database; it goes on from its newest checkpoint. */
  public static FlinkProcess start(EmbeddedStack stack, Path directory, PlantClock clock)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String opened : System.getProperty("takt.jvmArgs").split(" ", -1)) {
      command.add(opened);
    }
    command.addAll(
        List.of(
            "-Xmx768m",
            "-Dtakt.logs=" + directory.resolve("logs"),
            "-cp",
            System.getProperty("java.class.path"),
            FlinkProcess.class.getName(),
            directory.toString(),
            stack.bootstrapServers(),
            stack.registry().url(),
            stack.database().jdbcUrl(),
            Long.toString(clock.wallOrigin()),
            Long.toString(clock.plantOrigin()),
            Double.toString(clock.speed()),
            Long.toString(clock.stop())));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(directory + "-process.log")));
    builder.environment().put(PASSWORD, stack.secrets().writer());
    return new FlinkProcess(builder.start());
  }

  /** Ends it as the kernel would: nothing of it gets another turn. */
  public void killHard() {
    process.destroyForcibly();
    process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    killHard();
  }

  /** The process itself. */
  public static void main(String[] arguments) throws Exception {
    StackDirectory directory =
        StackDirectory.open(StackSettings.in(Path.of(arguments[0])).onAnyPorts());
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    EmbeddedFlink flink = EmbeddedFlink.start(directory, port, StackSettings.DEFAULT_SLOTS);
    PlantClock clock =
        new PlantClock(
            Long.parseLong(arguments[4]),
            Long.parseLong(arguments[5]),
            Double.parseDouble(arguments[6]),
            Long.parseLong(arguments[7]));
    OeeJob.start(
            OeeSettings.embedded(
                arguments[1],
                arguments[2],
                new DatabaseSettings(arguments[3], Database.WRITER, System.getenv(PASSWORD)),
                clock),
            flink.environment(OeeJob.NAME))
        .getJobExecutionResult()
        .get();
  }
}
