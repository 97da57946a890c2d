package io.takt.jobs.downtime;

import io.takt.schemas.Topic;
import io.takt.schemas.TopicCatalogue;
import org.apache.avro.specific.SpecificRecord;

/** What the downtime job reads. The order is part of what is written in state. */
public enum DowntimeTopic {
  ASSETS,
  ALARM_MAP,
  STOPS,
  ANOMALIES,
  MACHINE_STATES,
  ALARMS,
  OPERATOR_EVENTS;

  /** The topic in the catalogue. */
  public Topic<? extends SpecificRecord> topic() {
    return switch (this) {
      case ASSETS -> TopicCatalogue.ASSETS;
      case ALARM_MAP -> TopicCatalogue.ALARM_MAP;
      case STOPS -> TopicCatalogue.STOPS;
      case ANOMALIES -> TopicCatalogue.ANOMALIES;
      case MACHINE_STATES -> TopicCatalogue.MACHINE_STATES;
      case ALARMS -> TopicCatalogue.ALARMS;
      case OPERATOR_EVENTS -> TopicCatalogue.OPERATOR_EVENTS;
    };
  }

  /** Whether the oee job reads it too, and writes a dead letter for what nobody can use. */
  boolean isReadByOee() {
    return switch (this) {
      case ASSETS, MACHINE_STATES, ALARMS, OPERATOR_EVENTS -> true;
      case ALARM_MAP, STOPS, ANOMALIES -> false;
    };
  }
}
