package io.takt.sinks.notify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Any program that takes JSON over HTTP; the Idempotency-Key tells a repetition. */
final class Webhook implements Transport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpCalls http;
  private final String url;
  private final Secret token;

  /**
   * @param token sent as bearer; null: none
   */
  Webhook(HttpCalls http, String url, Secret token) {
    this.http = http;
    this.url = url;
    this.token = token;
  }

  @Override
  public String send(Outbox.Due due, Text text) throws IOException, InterruptedException, Refused {
    ObjectNode body = JSON.valueToTree(due.message());
    body.put("key", due.key());
    body.put("title", text.title());
    body.put("text", text.plain());
    Map<String, String> headers = new HashMap<>();
    headers.put("Idempotency-Key", due.key());
    if (token != null) {
      headers.put("Authorization", "Bearer " + token.value());
    }
    http.post(url, body.toString(), headers);
    return due.key();
  }

  @Override
  public String toString() {
    return "Webhook[" + url + "]";
  }
}
