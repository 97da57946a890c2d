package io.takt.embedded;

import io.takt.schemas.Registry;
import io.takt.schemas.RegistryAddress;
import io.takt.schemas.RegistrySetup;
import io.takt.schemas.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka with all topics, the registry with all schemas, PostgreSQL with an empty database {@code
 * takt}, and Flink, ready for use; all that they keep is in one directory, and there at the next
 * start.
 */
public final class EmbeddedStack implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedStack.class);

  private final StackDirectory directory;
  private final Map<Part, Integer> ports;
  private final Secrets secrets;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  private EmbeddedKafka kafka;
  private EmbeddedRegistry registry;
  private EmbeddedDatabase database;
  private EmbeddedFlink flink;

  private EmbeddedStack(StackDirectory directory, Map<Part, Integer> ports, Secrets secrets) {
    this.directory = directory;
    this.ports = ports;
    this.secrets = secrets;
  }

  /**
   * Starts everything; returns when everything answers.
   *
   * @throws StackException when it cannot, with one sentence for people; then nothing of it runs
   */
  public static EmbeddedStack start(StackSettings settings, StackListener listener)
      throws StackException, InterruptedException {
    StackDirectory directory = StackDirectory.open(settings);
    EmbeddedStack stack;
    try {
      EmbeddedDatabase.endLeftover(directory);
      EmbeddedRegistry.endLeftover(directory);
      EmbeddedGrafana.endLeftover(directory);
      Map<Part, Integer> lastTime =
          RunFile.read(directory.runFile()).map(RunFile::ports).orElse(Map.of());
      Map<Part, Integer> ports = PortChoice.choose(settings, lastTime);
      new RunFile(ProcessHandle.current().pid(), ports).write(directory.runFile());
      stack = new EmbeddedStack(directory, ports, Secrets.in(directory.secrets()));
    } catch (IOException | StackException | RuntimeException e) {
      closeAfter(e, directory);
      throw sentence(e);
    }
    try {
      stack.startParts(settings.slots(), new Steps(listener));
      return stack;
    } catch (StackException | InterruptedException | RuntimeException e) {
      closeAfter(e, stack);
      throw e;
    }
  }

  private static StackException sentence(Exception e) {
    return e instanceof StackException known
        ? known
        : new StackException("The stack cannot start: " + e.getMessage(), e);
  }

  private static void closeAfter(Exception failure, AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }

  /** The four side by side: together they take as long as the slowest. */
  private void startParts(int slots, Steps steps) throws StackException, InterruptedException {
    steps.sideBySide(
        List.of(
            new Steps.Step(
                "PostgreSQL",
                () -> {
                  database =
                      opened(EmbeddedDatabase.start(directory, ports.get(Part.POSTGRES), secrets));
                }),
            new Steps.Step(
                "Schema registry",
                () -> {
                  registry = opened(EmbeddedRegistry.start(directory, ports.get(Part.REGISTRY)));
                  try (Registry client = registry.address().connect()) {
                    RegistrySetup.prepare(client);
                  }
                }),
            new Steps.Step(
                "Kafka",
                () -> {
                  kafka =
                      opened(
                          EmbeddedKafka.start(
                              directory, ports.get(Part.KAFKA), ports.get(Part.KAFKA_CONTROLLER)));
                  try (Admin admin = Admin.create(kafka.clientSettings())) {
                    TopicCatalogue.createMissing(admin);
                  }
                }),
            new Steps.Step(
                "Flink",
                () -> {
                  flink = opened(EmbeddedFlink.start(directory, ports.get(Part.FLINK), slots));
                })));
  }

  private <T extends AutoCloseable> T opened(T part) {
    synchronized (open) {
      open.push(part);
    }
    return part;
  }

  /**
   * Starts Grafana with the project's dashboards, if its program is there.
   *
   * @param dashboards the project's folder of that name
   * @param searchPath folders to look for the program in, as in the variable PATH
   * @return where it is; empty if there is no program
   * @throws StackException when it does not start, with one sentence for people
   */
  public Optional<String> startGrafana(Path dashboards, String searchPath)
      throws StackException, InterruptedException {
    Optional<Path> program = EmbeddedGrafana.program(searchPath);
    if (program.isEmpty()) {
      return Optional.empty();
    }
    try {
      EmbeddedGrafana grafana =
          opened(
              EmbeddedGrafana.start(
                  directory,
                  database().as("takt_reader", secrets.reader()),
                  dashboards,
                  program.get()));
      return Optional.of(grafana.url());
    } catch (IOException e) {
      throw new StackException("Grafana cannot be started: " + e.getMessage(), e);
    }
  }

  /** Where everything is kept. */
  public Path directory() {
    return directory.root();
  }

  /** The port of each part, on 127.0.0.1. */
  public Map<Part, Integer> ports() {
    return Map.copyOf(ports);
  }

  /** For Kafka clients. All topics of the catalogue are there. */
  public String bootstrapServers() {
    return kafka.bootstrapServers();
  }

  /** The schema registry. All schemas of the catalogue are there. */
  public RegistryAddress registry() {
    return registry.address();
  }

  /** Database {@code takt} as superuser, for migrations. */
  public DatabaseAddress database() {
    return database.address();
  }

  /** The database's passwords. */
  public Secrets secrets() {
    return secrets;
  }

  /** Flink's web UI and REST interface. */
  public String flinkUrl() {
    return flink.url();
  }

  /**
   * Where a job is built and started ({@code executeAsync}). It goes on from the newest checkpoint
   * that a job of this name left in this directory.
   *
   * @param job in kebab-case
   */
  public StreamExecutionEnvironment environment(String job) throws IOException {
    return flink.environment(job);
  }

  /**
   * Takes a checkpoint of a running job now, instead of waiting for the next; returns when it is
   * complete.
   */
  public void checkpoint(JobClient job) throws InterruptedException, ExecutionException {
    flink.checkpoint(job);
  }

  /** Ends everything in good order: Flink first, then what its jobs read and write. */
  @Override
  public void close() throws StackException {
    List<AutoCloseable> parts = new ArrayList<>();
    synchronized (open) {
      if (flink != null && open.remove(flink)) {
        parts.add(flink);
      }
      while (!open.isEmpty()) {
        parts.add(open.pop());
      }
    }
    parts.add(directory);
    StackException failure = null;
    for (AutoCloseable part : parts) {
      long start = System.nanoTime();
      try {
        part.close();
        LOG.info("{} ended in {} ms", part, (System.nanoTime() - start) / 1_000_000);
      } catch (Exception e) {
        if (failure == null) {
          failure = new StackException("The stack did not end in good order: " + e, e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
