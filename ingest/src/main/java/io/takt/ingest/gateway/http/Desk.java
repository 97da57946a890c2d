package io.takt.ingest.gateway.http;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.UrlEncoded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes requests from Jetty, has a worker answer each by the router, and sends the answers. */
final class Desk extends Handler.Abstract.NonBlocking {

  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);
  private static final int BUSY_SECONDS = 1;
  private static final int MOST_SEGMENTS = 16;

  private final Router router;
  private final HttpLimits limits;
  private final ThreadPoolExecutor workers;

  Desk(Router router, HttpLimits limits, ThreadPoolExecutor workers) {
    this.router = router;
    this.limits = limits;
    this.workers = workers;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    // Its failure is answered below; the future it gives back would say the same to nobody.
    var unused =
        BodyReader.read(request, limits.bodyBytes())
            .orTimeout(limits.bodyWithin().toMillis(), TimeUnit.MILLISECONDS)
            .whenComplete(
                (body, failure) -> {
                  if (failure == null) {
                    dispatch(request, body, response, callback);
                  } else {
                    send(Answer.of(problem(failure)), request, response, callback);
                  }
                });
    return true;
  }

  private void dispatch(Request request, byte[] body, Response response, Callback callback) {
    try {
      workers.execute(() -> send(answer(request, body), request, response, callback));
    } catch (RejectedExecutionException full) {
      Problem busy =
          Problem.unavailable(
              "The gateway has more requests than it can work on.",
              "Send it again, the same.",
              BUSY_SECONDS);
      send(Answer.of(busy), request, response, callback);
    }
  }

  private Answer answer(Request request, byte[] body) {
    try {
      return router.answer(exchange(request, body));
    } catch (Problem refused) {
      return Answer.of(refused);
    } catch (Exception | StackOverflowError e) {
      return Answer.of(problem(e));
    }
  }

  private static Problem problem(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof Problem problem) {
      return problem;
    }
    if (cause instanceof TimeoutException) {
      return Problem.tooSlow("The body did not come in time.");
    }
    if (cause instanceof HttpException bad) {
      return Problem.ofHttp(bad.getCode(), "The request is not valid HTTP.");
    }
    LOG.error("a request could not be answered", cause);
    return Problem.internal();
  }

  private static Exchange exchange(Request request, byte[] body) {
    Map<String, String> headers = new HashMap<>();
    for (HttpField field : request.getHeaders()) {
      headers.putIfAbsent(
          field.getName().toLowerCase(Locale.ROOT),
          field.getValue() == null ? "" : field.getValue());
    }
    Map<String, String> cookies = new HashMap<>();
    for (HttpCookie cookie : Request.getCookies(request)) {
      cookies.putIfAbsent(cookie.getName(), cookie.getValue());
    }
    return new Exchange(
        request.getMethod(),
        segments(request.getHttpURI().getPath()),
        Map.of(),
        query(request),
        headers,
        cookies,
        Request.getRemoteAddr(request),
        ByteBuffer.wrap(body));
  }

  private static Map<String, String> query(Request request) {
    Map<String, String> found = new HashMap<>();
    Fields fields;
    try {
      fields = Request.extractQueryParameters(request, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw undecodable();
    }
    for (Fields.Field field : fields) {
      found.putIfAbsent(field.getName(), field.getValue());
    }
    return found;
  }

  private static List<String> segments(String path) {
    if (path == null || !path.startsWith("/")) {
      throw Problem.malformed("The path does not begin with a slash.", "Ask for a path.");
    }
    List<String> segments = new ArrayList<>();
    if (path.equals("/")) {
      return segments;
    }
    for (String segment : path.substring(1).split("/", MOST_SEGMENTS + 1)) {
      segments.add(decoded(segment));
    }
    return segments;
  }

  private static String decoded(String segment) {
    if (segment.indexOf('%') < 0) {
      return segment;
    }
    try {
      String text = UrlEncoded.decodeString(segment.replace("+", "%2B"));
      if (text.indexOf('\uFFFD') >= 0 || text.indexOf('\0') >= 0) {
        throw undecodable();
      }
      return text;
    } catch (IllegalArgumentException e) {
      throw undecodable();
    }
  }

  private static Problem undecodable() {
    return Problem.malformed(
        "The path or the query is not percent-encoded UTF-8.", "Encode it as RFC 3986 says.");
  }

  private void send(Answer answer, Request request, Response response, Callback callback) {
    response.setStatus(answer.status());
    Headers.secure(response.getHeaders());
    answer.headers().forEach(response.getHeaders()::put);
    if (answer.stream() != null) {
      answer.stream().open(new JettyOpenResponse(request, response, callback));
      return;
    }
    boolean head = request.getMethod().equals("HEAD");
    if (answer.status() != 204 && answer.status() != 304) {
      response.getHeaders().put("Content-Length", answer.body().remaining());
    }
    response.write(true, head ? ByteBuffer.allocate(0) : answer.body().duplicate(), callback);
  }
}
