package io.takt.sinks.notify;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** Stands in for a receiver's HTTP server: keeps what came and answers as it is told. */
final class LocalServer implements AutoCloseable {

  record Request(String path, String query, String body, Map<String, List<String>> headers) {}

  private record Answer(int status, String body, String retryAfter) {}

  private final HttpServer server;
  private final List<Request> requests = new ArrayList<>();
  private final Queue<Answer> answers = new ArrayDeque<>();
  private final CountDownLatch never = new CountDownLatch(1);
  private boolean silent;
  private Answer standard = new Answer(200, "ok", null);

  LocalServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          Answer answer;
          synchronized (this) {
            requests.add(
                new Request(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestURI().getQuery(),
                    body,
                    exchange.getRequestHeaders()));
            answer = answers.isEmpty() ? standard : answers.poll();
          }
          if (silent) {
            try {
              never.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
          byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
          if (answer.retryAfter() != null) {
            exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
          }
          exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized LocalServer answers(int status, String body) {
    answers.add(new Answer(status, body, null));
    return this;
  }

  synchronized LocalServer answersTooMany(String retryAfter) {
    answers.add(new Answer(429, "", retryAfter));
    return this;
  }

  synchronized LocalServer otherwise(String body) {
    standard = new Answer(200, body, null);
    return this;
  }

  LocalServer answersNever() {
    silent = true;
    return this;
  }

  synchronized List<Request> requests() {
    return List.copyOf(requests);
  }

  @Override
  public void close() {
    never.countDown();
    server.stop(0);
  }
}
