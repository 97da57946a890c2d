package io.takt.sinks.copy;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects documents and writes them by size, by time and before each checkpoint. A batch is kept
 * until it is committed; on a broken connection it is written again over a new one, for a bounded
 * time, after which the task fails and Flink starts it from its last checkpoint.
 *
 * <p>Fresh documents are appended. Once one is met that is in the table already, batches are merged
 * until one meets none; after a restore at once, as what came between checkpoint and crash is
 * written again. Where a table only ever grows, all batches are appended.
 */
final class CopyWriter<T> implements SinkWriter<T> {

  private static final Logger LOG = LoggerFactory.getLogger(CopyWriter.class);
  private static final long LONGEST_PAUSE_MS = 5_000;

  private final Binding<T> binding;
  private final Session<T> session;
  private final SinkSettings settings;
  private final ProcessingTimeService time;
  private final WriteMetrics metrics;
  private final Batch<T> batch;
  private boolean append;
  private boolean timerSet;
  private ScheduledFuture<?> timer;

  CopyWriter(
      Binding<T> binding,
      Session<T> session,
      SinkSettings settings,
      ProcessingTimeService time,
      boolean restored,
      WriteMetrics metrics) {
    this.binding = binding;
    this.session = session;
    this.settings = settings;
    this.time = time;
    this.metrics = metrics;
    this.batch = new Batch<>(binding);
    this.append = binding.appendsOnly() || (!restored && !binding.usuallyUpdates());
  }

  @Override
  public void write(T element, Context context) throws IOException, InterruptedException {
    batch.add(element);
    if (batch.rows() >= settings.maxRows() || batch.bytes() >= settings.maxBytes()) {
      writeBatch(false);
    } else if (!timerSet) {
      timerSet = true;
      timer =
          time.registerTimer(
              time.getCurrentProcessingTime() + settings.flushInterval().toMillis(), this::onTimer);
    }
  }

  /**
   * Before a checkpoint and at the end: what was written so far survives a crash of the database.
   */
  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    writeBatch(true);
  }

  private void onTimer(long timestamp) throws IOException, InterruptedException {
    timerSet = false;
    writeBatch(false);
  }

  private void writeBatch(boolean durable) throws IOException, InterruptedException {
    long started = System.nanoTime();
    long pause = settings.firstPause().toMillis();
    while (true) {
      try {
        if (!batch.isEmpty()) {
          boolean fresh = session.write(batch, append, durable, metrics);
          append = fresh && !binding.usuallyUpdates();
          batch.clear();
        } else if (durable) {
          session.sync();
        }
        return;
      } catch (SQLException failure) {
        closeAfter(failure);
        long tried = (System.nanoTime() - started) / 1_000_000;
        if (!Failures.passes(failure) || tried >= settings.retryFor().toMillis()) {
          throw new IOException(
              "batch of %s cannot be written: %s".formatted(binding.name(), failure.getMessage()),
              failure);
        }
        LOG.warn(
            "batch of {} will be written again in {} ms: {}",
            binding.name(),
            pause,
            failure.getMessage());
        metrics.retries.inc();
        // The commit may have gone through before the connection broke.
        append = binding.appendsOnly();
        Thread.sleep(pause);
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  private void closeAfter(SQLException failure) {
    try {
      session.disconnect();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public void close() throws SQLException {
    if (timer != null) {
      timer.cancel(false);
    }
    session.close();
  }
}
