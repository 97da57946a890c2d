package io.takt.ingest.gateway.board;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.takt.ingest.gateway.http.Answer;
import io.takt.ingest.gateway.http.Exchange;
import io.takt.ingest.gateway.http.Problem;
import io.takt.ingest.gateway.http.Router;
import io.takt.ingest.gateway.http.Routes;
import java.io.IOException;
import java.io.InputStream;

/** The page's words: {@code GET /api/v1/texts/{lang}}. */
public final class TextRoutes implements Routes {

  private static final String OTHERWISE = "en";

  private final JsonNode texts;

  /**
   * Words from a file of the class path.
   *
   * @param file {@code {"en":{key:text},"de":{key:text}}}
   */
  public TextRoutes(Class<?> beside, String file) throws IOException {
    try (InputStream in = beside.getResourceAsStream(file)) {
      if (in == null) {
        throw new IOException("There is no file " + file + " on the class path.");
      }
      texts = new ObjectMapper().readTree(in);
    }
  }

  /** All of them, by language and key. */
  public JsonNode all() {
    return texts;
  }

  @Override
  public void addTo(Router router) {
    router.add("GET", "/api/v1/texts/{lang}", this::texts);
  }

  private Answer texts(Exchange exchange) {
    JsonNode found = texts.get(exchange.parameter("lang"));
    if (found == null) {
      throw Problem.notFound("There are no texts in this language.");
    }
    // A key that was not translated is still better in English than missing.
    ObjectNode all = texts.get(OTHERWISE).deepCopy();
    found.properties().forEach(text -> all.set(text.getKey(), text.getValue()));
    return Answer.json(all);
  }
}
