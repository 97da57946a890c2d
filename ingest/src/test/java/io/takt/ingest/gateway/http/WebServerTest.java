package io.takt.ingest.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Talks to the server in bytes, as no well-behaved client would. */
class WebServerTest {

  private static final HttpLimits LIMITS =
      new HttpLimits(1_000, 64, Duration.ofSeconds(20), Duration.ofMillis(300), 2, 8);

  private static WebServer server;

  @BeforeAll
  static void start() throws IOException {
    Router router = new Router(new StaticFiles(WebServerTest.class, "files")::answer);
    router.add("POST", "/api/echo", exchange -> Answer.json(Bodies.json(exchange)));
    router.add(
        "GET",
        "/api/of/{id}",
        exchange -> Answer.json(Json.object().put("id", exchange.parameter("id"))));
    router.add(
        "GET",
        "/api/broken",
        exchange -> {
          throw new IllegalStateException("secret detail");
        });
    server = WebServer.start("127.0.0.1", 0, LIMITS, router);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static String say(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String request(String method, String path, String more, String body) {
    return method
        + " "
        + path
        + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        + more
        + "\r\n"
        + body;
  }

  private static String post(String type, String body) {
    return request(
        "POST",
        "/api/echo",
        "Content-Type: " + type + "\r\nContent-Length: " + body.length() + "\r\n",
        body);
  }

  private static int status(String answer) {
    return Integer.parseInt(answer.split(" ", 3)[1]);
  }

  private static JsonNode problem(String answer) {
    assertThat(answer).containsIgnoringCase("content-type: application/problem+json");
    JsonNode problem =
        Json.read(
            ByteBuffer.wrap(
                answer.substring(answer.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.UTF_8)));
    assertThat(problem.get("status").intValue()).isEqualTo(status(answer));
    assertThat(problem.get("detail").textValue()).isNotBlank();
    assertThat(problem.get("mend").textValue()).isNotBlank();
    return problem;
  }

  @Test
  void aGoodRequestIsAnsweredWithTheSecurityHeaders() throws IOException {
    String answer = say(post("application/json; charset=UTF-8", "{\"a\":1}"));
    assertThat(status(answer)).isEqualTo(200);
    assertThat(answer)
        .contains("Content-Security-Policy: default-src 'self'")
        .contains("X-Content-Type-Options: nosniff")
        .contains("Referrer-Policy: no-referrer")
        .contains("Cache-Control: no-store")
        .doesNotContain("Jetty")
        .endsWith("{\"a\":1}");
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource({
    "text/plain,415",
    "'',415",
    "application/json; charset=latin1,415",
    "application/jsonx,415"
  })
  void otherContentIsRefused(String type, int status) throws IOException {
    String answer = say(post(type, "{}"));
    assertThat(status(answer)).isEqualTo(status);
    problem(answer);
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedDeclaredOrNot() throws IOException {
    String declared = say(post("application/json", " ".repeat(1_001)));
    assertThat(status(declared)).isEqualTo(413);
    problem(declared);
    String chunks = "100\r\n" + " ".repeat(256) + "\r\n";
    String undeclared =
        say(
            request(
                "POST",
                "/api/echo",
                "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n",
                chunks.repeat(5) + "0\r\n\r\n"));
    assertThat(status(undeclared)).isEqualTo(413);
  }

  @Test
  void aBodyThatDoesNotComeIsNotWaitedForLong() throws IOException {
    String answer =
        say(
            request(
                "POST",
                "/api/echo",
                "Content-Type: application/json\r\nContent-Length: 100\r\n",
                "{"));
    assertThat(status(answer)).isEqualTo(408);
    problem(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../../etc/passwd",
        "/..%2f..%2fetc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/page/../../../Gateway.class",
        "/Json.class",
        "/%00",
        "/index.html%00.js",
        "/api/of/%ff",
        "/api/of/%zz",
        "/..;/x",
        "//etc/passwd",
        "/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s"
      })
  void noPathLeadsOutOfThePage(String path) throws IOException {
    String answer = say(request("GET", path, "", ""));
    assertThat(status(answer)).as(answer).isIn(400, 404);
    problem(answer);
  }

  @Test
  void aSlashInASegmentIsPartOfIt() throws IOException {
    assertThat(say(request("GET", "/api/of/a%2Fb%20c", "", ""))).endsWith("{\"id\":\"a/b c\"}");
  }

  @Test
  void whatIsNotThereAndWhatDoesNotFitAreTold() throws IOException {
    assertThat(status(say(request("GET", "/api/nothing", "", "")))).isEqualTo(404);
    String wrong = say(request("DELETE", "/api/echo", "", ""));
    assertThat(status(wrong)).isEqualTo(405);
    assertThat(wrong).contains("Allow: POST");
    assertThat(problem(wrong).get("mend").textValue()).isEqualTo("Use POST.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GARBAGE\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nBad Header: y\r\n\r\n"
      })
  void whatIsNotHttpIsRefused(String request) throws IOException {
    assertThat(status(say(request))).isBetween(400, 505);
  }

  @Test
  void headersBeyondAllMeasureAreRefused() throws IOException {
    String answer = say(request("GET", "/", "X-Much: " + "x".repeat(20_000) + "\r\n", ""));
    assertThat(status(answer)).isEqualTo(431);
    problem(answer);
  }

  @Test
  void aMistakeOfItsOwnTellsNothing() throws IOException {
    String answer = say(request("GET", "/api/broken", "", ""));
    assertThat(status(answer)).isEqualTo(500);
    assertThat(answer).doesNotContain("secret detail").doesNotContain("Exception");
    problem(answer);
  }
}
