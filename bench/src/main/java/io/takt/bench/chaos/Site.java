package io.takt.bench.chaos;

import io.takt.embedded.ChildProcess;
import io.takt.embedded.DatabaseAddress;
import io.takt.embedded.SeparateParts;
import io.takt.embedded.StackException;
import io.takt.jobs.alert.AlertsJob;
import io.takt.jobs.oee.OeeJob;
import io.takt.jobs.oee.PlantClock;
import io.takt.schemas.Registry;
import io.takt.schemas.RegistrySetup;
import io.takt.schemas.TopicCatalogue;
import io.takt.sinks.database.Database;
import io.takt.sinks.database.DatabaseSettings;
import io.takt.sinks.database.RolePasswords;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * A plant's servers: broker, registry, database, job manager, two task managers and notifier, each
 * a process that is started again when it ends. Jobs and notifier reach broker and database over
 * wires that can be paused.
 */
final class Site implements AutoCloseable {

  static final String BROKER = "broker";
  static final String REGISTRY = "registry";
  static final String DATABASE = "database";
  static final String JOB_MANAGER = "job-manager";
  static final String NOTIFIER = "notifier";

  private static final int DISK_MEBIBYTES = 2_048;

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final SeparateParts parts;
  private final SeparateParts databaseParts;
  private final SmallDisk disk;
  private final Wire toBroker;
  private final Wire toDatabase;
  private final Receiver receiver;
  private final Supervisor supervisor;
  private final Path writerPassword;
  private final Path rules;
  private final Path routing;
  private FlinkCluster cluster;
  private ChildProcess feeder;

  private Site(Path folder) throws IOException, InterruptedException, StackException {
    try {
      disk = opened(SmallDisk.mount(folder.resolve("disk"), DISK_MEBIBYTES));
      databaseParts = opened(SeparateParts.in(disk.folder()));
      parts = opened(SeparateParts.in(folder.resolve("stack")));
      toBroker = opened(new Wire(parts.kafkaPort()));
      toDatabase = opened(new Wire(databaseParts.database().port()));
      receiver = opened(new Receiver());
      writerPassword = parts.of("writer-password");
      Files.writeString(writerPassword, databaseParts.secrets().writer());
      rules = parts.of("rules.yaml");
      Files.writeString(rules, ClusterConfiguration.resource("rules.yaml"));
      routing = parts.of("routing.yaml");
      Files.writeString(
          routing,
          ClusterConfiguration.resource("routing.yaml")
              .replace("${port}", Integer.toString(receiver.port())));
      supervisor = opened(new Supervisor());
    } catch (IOException | InterruptedException | StackException | RuntimeException e) {
      closeAfter(e);
      throw e;
    }
  }

  /** Starts everything but the jobs, in an empty folder. */
  static Site start(Path folder, BuiltParts built) throws Exception {
    Site site = new Site(folder);
    try {
      site.startServers();
      site.startCluster(built);
      return site;
    } catch (Exception e) {
      site.closeAfter(e);
      throw e;
    }
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    return part;
  }

  private void closeAfter(Exception failure) {
    try {
      close();
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }

  private void startServers() throws Exception {
    supervisor.keep(DATABASE, databaseParts::startDatabase);
    supervisor.keep(REGISTRY, parts::startRegistry);
    supervisor.keep(BROKER, () -> parts.startKafka(toBroker.port()));
    DatabaseAddress superuser = databaseParts.database();
    Database.install(
        new DatabaseSettings(superuser.jdbcUrl(), superuser.user(), superuser.password()),
        new RolePasswords(
            databaseParts.secrets().owner(),
            databaseParts.secrets().writer(),
            databaseParts.secrets().reader()));
    try (Registry registry = parts.registry().connect();
        Admin admin = admin()) {
      RegistrySetup.prepare(registry);
      TopicCatalogue.createMissing(admin);
    }
  }

  private void startCluster(BuiltParts built) throws Exception {
    int rpcPort;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      rpcPort = free.getLocalPort();
    }
    List<String> settings = new ArrayList<>(addresses());
    List<String> alerts = new ArrayList<>(settings);
    alerts.addAll(List.of("--rules", rules.toString()));
    cluster =
        new FlinkCluster(
            parts,
            built,
            rpcPort,
            List.of(
                new JobLaunch(OeeJob.NAME, OeeJob.class.getName(), 2, settings),
                new JobLaunch(AlertsJob.NAME, AlertsJob.class.getName(), 1, alerts)));
    supervisor.keep(JOB_MANAGER, cluster::startJobManager);
    for (int number = 1; number <= 2; number++) {
      int which = number;
      supervisor.keep(taskManager(number), () -> cluster.startTaskManager(which));
    }
  }

