package io.takt.ingest.gateway.entries;

import com.fasterxml.jackson.databind.JsonNode;
import io.takt.ingest.gateway.board.PlantDatabase;
import io.takt.ingest.gateway.plant.PlantTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What is closed: shifts that ended a while ago, and all time before them. */
public final class ClosedShifts {

  /** A shift can still be changed by everybody for so long after its end. */
  private static final Duration GRACE = Duration.ofMinutes(15);

  /** So long an answer of the database is good, on the wall's clock. */
  private static final Duration FRESH = Duration.ofSeconds(5);

  private record Known(Instant until, Instant askedAt) {}

  private final PlantDatabase database;
  private final PlantTime time;
  private final InstantSource wall;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  /** As the ledger shows them. */
  public ClosedShifts(PlantDatabase database, PlantTime time, InstantSource wall) {
    this.database = database;
    this.time = time;
    this.wall = wall;
  }

  /** Time before this is closed; null: none is. */
  public Instant until(String asset) {
    Instant now = wall.instant();
    Known last = known.get(asset);
    if (last == null || now.isAfter(last.askedAt().plus(FRESH))) {
      last = new Known(ask(asset), now);
      known.put(asset, last);
    }
    return last.until();
  }

  private Instant ask(String asset) {
    Instant over = time.now().minus(GRACE);
    JsonNode found =
        database
            .row("closed_until", asset, over, asset, over)
            .map(row -> row.get("closed_until"))
            .orElse(null);
    return found == null || found.isNull() ? null : Instant.parse(found.textValue());
  }
}
