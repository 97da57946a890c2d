package io.takt.sinks.notify;

import java.io.IOException;
import java.util.Map;

/**
 * Slack by an incoming webhook: simple, and cannot change what it posted. Its address is secret.
 */
final class SlackWebhook implements Transport {

  private final HttpCalls http;
  private final Secret url;

  SlackWebhook(HttpCalls http, Secret url) {
    this.http = http;
    this.url = url;
  }

  @Override
  public String send(Outbox.Due due, Text text) throws IOException, InterruptedException, Refused {
    http.post(url.value(), SlackFormat.body(text).toString(), Map.of());
    return "";
  }

  @Override
  public String toString() {
    return "SlackWebhook[***]";
  }
}
