package io.takt.schemas;

/** What Kafka forgets of a topic. */
public enum Cleanup {
  /** Everything older than the retention. */
  DELETE("delete"),
  /** All but the newest record of each key: the topic is a table. */
  COMPACT("compact");

  private final String policy;

  Cleanup(String policy) {
    this.policy = policy;
  }

  /** Kafka's {@code cleanup.policy}. */
  public String policy() {
    return policy;
  }
}
