package io.takt.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code takt up} in a JVM of its own, as a person starts it. */
final class LaunchedStack implements AutoCloseable {

  private final Path directory;
  private final Process process;
  private final BufferedReader output;
  private final List<String> lines = new ArrayList<>();

  private LaunchedStack(Path directory, Process process) {
    this.directory = directory;
    this.process = process;
    this.output = process.inputReader(StandardCharsets.UTF_8);
  }

  static LaunchedStack up(Path directory, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    if (Path.of("/proc/self").toFile().exists()) {
      // A program started in the background by a plain shell ignores what Ctrl-C sends.
      command.addAll(List.of("env", "--default-signal=INT"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
      if (argument.startsWith("--add-opens")) {
        command.add(argument);
      }
    }
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "io.takt.embedded.cli.Takt",
            "up",
            "--dir",
            directory.toString()));
    command.addAll(List.of(options));
    return new LaunchedStack(
        directory, new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** Reads the output up to a line that begins so; fails when it ends before. */
  void awaitLine(String beginning) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
      if (line.startsWith(beginning)) {
        return;
      }
    }
    throw new AssertionError("takt up ended without '" + beginning + "': " + lines);
  }

  /** Exit status and everything printed; waits for the end. */
  String awaitEnd() throws IOException, InterruptedException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(line);
    }
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("takt up does not end: " + lines);
    }
    return process.exitValue() + ": " + String.join("\n", lines);
  }

  /** The servers, by the pid files. */
  List<ProcessHandle> servers() throws IOException {
    List<ProcessHandle> servers = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory.resolve("pids"))) {
      files.forEach(
          file -> {
            try {
              long pid = Long.parseLong(Files.readString(file).strip());
              servers.add(ProcessHandle.of(pid).orElseThrow());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    return servers;
  }

  /** What Ctrl-C does. */
  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
  }

  /** What {@code kill -9} does. */
  void kill() {
    // Not destroyForcibly, which closes the output as well.
    process.toHandle().destroyForcibly();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
