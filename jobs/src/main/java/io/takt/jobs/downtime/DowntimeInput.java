package io.takt.jobs.downtime;

import io.takt.avro.DeadLetter;
import org.apache.avro.specific.SpecificRecord;

/** A message as it came in. */
public sealed interface DowntimeInput {

  /**
   * A row.
   *
   * @param key of the message
   * @param row null: what the topic holds of the key is deleted
   */
  record Row(DowntimeTopic topic, String key, SpecificRecord row) implements DowntimeInput {}

  /** A message that nobody can use. */
  record Unusable(DeadLetter letter) implements DowntimeInput {}
}
