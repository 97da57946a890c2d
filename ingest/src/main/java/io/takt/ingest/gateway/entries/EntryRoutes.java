package io.takt.ingest.gateway.entries;

import com.fasterxml.jackson.databind.JsonNode;
import io.takt.avro.OperatorEvent;
import io.takt.ingest.gateway.access.Operator;
import io.takt.ingest.gateway.access.Rates;
import io.takt.ingest.gateway.access.Session;
import io.takt.ingest.gateway.access.Sessions;
import io.takt.ingest.gateway.facts.FactKind;
import io.takt.ingest.gateway.facts.FactRules;
import io.takt.ingest.gateway.facts.Intake;
import io.takt.ingest.gateway.facts.RowException;
import io.takt.ingest.gateway.facts.RowReader;
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
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** What people enter: {@code POST /api/v1/entries}. Who said it is the session's operator. */
public final class EntryRoutes implements Routes {

  private static final String SOURCE = "page";
  private static final int NOT_YET_SECONDS = 2;

  private final Sessions sessions;
  private final Rates rates;
  private final TopicReader topics;
  private final PlantTime time;
  private final Intake intake;
  private final EntryRules rules;
  private final RowReader reader =
      new RowReader(
          FactKind.OPERATOR_EVENTS.topic().schema(),
          Set.of("arrived_at", "operator", "source", "sequence"));

  /**
   * Routes of these parts.
   *
   * @param wall the wall's clock
   */
  public EntryRoutes(
      Sessions sessions,
      Rates rates,
      TopicReader topics,
      PlantTime time,
      Intake intake,
      Plant plant,
      EntryLog log,
      ClosedShifts closed,
      InstantSource wall) {
    this.sessions = sessions;
    this.rates = rates;
    this.topics = topics;
    this.time = time;
    this.intake = intake;
    this.rules = new EntryRules(plant, log, closed, wall);
  }

  @Override
  public void addTo(Router router) {
    router.add("POST", "/api/v1/entries", this::post);
  }

  private Answer post(Exchange exchange) {
    Session session = sessions.writing(exchange);
    rates.take(session.key(), 1, "requests");
    if (!topics.caughtUp()) {
      throw Problem.unavailable(
          "The gateway has not read the assets yet.", "Send it again.", NOT_YET_SECONDS);
    }
    JsonNode body = Bodies.json(exchange);
    Map<String, OperatorEvent> sameRequest = new HashMap<>();
    return intake.take(
        FactKind.OPERATOR_EVENTS, body, row -> make(row, session.operator(), sameRequest));
  }

  private SpecificRecord make(
      JsonNode row, Operator operator, Map<String, OperatorEvent> sameRequest) throws RowException {
    OperatorEvent entry = (OperatorEvent) reader.read(row);
    Instant now = time.now().truncatedTo(ChronoUnit.MILLIS);
    FactRules.check(entry, now);
    rules.check(entry, operator, now, sameRequest);
    entry.setOperator(operator.id());
    entry.setSource(SOURCE);
    entry.setArrivedAt(now);
    sameRequest.put(entry.getEventId(), entry);
    return entry;
  }
}
