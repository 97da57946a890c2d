package io.takt.jobs.intake;

import io.takt.schemas.Topic;
import io.takt.schemas.TopicCatalogue;
import org.apache.avro.specific.SpecificRecord;

/** The topics of facts that are booked. The order is part of what is written in state. */
public enum FactTopic {
  MACHINE_STATES,
  PRODUCTION_COUNTS,
  ALARMS,
  OPERATOR_EVENTS;

  /** The topic in the catalogue. */
  public Topic<? extends SpecificRecord> topic() {
    return switch (this) {
      case MACHINE_STATES -> TopicCatalogue.MACHINE_STATES;
      case PRODUCTION_COUNTS -> TopicCatalogue.PRODUCTION_COUNTS;
      case ALARMS -> TopicCatalogue.ALARMS;
      case OPERATOR_EVENTS -> TopicCatalogue.OPERATOR_EVENTS;
    };
  }

  /** Kafka's name of it. */
  public String topicName() {
    return topic().name();
  }
}
