package io.takt.ingest.gateway.board;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.takt.avro.Asset;
import io.takt.ingest.gateway.access.Rates;
import io.takt.ingest.gateway.access.Session;
import io.takt.ingest.gateway.access.Sessions;
import io.takt.ingest.gateway.http.Answer;
import io.takt.ingest.gateway.http.Exchange;
import io.takt.ingest.gateway.http.Json;
import io.takt.ingest.gateway.http.Problem;
import io.takt.ingest.gateway.http.Router;
import io.takt.ingest.gateway.http.Routes;
import io.takt.ingest.gateway.plant.Plant;
import io.takt.ingest.gateway.plant.PlantTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the page shows: assets, boards, stops, reasons. */
public final class BoardRoutes implements Routes {

  /** What a board holds beyond the database's word. */
  @FunctionalInterface
  public interface Addition {
    /** Adds fields. */
    void addTo(ObjectNode board, Asset asset, Session session);
  }

  private final Sessions sessions;
  private final Rates rates;
  private final Plant plant;
  private final PlantDatabase database;
  private final Board board;
  private final List<Addition> additions;

  /** Routes of these parts. */
  public BoardRoutes(
      Sessions sessions,
      Rates rates,
      Plant plant,
      PlantDatabase database,
      PlantTime time,
      List<Addition> additions) {
    this.sessions = sessions;
    this.rates = rates;
    this.plant = plant;
    this.database = database;
    this.board = new Board(database, time);
    this.additions = List.copyOf(additions);
  }

  @Override
  public void addTo(Router router) {
    router
        .add("GET", "/api/v1/assets", this::assets)
        .add("GET", "/api/v1/assets/{id}/board", this::board)
        .add("GET", "/api/v1/assets/{id}/stops", this::stops)
        .add("GET", "/api/v1/reasons", this::reasons);
  }

  private Session session(Exchange exchange) {
    Session session = sessions.reading(exchange);
    rates.take(session.key(), 1, "requests");
    return session;
  }

  private Answer assets(Exchange exchange) {
    ArrayNode all = Json.array();
    plant
        .assets(session(exchange).operator().scope())
        .forEach(asset -> all.add(Board.brief(asset)));
    return Answer.json(all);
  }

  private Answer board(Exchange exchange) {
    Session session = session(exchange);
    Asset asset = plant.require(session.operator().scope(), exchange.parameter("id"));
    ObjectNode all = board.of(asset);
    additions.forEach(addition -> addition.addTo(all, asset, session));
    return Answer.json(all);
  }

  private Answer reasons(Exchange exchange) {
    session(exchange);
    return Answer.json(database.rows("reasons"));
  }

  private Answer stops(Exchange exchange) {
    Session session = session(exchange);
    Asset asset = plant.require(session.operator().scope(), exchange.parameter("id"));
    String which = exchange.query("shift").orElse("current");
    int place =
        switch (which) {
          case "current" -> 0;
          case "previous" -> 1;
          default ->
              throw Problem.invalid(
                  "There is no such shift.", "Ask for shift=current or shift=previous.", List.of());
        };
    ArrayNode shifts = database.rows("shifts", asset.getAssetId());
    if (shifts.size() <= place) {
      return Answer.json(Json.array());
    }
    Instant from = Instant.parse(shifts.get(place).get("shift_start").textValue());
    // The running shift's booked end is behind its stops.
    Instant to =
        place == 0
            ? from.plus(Duration.ofDays(2))
            : Instant.parse(shifts.get(place).get("shift_end").textValue());
    ArrayNode stops = database.rows("stops", asset.getAssetId(), to, from);
    Map<String, ArrayNode> parts = new HashMap<>();
    for (JsonNode part : database.rows("stop_parts", asset.getAssetId(), to, from)) {
      String of = ((ObjectNode) part).remove("started_at").textValue();
      parts.computeIfAbsent(of, start -> Json.array()).add(part);
    }
    for (JsonNode stop : stops) {
      ((ObjectNode) stop)
          .set("parts", parts.getOrDefault(stop.get("started_at").textValue(), Json.array()));
    }
    return Answer.json(stops);
  }
}
