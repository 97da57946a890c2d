package io.takt.jobs.intake;

import io.takt.schemas.Topic;
import io.takt.schemas.TopicCatalogue;

/** The topics of facts that are booked. The order is part of what is written in state. */
public enum FactTopic {
  MACHINE_STATES(TopicCatalogue.MACHINE_STATES),
  PRODUCTION_COUNTS(TopicCatalogue.PRODUCTION_COUNTS),
  ALARMS(TopicCatalogue.ALARMS),
  OPERATOR_EVENTS(TopicCatalogue.OPERATOR_EVENTS);

  private final String topicName;

  FactTopic(Topic<?> topic) {
    this.topicName = topic.name();
  }

  /** Kafka's name of it. */
  public String topicName() {
    return topicName;
  }
}
