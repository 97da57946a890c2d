package io.takt.ingest.gateway.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.takt.ingest.gateway.http.Answer;
import io.takt.ingest.gateway.http.Bodies;
import io.takt.ingest.gateway.http.Exchange;
import io.takt.ingest.gateway.http.Json;
import io.takt.ingest.gateway.http.Problem;
import io.takt.ingest.gateway.http.Router;
import io.takt.ingest.gateway.http.Routes;
import io.takt.ingest.gateway.http.Times;
import java.util.List;

/** Logging in and out: {@code /api/v1/session}. */
public final class SessionRoutes implements Routes {

  private final Sessions sessions;
  private final boolean secure;

  /**
   * Routes of these sessions.
   *
   * @param secure the cookie is for https only
   */
  public SessionRoutes(Sessions sessions, boolean secure) {
    this.sessions = sessions;
    this.secure = secure;
  }

  @Override
  public void addTo(Router router) {
    router
        .add("POST", "/api/v1/session", this::logIn)
        .add("GET", "/api/v1/session", exchange -> tell(sessions.reading(exchange)))
        .add("DELETE", "/api/v1/session", this::logOut);
  }

  private Answer logIn(Exchange exchange) {
    Sessions.requireOwnPage(exchange);
    JsonNode body = Bodies.json(exchange);
    Sessions.Begun begun =
        body.has("badge")
            ? sessions.byBadge(text(body, "badge"), exchange.remote())
            : sessions.byPin(text(body, "operator"), text(body, "pin"), exchange.remote());
    return tell(begun.session()).with("Set-Cookie", cookie(begun.secret(), ""));
  }

  private static String text(JsonNode body, String field) {
    JsonNode value = body.path(field);
    if (!value.isTextual() || value.textValue().isEmpty()) {
      throw Problem.invalid(
          "The login holds neither a badge nor operator and pin.",
          "Send {\"badge\":…} or {\"operator\":…,\"pin\":…}, as texts.",
          List.of());
    }
    return value.textValue();
  }

  private Answer logOut(Exchange exchange) {
    sessions.end(sessions.writing(exchange));
    return Answer.nothing().with("Set-Cookie", cookie("", "; Max-Age=0"));
  }

  private String cookie(String value, String more) {
    return Sessions.COOKIE
        + "="
        + value
        + "; Path=/; HttpOnly; SameSite=Strict"
        + (secure ? "; Secure" : "")
        + more;
  }

  private static Answer tell(Session session) {
    ObjectNode body = Json.object();
    body.put("operator", session.operator().id());
    body.put("name", session.operator().name());
    body.put("role", session.operator().role().name());
    body.put("expires_at", Times.iso(session.expiresAt()));
    return Answer.json(body);
  }
}
