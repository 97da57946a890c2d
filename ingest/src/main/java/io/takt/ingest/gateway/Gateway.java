package io.takt.ingest.gateway;

import io.takt.avro.OperatorEvent;
import io.takt.ingest.gateway.access.Rates;
import io.takt.ingest.gateway.access.SessionRoutes;
import io.takt.ingest.gateway.access.Sessions;
import io.takt.ingest.gateway.alerts.LinkPage;
import io.takt.ingest.gateway.alerts.LinkRoutes;
import io.takt.ingest.gateway.board.BoardRoutes;
import io.takt.ingest.gateway.board.PlantDatabase;
import io.takt.ingest.gateway.board.TextRoutes;
import io.takt.ingest.gateway.entries.ClosedShifts;
import io.takt.ingest.gateway.entries.EntryLog;
import io.takt.ingest.gateway.entries.EntryRoutes;
import io.takt.ingest.gateway.entries.OwnEntries;
import io.takt.ingest.gateway.facts.FactKind;
import io.takt.ingest.gateway.facts.FactLog;
import io.takt.ingest.gateway.facts.FactMemory;
import io.takt.ingest.gateway.facts.FactRoutes;
import io.takt.ingest.gateway.facts.Intake;
import io.takt.ingest.gateway.facts.KafkaFactLog;
import io.takt.ingest.gateway.http.Router;
import io.takt.ingest.gateway.http.Routes;
import io.takt.ingest.gateway.http.StaticFiles;
import io.takt.ingest.gateway.http.WebServer;
import io.takt.ingest.gateway.live.LiveRoutes;
import io.takt.ingest.gateway.plant.LiveRows;
import io.takt.ingest.gateway.plant.Plant;
import io.takt.ingest.gateway.plant.TopicReader;
import io.takt.schemas.Registry;
import io.takt.schemas.TopicCatalogue;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The gateway as it runs: what it reads, what it writes, and its routes. */
public final class Gateway implements AutoCloseable {

  private static final Duration STOPS_KNOWN = Duration.ofHours(1);

  private final GatewaySettings settings;
  private final InstantSource wall;
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private WebServer server;
  private Router router;

  private Gateway(GatewaySettings settings, InstantSource wall) {
    this.settings = settings;
    this.wall = wall;
  }

  /**
   * Starts it; returns when it listens and, where Kafka is there, knows the plant. Without Kafka it
   * listens all the same, and answers 503 until Kafka comes.
   *
   * @throws IOException when it cannot listen
   */
  public static Gateway start(GatewaySettings settings) throws IOException, InterruptedException {
    return start(settings, InstantSource.system());
  }

  static Gateway start(GatewaySettings settings, InstantSource wall)
      throws IOException, InterruptedException {
    Gateway gateway = new Gateway(settings, wall);
    try {
      gateway.begin();
      return gateway;
    } catch (IOException | InterruptedException | RuntimeException e) {
      try {
        gateway.close();
      } catch (IOException more) {
        e.addSuppressed(more);
      }
      throw e;
    }
  }

  private void begin() throws IOException, InterruptedException {
    Registry registry = opened(settings.registry().connect());
    PlantDatabase database = opened(PlantDatabase.at(settings.database()));
    KafkaFactLog kafka = opened(KafkaFactLog.connect(settings.kafka().client(), registry));

    Plant plant = new Plant();
    LiveRows live = new LiveRows(settings.time());
    EntryLog entries = new EntryLog();
    FactMemory memory = new FactMemory(settings.limits().remembered());
    TopicReader topics = opened(topics(registry, plant, live, entries, memory, wall.instant()));
    topics.begin();

    Sessions sessions = new Sessions(settings.access().operators(), wall);
    Rates requests = new Rates(settings.limits().requests(), System::nanoTime);
    Rates rows = new Rates(settings.limits().rows(), System::nanoTime);
    ClosedShifts closed = new ClosedShifts(database, settings.time(), wall);
    FactLog log = log(kafka, entries);
    Intake intake = new Intake(log, memory);
    TextRoutes texts = new TextRoutes(Gateway.class, "page/texts.json");
    LiveRoutes listening =
        opened(
            new LiveRoutes(sessions, plant, live, settings.time(), settings.limits().listeners()));
    Health health = opened(Health.of(settings.kafka(), topics, database));

    List<Routes> all =
        List.of(
            new FactRoutes(
                () -> settings.access().tokens(),
                requests,
                rows,
                plant,
                topics,
                settings.time(),
                intake),
            new SessionRoutes(sessions, settings.secureCookie()),
            new BoardRoutes(
                sessions,
                requests,
                plant,
                database,
                settings.time(),
                List.of(new OwnEntries(entries, closed, settings.time(), wall))),
            new EntryRoutes(
                sessions, requests, topics, settings.time(), intake, plant, entries, closed, wall),
            listening,
            texts,
            new LinkRoutes(
                settings.links(),
                fingerprint -> database.row("alert", fingerprint),
                log,
                new LinkPage(texts.all()),
                requests,
                settings.time(),
                wall),
            health,
            new ApiDescription());
    router = new Router(new StaticFiles(Gateway.class, "page")::answer);
    all.forEach(routes -> routes.addTo(router));
    server =
        opened(WebServer.start(settings.host(), settings.port(), settings.limits().http(), router));
    // Not knowing the plant yet is no reason not to start: facts are answered 503 until then.
    var unused = topics.awaitCaughtUp(settings.patience());
  }

  private TopicReader topics(
      Registry registry,
      Plant plant,
      LiveRows live,
      EntryLog entries,
      FactMemory memory,
      Instant now) {
    return new TopicReader(settings.kafka().client(), registry)
        .add(TopicCatalogue.ASSETS, null, (key, row, at) -> plant.asset(key, row))
        .add(TopicCatalogue.REASONS, null, (key, row, at) -> plant.reason(key, row))
        .add(TopicCatalogue.OEE_LIVE, null, (key, row, at) -> live.live(key, row))
        .add(TopicCatalogue.STOPS, now.minus(STOPS_KNOWN), (key, row, at) -> live.stop(key, row))
        .add(
            TopicCatalogue.OPERATOR_EVENTS,
            now.minus(EntryLog.KNOWN),
            (key, event, at) -> {
              if (event != null) {
                entries.take(event, at);
                memory.remember(FactMemory.trace(FactKind.OPERATOR_EVENTS, event));
              }
            });
  }

  /** An entry can be taken back at once, without waiting until it is read again. */
  private FactLog log(KafkaFactLog kafka, EntryLog entries) {
    return (kind, facts) -> {
      kafka.append(kind, facts);
      if (kind.equals(FactKind.OPERATOR_EVENTS)) {
        facts.forEach(fact -> entries.take((OperatorEvent) fact, wall.instant()));
      }
    };
  }

  private <T extends AutoCloseable> T opened(T part) {
    open.push(part);
    return part;
  }

  /** Where it is. */
  public String url() {
    return "http://" + settings.host() + ":" + server.port();
  }

  /** All routes. */
  public List<Router.Route> routes() {
    return router.routes();
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        if (failure == null) {
          failure = new IOException("The gateway did not end in good order: " + e.getMessage(), e);
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
