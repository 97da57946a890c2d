package io.takt.sinks.notify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/**
 * What a watch on the notifier asks: {@code /metrics} in Prometheus' text format, and {@code
 * /healthz}, 200 while alerts are being read and the database answers, else 503. Both tell figures
 * alone: no alert, no name of a person.
 */
final class MetricsPage implements AutoCloseable {

  /** Without a round of reading for so long the notifier is not well. */
  static final Duration STUCK = Duration.ofSeconds(30);

  /** What the page asks. */
  interface Subject {

    /** What became of messages. */
    Counts counted();

    /** Since the last round of reading alerts. */
    Duration sinceReading();

    /** Messages that wait, by receiver. */
    Map<String, Long> waiting() throws SQLException;
  }

  private final HttpServer server;
  private final Subject subject;

  private MetricsPage(HttpServer server, Subject subject) {
    this.server = server;
    this.subject = subject;
  }

  /**
   * Serves it.
   *
   * @param at port 0: any free one
   */
  static MetricsPage open(InetSocketAddress at, Subject subject) throws IOException {
    MetricsPage page = new MetricsPage(HttpServer.create(at, 0), subject);
    page.server.createContext("/metrics", page::metrics);
    page.server.createContext("/healthz", page::health);
    page.server.start();
    return page;
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void metrics(HttpExchange exchange) throws IOException {
    StringBuilder text = new StringBuilder(subject.counted().prometheus());
    gauge(
        text, "takt_notifier_reading_age_seconds", "Since the last round of reading takt.alerts.");
    text.append("takt_notifier_reading_age_seconds ")
        .append(subject.sinceReading().toMillis() / 1000.0)
        .append('\n');
    String database = "1";
    try {
      Map<String, Long> waiting = subject.waiting();
      gauge(text, "takt_notifier_waiting", "Messages that are decided and not yet handed over.");
      waiting.forEach(
          (receiver, messages) ->
              text.append("takt_notifier_waiting{receiver=\"")
                  .append(Counts.escaped(receiver))
                  .append("\"} ")
                  .append(messages)
                  .append('\n'));
    } catch (SQLException away) {
      // That it is away is itself what is to be told.
      database = "0";
    }
    gauge(text, "takt_notifier_database_up", "Whether the database answers.");
    text.append("takt_notifier_database_up ").append(database).append('\n');
    answer(exchange, 200, text.toString());
  }

  private static void gauge(StringBuilder text, String name, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(" gauge\n");
  }

  private void health(HttpExchange exchange) throws IOException {
    Duration since = subject.sinceReading();
    if (since.compareTo(STUCK) > 0) {
      answer(exchange, 503, "alerts have not been read for " + since.toSeconds() + " s\n");
      return;
    }
    try {
      subject.waiting();
      answer(exchange, 200, "alerts are read\n");
    } catch (SQLException away) {
      answer(exchange, 503, "the database does not answer\n");
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    exchange.sendResponseHeaders(status, body.length);
    try (exchange) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
