package io.takt.sinks.notify;

import io.takt.sinks.notify.Transport.Refused;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Calls over HTTP that end in time, and what an answer means for trying again. */
final class HttpCalls {

  private static final long NO_RETRY_AFTER = 30_000;
  private static final long SET_UP_WRONG = 60_000;
  private static final Set<Integer> ABOUT_THE_CONTENT = Set.of(400, 413, 415, 422);

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(5))
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private final Duration timeout;

  HttpCalls(Duration timeout) {
    this.timeout = timeout;
  }

  /**
   * Posts JSON; the body of an answer of 200 to 299.
   *
   * @throws IOException when nobody knows whether it arrived
   * @throws Refused when it did not
   */
  String post(String url, String json, Map<String, String> headers)
      throws IOException, InterruptedException, Refused {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .timeout(timeout)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8));
    headers.forEach(request::header);
    return answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
  }

  /** Asks; the body of an answer of 200 to 299. Failures as for {@link #post}. */
  String get(String url, Map<String, String> headers)
      throws IOException, InterruptedException, Refused {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(timeout).GET();
    headers.forEach(request::header);
    return answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
  }

  private static String answer(HttpResponse<String> response) throws IOException, Refused {
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return response.body();
    }
    String why = "the answer was " + status;
    if (status == 429) {
      long wait =
          response
              .headers()
              .firstValue("Retry-After")
              .filter(value -> value.matches("[0-9]{1,6}"))
              .map(value -> Long.parseLong(value) * 1_000)
              .orElse(NO_RETRY_AFTER);
      throw Refused.forNow(why + " (too many)", wait);
    }
    if (status >= 500 || status == 408) {
      throw new IOException(why);
    }
    if (ABOUT_THE_CONTENT.contains(status)) {
      throw Refused.forGood(why);
    }
    // Wrong address or credentials: somebody will put it right, and then it shall be told.
    throw Refused.forNow(why, SET_UP_WRONG);
  }
}
