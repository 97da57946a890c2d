package io.takt.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Somebody's program that takes messages of alerts: what comes again under the same key it knows,
 * and takes once.
 */
final class Receiver implements AutoCloseable {

  private static final int NO_CONTENT = 204;

  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, JsonNode> byKey = new LinkedHashMap<>();
  private final HttpServer server;
  private long repeated;

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
    synchronized (byKey) {
      if (byKey.putIfAbsent(key, json.readTree(body)) != null) {
        repeated++;
      }
    }
    exchange.sendResponseHeaders(NO_CONTENT, -1);
    exchange.close();
  }

  /** Keys of the messages taken. */
  List<String> keys() {
    synchronized (byKey) {
      return new ArrayList<>(byKey.keySet());
    }
  }

  /** Bodies of the messages taken. */
  List<JsonNode> messages() {
    synchronized (byKey) {
      return new ArrayList<>(byKey.values());
    }
  }

  /** Messages that came again and were known by their key. */
  long repeated() {
    synchronized (byKey) {
      return repeated;
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
