package io.takt.sinks.copy;

import io.takt.sinks.database.DatabaseSettings;
import java.io.IOException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Writes a stream to its tables; at least once, idempotent. */
public final class CopySink<T> implements Sink<T> {

  private static final long serialVersionUID = 1L;

  private final Binding<T> binding;
  private final DatabaseSettings database;
  private final SinkSettings settings;

  /** A sink for one binding, as the writer role of the database. */
  public CopySink(Binding<T> binding, DatabaseSettings database, SinkSettings settings) {
    this.binding = binding;
    this.database = database;
    this.settings = settings;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    return new CopyWriter<>(
        binding,
        new Session<>(binding, database),
        settings,
        context.getProcessingTimeService(),
        context.getRestoredCheckpointId().isPresent(),
        new WriteMetrics(context.metricGroup()));
  }

  @Override
  public String toString() {
    return "CopySink[" + binding.name() + " to " + database + "]";
  }
}
