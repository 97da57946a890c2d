package io.takt.sinks.copy;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.ProcessingTimeService;

/** A clock that stands still until a test moves it to the next timer. */
final class ManualTime implements ProcessingTimeService {

  private record Timer(long at, ProcessingTimeCallback callback) {}

  private final Queue<Timer> timers = new ArrayDeque<>();
  private long now = 1_000;

  @Override
  public long getCurrentProcessingTime() {
    return now;
  }

  @Override
  public ScheduledFuture<?> registerTimer(long at, ProcessingTimeCallback callback) {
    timers.add(new Timer(at, callback));
    return null;
  }

  int timers() {
    return timers.size();
  }

  /** Runs the oldest timer; returns how long it had been set for, in milliseconds. */
  long fire() throws Exception {
    Timer timer = timers.remove();
    long waited = timer.at() - now;
    now = timer.at();
    timer.callback().onProcessingTime(now);
    return waited;
  }
}
