package io.takt.ingest.gateway.alerts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.takt.avro.OperatorEvent;
import io.takt.avro.OperatorEventKind;
import io.takt.ingest.PublishException;
import io.takt.ingest.gateway.access.Rates;
import io.takt.ingest.gateway.facts.FactKind;
import io.takt.ingest.gateway.facts.FactLog;
import io.takt.ingest.gateway.http.Answer;
import io.takt.ingest.gateway.http.Exchange;
import io.takt.ingest.gateway.http.Problem;
import io.takt.ingest.gateway.http.Router;
import io.takt.ingest.gateway.http.Routes;
import io.takt.ingest.gateway.plant.PlantTime;
import io.takt.schemas.AlertLink;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acknowledging and shelving by the link in a message. Following it (GET) shows what it is about
 * and changes nothing, since mail scanners follow links; the page's buttons (POST) act. The
 * signature is the right to do so: nobody logs in.
 */
public final class LinkRoutes implements Routes {

  private static final Logger LOG = LoggerFactory.getLogger(LinkRoutes.class);
  private static final String SOURCE = "link";
  private static final int LONGEST_NAME = 60;
  private static final int RETRY_SECONDS = 5;

  private final AlertLink links;
  private final Function<String, Optional<ObjectNode>> alerts;
  private final FactLog log;
  private final LinkPage page;
  private final Rates rates;
  private final PlantTime time;
  private final InstantSource wall;

  /**
   * Routes of these parts.
   *
   * @param links null: this gateway has no secret for links
   * @param alerts an alert's row by its fingerprint
   * @param rates requests a second and address
   * @param wall the wall's clock, by which links expire
   */
  public LinkRoutes(
      AlertLink links,
      Function<String, Optional<ObjectNode>> alerts,
      FactLog log,
      LinkPage page,
      Rates rates,
      PlantTime time,
      InstantSource wall) {
    this.links = links;
    this.alerts = alerts;
    this.log = log;
    this.page = page;
    this.rates = rates;
    this.time = time;
    this.wall = wall;
  }

  @Override
  public void addTo(Router router) {
    router
        .add("GET", AlertLink.PATH, exchange -> answer(exchange, alert -> page.ask(alert)))
        .add("POST", AlertLink.PATH, exchange -> answer(exchange, alert -> act(exchange, alert)));
  }

  /** A refusal is a page as well: whoever followed a link reads no JSON. */
  private Answer answer(Exchange exchange, Function<LinkPage.Shown, Answer> good) {
    LinkPage.Words words = page.words(exchange);
    try {
      rates.take(SOURCE + " " + exchange.remote(), 1, "requests");
      if (links == null) {
        return page.refusal(404, words, "link.off");
      }
      Link link = Link.of(exchange);
      return switch (link.judge(links, wall.instant())) {
        case EXPIRED -> page.refusal(403, words, "link.expired");
        case FORGED -> page.refusal(403, words, "link.forged");
        case GOOD -> {
          Optional<ObjectNode> alert = alerts.apply(link.fingerprint());
          yield alert.isEmpty()
              ? page.refusal(404, words, "link.unknown")
              : good.apply(new LinkPage.Shown(alert.get(), words));
        }
      };
    } catch (Problem refused) {
      return page.refusal(refused, words);
    }
  }

  private Answer act(Exchange exchange, LinkPage.Shown alert) {
    Map<String, String> form = Form.read(exchange);
    Act act =
        Act.of(form)
            .orElseThrow(
                () ->
                    Problem.invalid(
                        "The form asks for nothing that there is.",
                        "Use the page's buttons.",
                        List.of()));
    if (!alert.isOpen()) {
      // Nothing is left to do about it; the page says since when it is over.
      return page.ask(alert);
    }
    Instant now = time.now().truncatedTo(ChronoUnit.MILLIS);
    OperatorEvent event =
        OperatorEvent.newBuilder()
            .setAssetId(alert.asset())
            .setEventId(UUID.randomUUID().toString())
            .setAt(now)
            .setArrivedAt(now)
            .setKind(act.shelves() ? OperatorEventKind.SHELVED : OperatorEventKind.ACKNOWLEDGED)
            .setSpanTo(act.shelves() ? now.plus(act.shelveFor()) : null)
            .setRefersTo(alert.fingerprint())
            .setOperator(operator(form.getOrDefault("who", "").strip()))
            .setSource(SOURCE)
            .build();
    try {
      log.append(FactKind.OPERATOR_EVENTS, List.of(event));
    } catch (PublishException e) {
      LOG.warn("a word on an alert could not be written: {}", e.getMessage());
      throw Problem.unavailable("Kafka does not answer.", "Press the button again.", RETRY_SECONDS);
    }
    return page.done(alert, event);
  }

  /** Never to be mistaken for somebody who logged in: anybody may have got the message. */
  private static String operator(String name) {
    if (name.length() > LONGEST_NAME || name.codePoints().anyMatch(Character::isISOControl)) {
      throw Problem.invalid(
          "The name is longer than " + LONGEST_NAME + " characters, or not a name.",
          "Write a shorter one, or none.",
          List.of());
    }
    return name.isEmpty() ? SOURCE : SOURCE + "/" + name;
  }
}
