package io.takt.embedded.run;

import io.takt.embedded.DatabaseAddress;
import io.takt.embedded.EmbeddedStack;
import io.takt.embedded.Part;
import io.takt.ingest.gateway.Gateway;
import io.takt.ingest.gateway.GatewayAccess;
import io.takt.ingest.gateway.GatewaySettings;
import io.takt.ingest.gateway.KafkaAddress;
import io.takt.ingest.gateway.plant.PlantTime;
import io.takt.ingest.kafka.KafkaFactPublisher;
import io.takt.jobs.alert.AlertsJob;
import io.takt.jobs.alert.AlertsSettings;
import io.takt.jobs.alert.rule.RuleSet;
import io.takt.jobs.downtime.DowntimeJob;
import io.takt.jobs.oee.OeeJob;
import io.takt.jobs.oee.OeeSettings;
import io.takt.jobs.oee.PlantClock;
import io.takt.jobs.telemetry.AnomalyJob;
import io.takt.schemas.AlertLink;
import io.takt.sinks.database.Database;
import io.takt.sinks.database.DatabaseSettings;
import io.takt.sinks.database.RolePasswords;
import io.takt.sinks.notify.Notifier;
import io.takt.sinks.notify.NotifierSettings;
import io.takt.sinks.notify.RoutingFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** The embedded stack with the database laid out, ready to run the oee job. */
public final class PlantStack {
  private final EmbeddedStack stack;

  private PlantStack(EmbeddedStack stack) {
    this.stack = stack;
  }

  /**
   * Lays the database out, or brings it up to this version.
   *
   * @throws SQLException if the database refuses
   */
  public static PlantStack install(EmbeddedStack stack) throws SQLException {
    DatabaseAddress superuser = stack.database();
    Database.install(
        new DatabaseSettings(superuser.jdbcUrl(), superuser.user(), superuser.password()),
        new RolePasswords(
            stack.secrets().owner(), stack.secrets().writer(), stack.secrets().reader()));
    return new PlantStack(stack);
  }

  /**
   * Starts the oee job; it goes on from the newest checkpoint in the stack's directory.
   *
   * @param clock the plant's time
   */
  public JobClient startOee(PlantClock clock) throws Exception {
    return OeeJob.start(settings(clock), stack.environment(OeeJob.NAME));
  }

  /**
   * Starts the downtime job, which reads what the oee job says of stops; it goes on from its newest
   * checkpoint.
   *
   * @param clock the plant's time
   */
  public JobClient startDowntime(PlantClock clock) throws Exception {
    return DowntimeJob.start(settings(clock), stack.environment(DowntimeJob.NAME));
  }

  /**
   * Starts the anomaly job; it goes on from the newest checkpoint in the stack's directory.
   *
   * @param clock the plant's time
   */
  public JobClient startAnomaly(PlantClock clock) throws Exception {
    return AnomalyJob.start(settings(clock), stack.environment(AnomalyJob.NAME));
  }

  private OeeSettings settings(PlantClock clock) {
    return OeeSettings.embedded(stack.bootstrapServers(), stack.registry().url(), writer(), clock);
  }

  /**
   * Starts the alerts job; it goes on from the newest checkpoint in the stack's directory.
   *
   * @param clock the plant's time
   */
  public JobClient startAlerts(PlantClock clock, RuleSet rules) throws Exception {
    return AlertsJob.start(
        AlertsSettings.embedded(
            stack.bootstrapServers(), stack.registry().url(), writer(), clock, rules),
        stack.environment(AlertsJob.NAME));
  }

  /**
   * Starts the notifier in this process; the secrets its routing names are in the environment.
   *
   * @param clock the plant's time
   * @param terminal hears what receivers of kind terminal are told
   * @throws IllegalArgumentException in one sentence, when a receiver is not set up
   */
  public Notifier startNotifier(PlantClock clock, RoutingFile routing, Consumer<String> terminal) {
    return Notifier.start(
        new NotifierSettings(
            stack.bootstrapServers(),
            Map.of(),
            stack.registry(),
            writer(),
            routing.withGateway(gatewayUrl()),
            links(),
            null),
        () -> Instant.ofEpochMilli(clock.now(System.currentTimeMillis())),
        System.getenv(),
        terminal);
  }

  /** Links in messages lead to this stack's gateway, unless the routing names another address. */
  private String gatewayUrl() {
    return "http://127.0.0.1:" + stack.ports().get(Part.GATEWAY);
  }

  /** What signs links to acknowledge by: the stack's own secret, unless the environment has one. */
  AlertLink links() {
    String secret = System.getenv("TAKT_LINK_SECRET");
    return new AlertLink(secret == null || secret.isBlank() ? stack.secrets().links() : secret);
  }

  private DatabaseSettings writer() {
    return new DatabaseSettings(
        stack.database().jdbcUrl(), Database.WRITER, stack.secrets().writer());
  }

  /**
   * Starts the gateway on its port of the loopback address.
   *
   * @param time the plant's time
   * @param access who may send and log in
   */
  public Gateway startGateway(PlantTime time, GatewayAccess access)
      throws IOException, InterruptedException {
    return Gateway.start(
        new GatewaySettings(
            "127.0.0.1",
            stack.ports().get(Part.GATEWAY),
            false,
            KafkaAddress.plain(stack.bootstrapServers()),
            stack.registry(),
            new io.takt.ingest.gateway.board.DatabaseAddress(
                stack.database().jdbcUrl(), Database.READER, stack.secrets().reader()),
            access,
            links(),
            time,
            GatewaySettings.Limits.USUAL,
            Duration.ofSeconds(20)));
  }

  KafkaFactPublisher publisher() {
    return KafkaFactPublisher.connect(stack.bootstrapServers(), stack.registry());
  }

  Admin admin() {
    return Admin.create(
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, stack.bootstrapServers()));
  }

  /** A connection as the role that only reads. */
  Connection reader() throws SQLException {
    return DriverManager.getConnection(
        stack.database().jdbcUrl(), Database.READER, stack.secrets().reader());
  }

  /** Where its parts say what they do. */
  public Path logs() {
    return stack.directory().resolve("logs");
  }

  /** Sums the hours that have ended, so that long windows are read fast. */
  void rollUp() throws SQLException {
    Database.rollUp(
        new DatabaseSettings(stack.database().jdbcUrl(), Database.OWNER, stack.secrets().owner())
            .dataSource());
  }
}
