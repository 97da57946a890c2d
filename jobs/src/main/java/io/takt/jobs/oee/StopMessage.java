package io.takt.jobs.oee;

import io.takt.avro.Stop;
import io.takt.schemas.RecordKey;
import io.takt.schemas.Topic;
import io.takt.sinks.StopChange;

/** A stop's message; one that is no more deletes what the topic holds of it. */
final class StopMessage implements TopicWriter.Message<StopChange, Stop> {

  private static final long serialVersionUID = 1L;

  @Override
  public String key(StopChange change, Topic<Stop> topic) {
    return RecordKey.of(change.assetId(), change.startedAt());
  }

  @Override
  public Stop value(StopChange change) {
    return change.stop();
  }
}
