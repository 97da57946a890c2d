package io.takt.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server of ours in a process of its own, which never outlives this one.
 *
 * <p>It runs under a guard, a few lines of shell that hold the other end of a pipe: the pipe closes
 * when this process ends, however it ends, and the guard then ends the server. Should even the
 * guard be killed, the server's process id is in a file, and {@link #endLeftover} ends it at the
 * next start.
 */
public final class ChildProcess implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ChildProcess.class);
  private static final Duration GRACE = Duration.ofSeconds(20);
  private static final Duration BETWEEN_PROBES = Duration.ofMillis(50);

  private final String title;
  private final Path log;
  private final Path pidFile;
  private final Process process;

  private ChildProcess(String title, Path log, Path pidFile, Process process) {
    this.title = title;
    this.log = log;
    this.pidFile = pidFile;
    this.process = process;
  }

  /**
   * Starts a server.
   *
   * @param name of its log and pid file
   * @param title for people
   * @param stopSignal what asks it to end in good order, e.g. {@code TERM}
   * @param command with a mention of the stack's directory, by which a leftover is known
   */
  static ChildProcess start(
      StackDirectory directory,
      String name,
      String title,
      String stopSignal,
      List<String> command,
      Map<String, String> environment)
      throws IOException, StackException {
    Path log = directory.logs().resolve(name + ".log");
    Path pidFile = pidFile(directory, name);
    List<String> guarded =
        new ArrayList<>(
            List.of(
                "bash",
                guardIn(directory).toString(),
                stopSignal,
                Long.toString(GRACE.toSeconds()),
                pidFile.toString()));
    guarded.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(guarded);
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    try {
      return new ChildProcess(title, log, pidFile, builder.start());
    } catch (IOException e) {
      throw new StackException(
          title + " cannot be started; bash is needed for it (" + e.getMessage() + ").", e);
    }
  }

  private static Path guardIn(StackDirectory directory) throws IOException {
    Path guard = directory.of("guard.sh");
    try (InputStream script = ChildProcess.class.getResourceAsStream("guard.sh")) {
      Path fresh = Files.createTempFile(directory.root(), "guard", ".new");
      Files.copy(script, fresh, StandardCopyOption.REPLACE_EXISTING);
      Files.move(fresh, guard, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    return guard;
  }

  private static Path pidFile(StackDirectory directory, String name) throws IOException {
    return directory.pids().resolve(name);
  }

  /**
   * Ends what an earlier start on this directory left behind. Only a process whose command line
   * mentions the directory: the system may have given the id to another by now.
   */
  static void endLeftover(StackDirectory directory, String name) throws IOException {
    Path file = pidFile(directory, name);
    if (!Files.exists(file)) {
      return;
    }
    String pid = Files.readString(file, StandardCharsets.US_ASCII).strip();
    if (pid.matches("[0-9]{1,18}")) {
      ProcessHandle.of(Long.parseLong(pid))
          .filter(handle -> commandLine(handle).contains(directory.root().toString()))
          .ifPresent(
              handle -> {
                LOG.warn("Ending {} of an earlier start, process {}", name, pid);
                handle.destroyForcibly();
                handle.onExit().join();
              });
    }
    Files.delete(file);
  }

  private static String commandLine(ProcessHandle handle) {
    return handle.info().commandLine().orElse("");
  }

  /**
   * Returns once the probe holds.
   *
   * @throws StackException when the server ends first, or the time is over
   */
  public void awaitReady(Duration limit, BooleanSupplier probe)
      throws StackException, InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!probe.getAsBoolean()) {
      if (process.waitFor(BETWEEN_PROBES.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StackException(
            title + " ended while it started: " + lastWords() + " (log: " + log + ")");
      }
      if (System.nanoTime() > deadline) {
        throw new StackException(
            title
                + " did not answer within "
                + limit.toSeconds()
                + " seconds: "
                + lastWords()
                + " (log: "
                + log
                + ")");
      }
    }
  }

  private String lastWords() {
    try {
      String last = "it said nothing";
      for (String line : Files.readAllLines(log, StandardCharsets.ISO_8859_1)) {
        last = line.isBlank() ? last : line.strip();
      }
      return last;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The server's own process id; the guard writes it down a moment after the start.
   *
   * @throws IOException when it has not yet, or the server has ended
   */
  public long pid() throws IOException {
    return Long.parseLong(Files.readString(pidFile, StandardCharsets.US_ASCII).strip());
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Done when it has ended, in whatever way, with its exit status. */
  public CompletableFuture<Integer> ended() {
    return process.onExit().thenApply(Process::exitValue);
  }

  /**
   * Ends the server and all its children as the kernel would: nothing of it gets another turn.
   * Returns when they have ended.
   */
  public void killHard() {
    List<ProcessHandle> all = process.descendants().toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(handle -> handle.onExit().join());
    process.onExit().join();
  }

  /** Ends the server in good order, by force after 20 seconds; returns when it has ended. */
  @Override
  public void close() throws IOException {
    try (OutputStream pipe = process.getOutputStream()) {
      LOG.debug("Closing {} tells the guard to end {}", pipe, title);
    }
    process.onExit().join();
  }
}
