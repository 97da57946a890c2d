package io.takt.bench.suite;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Another sink, with a note of when its first element came and when its last was written. For one
 * job at a time in this process, with one writer.
 */
final class TimedSink<T> implements Sink<T> {

  private static final long serialVersionUID = 1L;
  private static final long NOT_YET = 0;
  private static final AtomicLong FIRST = new AtomicLong();
  private static final AtomicLong LAST = new AtomicLong();

  private final Sink<T> sink;

  TimedSink(Sink<T> sink) {
    this.sink = sink;
  }

  /** Forgets the last job's times. */
  static void reset() {
    FIRST.set(NOT_YET);
    LAST.set(NOT_YET);
  }

  /** From the first element to the end of the last write, in seconds. */
  static double seconds() {
    if (FIRST.get() == NOT_YET || LAST.get() == NOT_YET) {
      throw new IllegalStateException("The job wrote nothing, or did not end");
    }
    return (LAST.get() - FIRST.get()) / 1e9;
  }

  // The writer behind may throw anything when it is closed, an interruption too.
  @SuppressWarnings("try")
  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    SinkWriter<T> writer = sink.createWriter(context);
    return new SinkWriter<>() {
      private boolean begun;

      @Override
      public void write(T element, Context where) throws IOException, InterruptedException {
        if (!begun) {
          begun = true;
          FIRST.set(System.nanoTime());
        }
        writer.write(element, where);
      }

      @Override
      public void flush(boolean endOfInput) throws IOException, InterruptedException {
        writer.flush(endOfInput);
        if (endOfInput) {
          LAST.set(System.nanoTime());
        }
      }

      @Override
      public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
        writer.writeWatermark(watermark);
      }

      @Override
      public void close() throws Exception {
        writer.close();
      }
    };
  }
}
