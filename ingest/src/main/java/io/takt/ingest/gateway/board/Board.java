package io.takt.ingest.gateway.board;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.takt.avro.Asset;
import io.takt.ingest.gateway.http.Json;
import io.takt.ingest.gateway.http.Times;
import io.takt.ingest.gateway.plant.PlantTime;
import java.time.Duration;
import java.time.Instant;

/** All that an operator sees of one asset at a glance. */
final class Board {

  private final PlantDatabase database;
  private final PlantTime time;

  Board(PlantDatabase database, PlantTime time) {
    this.database = database;
    this.time = time;
  }

  /** The board; what is not known is null. */
  ObjectNode of(Asset asset) {
    String id = asset.getAssetId();
    Instant now = time.now();
    ObjectNode board = Json.object();
    board.set("asset", brief(asset));
    board.put("plant_now", Times.iso(now));
    board.put("clock_speed", time.speed());
    ObjectNode live = database.row("assets_now", id).orElseGet(Json::object);
    for (String field : new String[] {"as_of", "state", "state_since", "category"}) {
      board.set(field, live.path(field).isMissingNode() ? null : live.get(field));
    }
    Instant lastFact = instant(live.path("last_fact_at"));
    if (lastFact == null) {
      board.putNull("data_age_s");
    } else {
      board.put("data_age_s", Duration.between(lastFact, now).toMillis() / 1000.0);
    }
    board.set("open_stop", openStop(id, live));
    board.set("order", order(id, live));
    board.set("pace", database.row("pace", id).orElse(null));
    board.set("shift", database.row("shift", id).orElse(null));
    board.set("orders", database.rows("orders", id, id));
    board.set("uncoded", uncoded(id));
    board.set("alerts", database.rows("alerts", id));
    return board;
  }

  static ObjectNode brief(Asset asset) {
    ObjectNode brief = Json.object();
    brief.put("asset_id", asset.getAssetId());
    brief.put("name", asset.getName());
    brief.put("site", asset.getSite());
    brief.put("area", asset.getArea());
    brief.put("line", asset.getLine());
    brief.put("line_position", asset.getLinePosition());
    brief.put("zone", asset.getZone());
    return brief;
  }

  private static Instant instant(JsonNode value) {
    return value.isTextual() ? Instant.parse(value.textValue()) : null;
  }

  private ObjectNode openStop(String id, ObjectNode live) {
    Instant since = instant(live.path("stop_since"));
    if (since == null) {
      return null;
    }
    ObjectNode stop = Json.object();
    stop.set("started_at", live.get("stop_since"));
    stop.set("reason", live.get("reason"));
    stop.set("text", live.get("text"));
    stop.set("likely", likely(id, since));
    return stop;
  }

  private ObjectNode order(String id, ObjectNode live) {
    JsonNode number = live.path("work_order");
    if (!number.isTextual()) {
      return null;
    }
    return database
        .row("order", id, number.textValue())
        .orElseGet(
            () -> {
              ObjectNode unknown = Json.object();
              unknown.set("work_order", number);
              unknown.set("product", live.get("product"));
              for (String field :
                  new String[] {"planned_quantity", "made_good", "made_total", "due"}) {
                unknown.putNull(field);
              }
              return unknown;
            });
  }

  private ArrayNode uncoded(String id) {
    ArrayNode stops = database.rows("uncoded", id);
    for (JsonNode stop : stops) {
      ((ObjectNode) stop).set("likely", likely(id, instant(stop.get("started_at"))));
    }
    return stops;
  }

  private ArrayNode likely(String id, Instant startedAt) {
    return database.rows("likely", id, startedAt);
  }
}
