package io.takt.ingest.gateway.alerts;

import io.takt.ingest.gateway.http.Exchange;
import io.takt.ingest.gateway.http.Problem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The body of an HTML form, as browsers send it. */
final class Form {

  private static final String TYPE = "application/x-www-form-urlencoded";
  private static final int LONGEST = 4_096;

  private Form() {}

  /**
   * First value of each field.
   *
   * @throws Problem 415, 413 or 400 when it is no form of ours
   */
  static Map<String, String> read(Exchange exchange) {
    String type = exchange.header("content-type").orElse("").toLowerCase(Locale.ROOT);
    if (!type.split(";", 2)[0].trim().equals(TYPE)) {
      throw Problem.unsupportedType("The body is not a form's.", "Use the page's buttons.");
    }
    if (exchange.body().remaining() > LONGEST) {
      throw Problem.tooLarge("The form is too long.", "Use the page's buttons.");
    }
    String body = StandardCharsets.UTF_8.decode(exchange.body().duplicate()).toString();
    Map<String, String> fields = new HashMap<>();
    for (String pair : body.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      fields.putIfAbsent(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
    }
    return fields;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Problem.malformed("The form cannot be read.", "Use the page's buttons.");
    }
  }
}
