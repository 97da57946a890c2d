package io.takt.ingest.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** What a request's body must be before it is read. */
public final class Bodies {

  private Bodies() {}

  /**
   * The body as JSON.
   *
   * @throws Problem 415 when it is declared as something else, 400 or 422 when it cannot be read
   */
  public static JsonNode json(Exchange exchange) {
    String type = exchange.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    String media = type.split(";", 2)[0].trim();
    if (!media.equals("application/json")) {
      throw Problem.unsupportedType(
          "The content type is not application/json.", "Send JSON with that content type.");
    }
    if (type.contains("charset") && !type.replace("\"", "").contains("charset=utf-8")) {
      throw Problem.unsupportedType("The charset is not UTF-8.", "Send UTF-8.");
    }
    String encoding = exchange.header("content-encoding").orElse("identity");
    if (!encoding.equalsIgnoreCase("identity")) {
      throw Problem.unsupportedType("The body is compressed.", "Send it as it is.");
    }
    return Json.read(exchange.body());
  }
}
