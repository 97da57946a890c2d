package io.takt.ingest.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is answered: a whole body, or a stream that goes on.
 *
 * @param status HTTP status
 * @param headers beyond those that every answer has
 * @param body the whole body; empty for none
 * @param stream null: the body is all; else it takes over the open response
 */
public record Answer(int status, Map<String, String> headers, ByteBuffer body, Streaming stream) {

  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  /** Takes over an open response. */
  @FunctionalInterface
  public interface Streaming {
    /** Begins; the stream ends itself or is ended with the gateway. */
    void open(OpenResponse response);
  }

  /** JSON with status 200. */
  public static Answer json(JsonNode body) {
    return json(200, body);
  }

  /** JSON. */
  public static Answer json(int status, JsonNode body) {
    return new Answer(
        status,
        Map.of("Content-Type", "application/json"),
        ByteBuffer.wrap(Json.bytes(body)),
        null);
  }

  /** 204. */
  public static Answer nothing() {
    return new Answer(204, Map.of(), NONE, null);
  }

  /** A stream of server-sent events. */
  public static Answer events(Streaming stream) {
    return new Answer(
        200, Map.of("Content-Type", "text/event-stream", "X-Accel-Buffering", "no"), NONE, stream);
  }

  /** The same with one more header. */
  public Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body, stream);
  }

  /** The problem as {@code application/problem+json}. */
  public static Answer of(Problem problem) {
    ObjectNode body = Json.object();
    body.put("type", "/problems/" + problem.type());
    body.put("title", problem.title());
    body.put("status", problem.status());
    body.put("detail", problem.getMessage());
    body.put("mend", problem.mend());
    if (!problem.errors().isEmpty()) {
      ArrayNode errors = body.putArray("errors");
      for (Problem.RowError error : problem.errors()) {
        ObjectNode row = errors.addObject();
        if (error.index() != null) {
          row.put("index", error.index());
        }
        row.put("pointer", error.pointer());
        row.put("code", error.code());
        row.put("detail", error.detail());
      }
    }
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", "application/problem+json");
    if (problem.retryAfter() > 0) {
      headers.put("Retry-After", Integer.toString(problem.retryAfter()));
    }
    if (problem.allow() != null) {
      headers.put("Allow", problem.allow());
    }
    if (problem.status() == 401) {
      headers.put("WWW-Authenticate", "Bearer");
    }
    return new Answer(problem.status(), headers, ByteBuffer.wrap(Json.bytes(body)), null);
  }
}
