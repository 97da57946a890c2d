package io.takt.jobs.intake;

import io.takt.schemas.Topic;
import io.takt.schemas.TopicCatalogue;
import org.apache.avro.specific.SpecificRecord;

/** The tables that booking needs. The order is part of what is written in state. */
public enum TableTopic {
  ASSETS,
  PRODUCT_RATES,
  WORK_ORDERS,
  SHIFT_CALENDARS,
  REASONS;

  /** The topic in the catalogue. */
  public Topic<? extends SpecificRecord> topic() {
    return switch (this) {
      case ASSETS -> TopicCatalogue.ASSETS;
      case PRODUCT_RATES -> TopicCatalogue.PRODUCT_RATES;
      case WORK_ORDERS -> TopicCatalogue.WORK_ORDERS;
      case SHIFT_CALENDARS -> TopicCatalogue.SHIFT_CALENDARS;
      case REASONS -> TopicCatalogue.REASONS;
    };
  }
}
