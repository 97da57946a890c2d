package io.takt.ingest.gateway.facts;

import com.fasterxml.jackson.databind.JsonNode;
import io.takt.avro.OperatorEvent;
import io.takt.ingest.gateway.access.Rates;
import io.takt.ingest.gateway.access.Source;
import io.takt.ingest.gateway.access.Tokens;
import io.takt.ingest.gateway.http.Answer;
import io.takt.ingest.gateway.http.Bodies;
import io.takt.ingest.gateway.http.Exchange;
import io.takt.ingest.gateway.http.Problem;
import io.takt.ingest.gateway.http.Router;
import io.takt.ingest.gateway.http.Routes;
import io.takt.ingest.gateway.plant.Plant;
import io.takt.ingest.gateway.plant.PlantTime;
import io.takt.ingest.gateway.plant.TopicReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;

/** Facts from systems: {@code POST /api/v1/facts/{kind}}. */
public final class FactRoutes implements Routes {

  private static final int NOT_YET_SECONDS = 2;

  private final Supplier<Tokens> tokens;
  private final Rates requests;
  private final Rates rows;
  private final Plant plant;
  private final TopicReader topics;
  private final PlantTime time;
  private final Intake intake;
  private final Map<String, RowReader> readers = new HashMap<>();

  /**
   * Routes of these parts.
   *
   * @param requests a second and source
   * @param rows a second and source
   */
  public FactRoutes(
      Supplier<Tokens> tokens,
      Rates requests,
      Rates rows,
      Plant plant,
      TopicReader topics,
      PlantTime time,
      Intake intake) {
    this.tokens = tokens;
    this.requests = requests;
    this.rows = rows;
    this.plant = plant;
    this.topics = topics;
    this.time = time;
    this.intake = intake;
    for (FactKind kind : FactKind.ALL) {
      readers.put(kind.path(), new RowReader(kind.topic().schema(), Set.of("arrived_at")));
    }
  }

  @Override
  public void addTo(Router router) {
    router.add("POST", "/api/v1/facts/{kind}", this::post);
  }

  private Answer post(Exchange exchange) {
    Source source = tokens.get().source(exchange);
    requests.take(source.name(), 1, "requests");
    FactKind kind =
        FactKind.named(exchange.parameter("kind"))
            .orElseThrow(
                () ->
                    Problem.notFound(
                        "There are no facts of this kind; there are " + FactKind.names() + "."));
    if (!source.kinds().contains(kind.path())) {
      throw Problem.forbidden(
          "Source " + source.name() + " may not send " + kind.path() + ".",
          "Ask whoever runs the gateway for the right.");
    }
    if (!topics.caughtUp()) {
      throw Problem.unavailable(
          "The gateway has not read the assets yet.", "Send it again.", NOT_YET_SECONDS);
    }
    JsonNode body = Bodies.json(exchange);
    rows.take(source.name(), Intake.rows(body), "rows");
    return intake.take(kind, body, row -> make(kind, source, row));
  }

  private SpecificRecord make(FactKind kind, Source source, JsonNode row) throws RowException {
    SpecificRecord fact = readers.get(kind.path()).read(row);
    Instant now = time.now().truncatedTo(ChronoUnit.MILLIS);
    FactRules.check(fact, now);
    String asset = (String) get(fact, "asset_id");
    if (!plant.holds(source.scope(), asset)) {
      throw new RowException(
          403,
          "/asset_id",
          "The asset is outside the rights of source "
              + source.name()
              + ", or nobody has described it.");
    }
    put(fact, "arrived_at", now);
    put(fact, "source", named(source, (String) get(fact, "source")));
    if (fact instanceof OperatorEvent event) {
      // Never to be mistaken for somebody who logged in.
      event.setOperator(named(source, event.getOperator()));
    }
    return fact;
  }

  /** Nobody speaks in another's name: what a source says of itself comes after its own name. */
  private static String named(Source source, String given) {
    return given.isBlank() ? source.name() : source.name() + "/" + given;
  }

  private static Object get(SpecificRecord fact, String field) {
    return fact.get(fact.getSchema().getField(field).pos());
  }

  private static void put(SpecificRecord fact, String field, Object value) {
    fact.put(fact.getSchema().getField(field).pos(), value);
  }
}
