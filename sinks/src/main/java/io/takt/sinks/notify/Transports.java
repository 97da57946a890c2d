package io.takt.sinks.notify;

import io.takt.sinks.notify.RoutingFile.ReceiverEntry;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** The way to each receiver, from the routing file and the secrets it names. */
final class Transports {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String SLACK = "https://slack.com/api";
  private static final int SMTP_SUBMISSION = 587;

  private final Map<String, String> environment;
  private final Consumer<String> terminal;
  private final HttpCalls http;

  Transports(Map<String, String> environment, Consumer<String> terminal) {
    this(environment, terminal, TIMEOUT);
  }

  Transports(Map<String, String> environment, Consumer<String> terminal, Duration timeout) {
    this.environment = environment;
    this.terminal = terminal;
    this.http = new HttpCalls(timeout);
  }

  /**
   * The way to one.
   *
   * @throws IllegalArgumentException in one sentence, when something is missing
   */
  Transport to(ReceiverEntry receiver) {
    String of = "receiver " + receiver.name() + ", ";
    if (receiver.slack() != null) {
      var slack = receiver.slack();
      if (slack.channel() == null || slack.channel().isBlank()) {
        throw new IllegalArgumentException(of + "slack channel is missing.");
      }
      return new SlackBot(
          http,
          slack.baseUrl() == null ? SLACK : slack.baseUrl(),
          slack.channel(),
          Secret.of(of + "slack token", slack.token(), environment));
    }
    if (receiver.slackWebhook() != null) {
      return new SlackWebhook(
          http, Secret.of(of + "slack-webhook url", receiver.slackWebhook().url(), environment));
    }
    if (receiver.webhook() != null) {
      var webhook = receiver.webhook();
      if (webhook.url() == null || !webhook.url().matches("https?://.+")) {
        throw new IllegalArgumentException(of + "webhook url must begin with http.");
      }
      return new Webhook(
          http,
          webhook.url(),
          webhook.token() == null
              ? null
              : Secret.of(of + "webhook token", webhook.token(), environment));
    }
    if (receiver.email() != null) {
      var email = receiver.email();
      if (email.host() == null || email.from() == null || email.to() == null) {
        throw new IllegalArgumentException(of + "email needs host, from and to.");
      }
      return new Email(
          email.host(),
          email.port() == null ? SMTP_SUBMISSION : email.port(),
          email.security() == null ? "starttls" : email.security(),
          email.user(),
          email.password() == null
              ? null
              : Secret.of(of + "email password", email.password(), environment),
          email.from(),
          email.to());
    }
    return new Terminal(terminal);
  }
}
