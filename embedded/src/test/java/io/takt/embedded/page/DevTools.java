package io.takt.embedded.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** Commands to a browser and its answers: the DevTools protocol over one WebSocket. */
final class DevTools implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_SECONDS = 60;

  private final AtomicInteger last = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final WebSocket socket;

  /**
   * Connects.
   *
   * @param events hears method and parameters of what the browser says of itself
   */
  DevTools(URI address, BiConsumer<String, JsonNode> events) {
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address, new Hearing(events))
            .join();
  }

  /** Sends a command to the browser, or to the tab of a session, and waits for the answer. */
  JsonNode send(String session, String method, Map<String, ?> parameters) {
    int id = last.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    asked.put(id, answer);
    ObjectNode command = JSON.createObjectNode().put("id", id).put("method", method);
    command.set("params", JSON.valueToTree(parameters));
    if (session != null) {
      command.put("sessionId", session);
    }
    socket.sendText(command.toString(), true).join();
    try {
      JsonNode said = answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (said.has("error")) {
        throw new AssertionError(method + ": " + said.get("error"));
      }
      return said.get("result");
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("The browser does not answer " + method, e);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }

  private final class Hearing implements WebSocket.Listener {
    private final BiConsumer<String, JsonNode> events;
    private final StringBuilder text = new StringBuilder();

    Hearing(BiConsumer<String, JsonNode> events) {
      this.events = events;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean whole) {
      text.append(data);
      if (whole) {
        try {
          JsonNode message = JSON.readTree(text.toString());
          text.setLength(0);
          if (message.has("id")) {
            asked.remove(message.get("id").intValue()).complete(message);
          } else {
            events.accept(message.get("method").textValue(), message.get("params"));
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      from.request(1);
      return null;
    }
  }
}
