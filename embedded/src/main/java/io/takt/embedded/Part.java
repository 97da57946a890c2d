package io.takt.embedded;

import java.util.Locale;

/** What listens on a port of its own. */
public enum Part {
  /** Kafka's broker. */
  KAFKA("Kafka", 19092),
  /** Kafka's controller, for the broker alone. */
  KAFKA_CONTROLLER("Kafka's controller", 19093),
  /** The schema registry. */
  REGISTRY("the schema registry", 18081),
  /** The database. */
  POSTGRES("PostgreSQL", 15432),
  /** Flink's REST interface and web UI. */
  FLINK("Flink's web UI", 18080),
  /** The HTTP gateway with the operator page. */
  GATEWAY("the gateway", 18082);

  private final String title;
  private final int usualPort;

  Part(String title, int usualPort) {
    this.title = title;
    this.usualPort = usualPort;
  }

  /** Name for people. */
  public String title() {
    return title;
  }

  /** The port it takes unless that is in use. Below the range the system hands out by itself. */
  public int usualPort() {
    return usualPort;
  }

  /** Name in the run file. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
