package io.takt.embedded.page;

import io.takt.embedded.EmbeddedStack;
import io.takt.embedded.StackForTests;
import io.takt.embedded.StackListener;
import io.takt.embedded.StackSettings;
import io.takt.embedded.run.PlantStack;
import io.takt.ingest.gateway.Gateway;
import io.takt.ingest.gateway.GatewayAccess;
import io.takt.ingest.gateway.access.AssetScope;
import io.takt.ingest.gateway.access.Operator;
import io.takt.ingest.gateway.access.Operators;
import io.takt.ingest.gateway.access.Role;
import io.takt.ingest.gateway.access.SecretHash;
import io.takt.ingest.gateway.access.Tokens;
import io.takt.ingest.gateway.plant.PlantTime;
import io.takt.ingest.kafka.KafkaFactPublisher;
import io.takt.jobs.oee.PlantClock;
import io.takt.sinks.database.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * A browser, and all that the page speaks to: gateway, Kafka, the oee job, the database. Started by
 * the first test that asks, ended with the JVM.
 *
 * @param publisher what machines say
 * @param database as the role that only reads
 */
record PageStack(
    EmbeddedStack stack,
    KafkaFactPublisher publisher,
    Gateway gateway,
    Connection database,
    Chromium browser) {

  private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();
  private static PageStack running;

  /** The one of this run; a test on a machine that cannot have a browser is skipped. */
  static synchronized PageStack get() throws Exception {
    if (running == null) {
      Path directory = StackForTests.freshDirectory("page");
      // First, since without it all the rest is in vain.
      Chromium browser = Chromium.start(directory.resolve("browser"));
      Runtime.getRuntime().addShutdownHook(new Thread(PageStack::end, "stop-page-stack"));
      OPEN.push(browser);
      running = start(directory, browser);
    }
    return running;
  }

  private static PageStack start(Path directory, Chromium browser) throws Exception {
    EmbeddedStack stack =
        opened(
            EmbeddedStack.start(
                StackSettings.in(directory.resolve("stack")).onAnyPorts(), StackListener.silent()));
    PlantStack plant = PlantStack.install(stack);
    PlantClock clock =
        new PlantClock(System.currentTimeMillis(), Press.NOW.toEpochMilli(), 1, Long.MAX_VALUE);
    var unused = plant.startOee(clock);
    KafkaFactPublisher publisher =
        opened(KafkaFactPublisher.connect(stack.bootstrapServers(), stack.registry()));
    PlantTime time =
        new PlantTime(() -> Instant.ofEpochMilli(clock.now(System.currentTimeMillis())), 1);
    GatewayAccess access = new GatewayAccess(new Tokens.Builder().build(), people());
    Gateway gateway = opened(plant.startGateway(time, access));
    Connection database =
        opened(
            DriverManager.getConnection(
                stack.database().jdbcUrl(), Database.READER, stack.secrets().reader()));
    return new PageStack(stack, publisher, gateway, database, browser);
  }

  private static Operators people() {
    SecretHash badge = SecretHash.of("4711".toCharArray());
    SecretHash pin = SecretHash.of("1717".toCharArray());
    return new Operators(
        List.of(new Operator("op-17", "Ayşe Yılmaz", Role.OPERATOR, AssetScope.ALL, pin, badge)));
  }

  private static <T extends AutoCloseable> T opened(T part) {
    OPEN.push(part);
    return part;
  }

  private static void end() {
    while (!OPEN.isEmpty()) {
      try {
        OPEN.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
