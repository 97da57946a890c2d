package io.takt.ingest.gateway.alerts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.takt.avro.OperatorEvent;
import io.takt.avro.OperatorEventKind;
import io.takt.ingest.gateway.http.Answer;
import io.takt.ingest.gateway.http.Exchange;
import io.takt.ingest.gateway.http.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * The page behind a link: HTML without any script, in the browser's language, its words from the
 * operator page's file. What machines and people call things is escaped.
 */
public final class LinkPage {

  private final JsonNode texts;

  /**
   * A page with these words.
   *
   * @param texts {@code {"en":{key:text},"de":{key:text}}}
   */
  public LinkPage(JsonNode texts) {
    this.texts = texts;
  }

  /** The words of one language. */
  record Words(String language, JsonNode texts) {

    String of(String key) {
      JsonNode text = texts.get(key);
      if (text == null) {
        throw new IllegalStateException("the page's texts have no " + key);
      }
      return text.textValue();
    }

    String of(String key, String name, String value) {
      return of(key).replace("{" + name + "}", value);
    }

    String time(Instant at, ZoneId zone) {
      return DateTimeFormatter.ofPattern("EEE d MMM HH:mm", Locale.forLanguageTag(language))
          .format(at.atZone(zone));
    }
  }

  /**
   * An alert to one reader.
   *
   * @param row as statement {@code alert} gives it
   */
  record Shown(ObjectNode row, Words words) {

    String fingerprint() {
      return row.get("fingerprint").textValue();
    }

    /** The alert's asset; one of those it is about, if there are several. */
    String asset() {
      JsonNode asset = row.get("asset_id");
      if (!asset.isTextual()) {
        throw Problem.notFound("No machine is known any more that this alert is about.");
      }
      return asset.textValue();
    }

    String state() {
      return row.get("state").textValue();
    }

    boolean isOpen() {
      return !state().equals("CLEARED") && !state().equals("PENDING");
    }

    String time(Instant at) {
      return words.time(at, zone());
    }

    private String time(String field) {
      JsonNode at = row.get(field);
      return at.isTextual() ? time(Instant.parse(at.textValue())) : "–";
    }

    private ZoneId zone() {
      try {
        return ZoneId.of(row.get("zone").asText("UTC"));
      } catch (DateTimeException unknown) {
        // The oee job reports it as a row that contradicts itself; here it only words a time.
        return ZoneId.of("UTC");
      }
    }

    private String sentence() {
      return switch (state()) {
        case "ACTIVE_UNACKNOWLEDGED" -> words.of("link.state.new", "at", time("started_at"));
        case "ACTIVE_ACKNOWLEDGED" ->
            words
                .of("link.state.seen", "at", time("started_at"))
                .replace("{who}", row.get("acknowledged_by").asText());
        case "SHELVED" -> words.of("link.state.shelved", "until", time("shelved_until"));
        case "SUPPRESSED" -> words.of("link.state.suppressed", "at", time("started_at"));
        default -> words.of("link.state.over", "at", time("since"));
      };
    }
  }

  /** In German where the browser likes it better than English, else in English. */
  Words words(Exchange exchange) {
    String wanted = exchange.header("accept-language").orElse("").toLowerCase(Locale.ROOT).strip();
    String language = wanted.startsWith("de") ? "de" : "en";
    return new Words(language, texts.get(language));
  }

  /** What it is about, and the buttons. */
  Answer ask(Shown alert) {
    StringBuilder body = heading(alert);
    body.append(paragraph(alert.sentence()));
    if (alert.isOpen()) {
      body.append(form(alert));
    }
    return html(200, alert.words(), body);
  }

  private static StringBuilder heading(Shown alert) {
    StringBuilder body = new StringBuilder();
    JsonNode row = alert.row();
    body.append("<h1>").append(escaped(row.get("summary").asText())).append("</h1>");
    String line = row.path("line").asText("");
    String name = row.path("name").asText("");
    String where = name.isEmpty() ? line : line.isEmpty() ? name : name + ", " + line;
    String severity = alert.words().of("severity." + row.get("severity").asText());
    return body.append(paragraph(where.isEmpty() ? severity : severity + " · " + where));
  }

  private static String form(Shown alert) {
    Words words = alert.words();
    StringBuilder form = new StringBuilder("<form method=\"post\">");
    form.append("<label for=\"who\">").append(escaped(words.of("link.who"))).append("</label>");
    form.append("<input id=\"who\" name=\"who\" maxlength=\"60\" autocomplete=\"name\">");
    if (alert.state().equals("ACTIVE_UNACKNOWLEDGED")) {
      form.append(button(Act.ACKNOWLEDGE, "main wide", words.of("alert.acknowledge")));
    }
    form.append("<div class=\"row\">");
    for (int minutes : Act.SHELVE_MINUTES) {
      String label = words.of("link.shelve", "length", words.of("for." + minutes));
      form.append(button(Act.shelve(minutes), "grow", label));
    }
    return form.append("</div></form>").toString();
  }

  private static String button(String act, String look, String label) {
    return "<button name=\"do\" value=\"%s\" class=\"%s\">%s</button>"
        .formatted(act, look, escaped(label));
  }

  /** That it is noted. */
  Answer done(Shown alert, OperatorEvent event) {
    StringBuilder body = heading(alert);
    body.append(
        paragraph(
            event.getKind() == OperatorEventKind.SHELVED
                ? alert.words().of("link.done.shelved", "until", alert.time(event.getSpanTo()))
                : alert.words().of("link.done.seen")));
    return html(200, alert.words(), body);
  }

  Answer refusal(int status, Words words, String key) {
    return html(status, words, new StringBuilder("<h1>Takt</h1>").append(paragraph(words.of(key))));
  }

  /** A refusal that the gateway words itself. */
  Answer refusal(Problem problem, Words words) {
    StringBuilder body = new StringBuilder("<h1>Takt</h1>");
    String key = "link.status." + problem.status();
    body.append(
        words.texts().has(key)
            ? paragraph(words.of(key))
            : paragraph(problem.getMessage() + " " + problem.mend()));
    Answer answer = html(problem.status(), words, body);
    return problem.retryAfter() > 0
        ? answer.with("Retry-After", Integer.toString(problem.retryAfter()))
        : answer;
  }

  private static String paragraph(String text) {
    return "<p>" + escaped(text) + "</p>";
  }

  private static Answer html(int status, Words words, StringBuilder body) {
    String page =
        """
        <!doctype html>
        <html lang="%s"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex"><title>Takt</title>
        <link rel="stylesheet" href="../page.css"></head>
        <body><main class="act part">%s
        <p><a href="../">%s</a></p></main></body></html>
        """
            .formatted(words.language(), body, escaped(words.of("link.page")));
    return new Answer(
        status,
        Map.of("Content-Type", "text/html; charset=utf-8"),
        ByteBuffer.wrap(page.getBytes(StandardCharsets.UTF_8)),
        null);
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
