package io.takt.ingest.gateway.live;

import io.takt.ingest.gateway.access.AssetScope;
import io.takt.ingest.gateway.access.Session;
import io.takt.ingest.gateway.access.Sessions;
import io.takt.ingest.gateway.http.Answer;
import io.takt.ingest.gateway.http.Exchange;
import io.takt.ingest.gateway.http.Json;
import io.takt.ingest.gateway.http.OpenResponse;
import io.takt.ingest.gateway.http.Problem;
import io.takt.ingest.gateway.http.Router;
import io.takt.ingest.gateway.http.Routes;
import io.takt.ingest.gateway.http.Times;
import io.takt.ingest.gateway.plant.LiveRows;
import io.takt.ingest.gateway.plant.Plant;
import io.takt.ingest.gateway.plant.PlantTime;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Live rows and stops as they come: {@code GET /api/v1/live}. */
public final class LiveRoutes implements Routes, AutoCloseable {

  private static final int HEARTBEAT_SECONDS = 5;
  private static final int FULL_SECONDS = 10;
  private static final int MOST_OF_ONE_SESSION = 8;

  private final Sessions sessions;
  private final Plant plant;
  private final LiveRows rows;
  private final PlantTime time;
  private final int mostClients;
  private final Map<Client, Session> clients = new HashMap<>();
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "gateway-heartbeat");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Routes of these parts.
   *
   * @param mostClients that listen at a time
   */
  public LiveRoutes(
      Sessions sessions, Plant plant, LiveRows rows, PlantTime time, int mostClients) {
    this.sessions = sessions;
    this.plant = plant;
    this.rows = rows;
    this.time = time;
    this.mostClients = mostClients;
    var unused =
        heart.scheduleAtFixedRate(
            this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void addTo(Router router) {
    router.add("GET", "/api/v1/live", this::listen);
  }

  private Answer listen(Exchange exchange) {
    Session session = sessions.reading(exchange);
    AssetScope scope = session.operator().scope();
    String asset = exchange.query("asset").orElse(null);
    if (asset != null) {
      plant.require(scope, asset);
    }
    Client client = new Client(asset, scope);
    synchronized (clients) {
      long own = clients.values().stream().filter(session::equals).count();
      if (clients.size() >= mostClients || own >= MOST_OF_ONE_SESSION) {
        throw Problem.unavailable(
            "Too many pages listen at this moment.", "Close some, or come again.", FULL_SECONDS);
      }
      clients.put(client, session);
    }
    return Answer.events(client::open);
  }

  private void beat() {
    Map<Client, Session> now;
    synchronized (clients) {
      now = Map.copyOf(clients);
    }
    now.forEach(
        (client, session) -> {
          if (sessions.goesOn(session)) {
            client.beat();
          } else {
            client.bye();
          }
        });
  }

  private final class Client implements LiveRows.Listener {
    private final String asset;
    private final AssetScope scope;
    private volatile EventStream stream;

    Client(String asset, AssetScope scope) {
      this.asset = asset;
      this.scope = scope;
    }

    void open(OpenResponse response) {
      stream = new EventStream(response);
      response.onClosed(this::gone);
      stream.comment("retry", "retry: 2000");
      stream.send(
          "hello",
          "hello",
          Json.text(
              Json.object()
                  .put("plant_now", Times.iso(time.now()))
                  .put("clock_speed", time.speed())));
      rows.add(this);
    }

    @Override
    public void news(String of, String event, String key, String data) {
      if ((asset == null || asset.equals(of)) && plant.holds(scope, of)) {
        stream.send(event, key, data);
      }
    }

    void beat() {
      if (stream != null) {
        stream.comment("beat", ": beat");
      }
    }

    void bye() {
      if (stream != null) {
        stream.send("bye", "bye", "{}");
        stream.end();
      }
    }

    private void gone() {
      rows.remove(this);
      synchronized (clients) {
        clients.remove(this);
      }
    }
  }

  @Override
  public void close() {
    heart.shutdownNow();
    Map<Client, Session> now;
    synchronized (clients) {
      now = Map.copyOf(clients);
    }
    now.keySet()
        .forEach(
            client -> {
              if (client.stream != null) {
                client.stream.end();
              }
            });
  }
}
