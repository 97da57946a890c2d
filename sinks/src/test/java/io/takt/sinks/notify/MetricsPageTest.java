package io.takt.sinks.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetricsPageTest {

  private final Counts counts = new Counts();
  private Duration since = Duration.ZERO;
  private boolean databaseIsAway;
  private MetricsPage page;

  @BeforeEach
  void open() throws Exception {
    page =
        MetricsPage.open(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            new MetricsPage.Subject() {
              @Override
              public Counts counted() {
                return counts;
              }

              @Override
              public Duration sinceReading() {
                return since;
              }

              @Override
              public Map<String, Long> waiting() throws SQLException {
                if (databaseIsAway) {
                  throw new SQLException("away");
                }
                return Map.of("shop \"floor\"", 3L);
              }
            });
  }

  @AfterEach
  void close() {
    page.close();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + page.port() + path)).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void eachFigureIsALineInPrometheusFormat() throws Exception {
    counts.sent("lead");
    counts.sent("lead");
    counts.failed("lead");
    since = Duration.ofMillis(1500);
    HttpResponse<String> answer = get("/metrics");
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/plain; version=0.0.4");
    List<String> lines = answer.body().lines().toList();
    assertThat(lines)
        .contains(
            "# TYPE takt_notifier_sent_total counter",
            "takt_notifier_sent_total{receiver=\"lead\"} 2",
            "takt_notifier_failed_total{receiver=\"lead\"} 1",
            "takt_notifier_waiting{receiver=\"shop \\\"floor\\\"\"} 3",
            "takt_notifier_reading_age_seconds 1.5",
            "takt_notifier_database_up 1");
    assertThat(lines)
        .allMatch(
            line ->
                line.matches("# (HELP|TYPE) [a-z_]+ .+")
                    || line.matches("[a-z_]+(\\{[a-z]+=\".*\"\\})? [0-9.]+"));
  }

  @Test
  void itIsWellWhileAlertsAreReadAndTheDatabaseAnswers() throws Exception {
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    since = MetricsPage.STUCK.plusMillis(1);
    assertThat(get("/healthz").statusCode()).isEqualTo(503);
    since = Duration.ZERO;
    databaseIsAway = true;
    assertThat(get("/healthz").statusCode()).isEqualTo(503);
    assertThat(get("/metrics").body())
        .contains("takt_notifier_database_up 0")
        .doesNotContain("takt_notifier_waiting{");
  }

  @Test
  void itsAddressIsAHostAndAPort() {
    Map<String, String> environment =
        new HashMap<>(
            Map.of(
                "TAKT_KAFKA_BOOTSTRAP_SERVERS", "k:1",
                "TAKT_REGISTRY_URL", "http://r:1",
                "TAKT_DATABASE_URL", "jdbc:postgresql://d:1/takt",
                "TAKT_DATABASE_PASSWORD", "s3cret",
                "TAKT_METRICS_ADDRESS", "127.0.0.1:9404"));
    assertThat(NotifierSettings.read(new String[0], environment).metricsAddress().getPort())
        .isEqualTo(9404);
    for (String wrong : List.of("9404", "host:", "host:70000", ":9404")) {
      environment.put("TAKT_METRICS_ADDRESS", wrong);
      assertThatThrownBy(() -> NotifierSettings.read(new String[0], environment))
          .hasMessage("metrics.address must be host:port, not " + wrong + ".");
    }
  }
}