  static String taskManager(int number) {
    return "task-manager-" + number;
  }

  private List<String> addresses() {
    return List.of(
        "--kafka.bootstrap-servers", bootstrapServers(),
        "--registry.url", parts.registry().url(),
        "--database.url", "jdbc:postgresql://127.0.0.1:" + toDatabase.port() + "/takt",
        "--database.password-file", writerPassword.toString());
  }

  /** Says what the plant is: all rows of its tables. */
  void describe(Plan plan) throws IOException {
    try (PatientPublisher publisher = new PatientPublisher(bootstrapServers(), parts.registry())) {
      plan.plant()
          .tables()
          .forEach(row -> publisher.publish(row.topic(), row.key(), row.row(), plan.start()));
    }
  }

  /** Starts notifier and feeder on a clock. */
  void begin(Plan plan, PlantClock clock) throws Exception {
    List<String> notifier = new ArrayList<>(addresses());
    notifier.addAll(List.of("--routing", routing.toString()));
    // Its time goes on after the plant's end: what it holds back for a moment is told then.
    PlantClock on =
        new PlantClock(clock.wallOrigin(), clock.plantOrigin(), clock.speed(), Long.MAX_VALUE / 2);
    List<String> command =
        program(NOTIFIER, NotifierProcess.class, ClockText.arguments(on), notifier);
    supervisor.keep(NOTIFIER, () -> parts.startProgram(NOTIFIER, command, Map.of()));
    feeder =
        parts.startProgram(
            "feeder",
            program(
                "feeder",
                FeederProcess.class,
                List.of(bootstrapServers(), parts.registry().url(), schemaOrder().toString()),
                ClockText.arguments(clock),
                plan.arguments()),
            Map.of());
  }

  @SafeVarargs
  private List<String> program(String name, Class<?> program, List<String>... arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dtakt.logs=" + parts.logs().resolve(name),
                "-cp",
                SeparateParts.ownClassPath(),
                program.getName()));
    for (List<String> some : arguments) {
      command.addAll(some);
    }
    return command;
  }

  Supervisor supervisor() {
    return supervisor;
  }

  FlinkCluster cluster() {
    return cluster;
  }

  /** The plant's facts on their way; its exit status tells whether all were delivered. */
  ChildProcess feeder() {
    return feeder;
  }

  Wire toBroker() {
    return toBroker;
  }

  Wire toDatabase() {
    return toDatabase;
  }

  SmallDisk disk() {
    return disk;
  }

  Receiver receiver() {
    return receiver;
  }

  /** The file whose coming makes the feeder use a newer schema. */
  Path schemaOrder() {
    return parts.of("newer-schema");
  }

  String bootstrapServers() {
    return "127.0.0.1:" + toBroker.port();
  }

  Admin admin() {
    return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()));
  }

  /** A connection that only reads, not over the wire. */
  Connection reader() throws SQLException {
    return DriverManager.getConnection(
        databaseParts.database().jdbcUrl(), Database.READER, databaseParts.secrets().reader());
  }

  /** The registry. */
  Registry registry() {
    return parts.registry().connect();
  }

  /** Ends all, what was started last first. */
  @Override
  public void close() throws IOException {
    if (feeder != null) {
      open.push(feeder);
      feeder = null;
    }
    IOException failure = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        if (failure == null) {
          failure = new IOException("The site did not end in good order: " + e.getMessage(), e);
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
