package io.takt.jobs.intake;

import io.takt.avro.DataQuality;
import io.takt.avro.DeadLetter;
import io.takt.avro.LateEvent;
import org.apache.avro.specific.SpecificRecord;

/** What a message on a topic turned out to be. Not to be changed. */
public sealed interface Inlet
    permits AssetInput.Reported, Inlet.TableRow, Inlet.Unusable, Inlet.TooLate, Inlet.Doubtful {

  /**
   * A row of a table.
   *
   * @param key the row's key
   * @param row its content; null: it was deleted
   */
  record TableRow(TableTopic table, String key, SpecificRecord row) implements Inlet {}

  /** A message that cannot be used. */
  record Unusable(DeadLetter letter) implements Inlet {}

  /** A fact that came too late to be booked. */
  record TooLate(LateEvent event) implements Inlet {}

  /** A doubt about data, beside the message it is about. */
  record Doubtful(DataQuality doubt) implements Inlet {}
}
