package io.takt.jobs.downtime;

import io.takt.avro.StopCause;
import io.takt.jobs.oee.TopicWriter;
import io.takt.schemas.RecordKey;
import io.takt.schemas.Topic;
import io.takt.sinks.CauseChange;

/** A cause's message; one whose stop is no more deletes what the topic holds of it. */
final class CauseMessage implements TopicWriter.Message<CauseChange, StopCause> {

  private static final long serialVersionUID = 1L;

  @Override
  public String key(CauseChange change, Topic<StopCause> topic) {
    return RecordKey.of(change.assetId(), change.startedAt());
  }

  @Override
  public StopCause value(CauseChange change) {
    return change.cause();
  }
}
