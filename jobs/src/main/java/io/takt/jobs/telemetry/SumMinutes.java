package io.takt.jobs.telemetry;

import io.takt.jobs.intake.Sensed.Sample;
import io.takt.sinks.TelemetryMinute;
import io.takt.sinks.TelemetrySample;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Samples → what each signal comes to by the minute, said again whole at most once a second; and
 * the samples themselves, for the database. Keyed by asset.
 *
 * <p>End of life: an asset's minutes go {@link #FORGET_AFTER} after its newest sample arrived, by
 * the arrivals of all. The database has let go of such old samples by then.
 */
public final class SumMinutes extends KeyedProcessFunction<String, Sample, TelemetryMinute> {

  private static final long serialVersionUID = 1L;

  /** Samples as they came, but for those already counted. */
  static final OutputTag<TelemetrySample> SAMPLES =
      new OutputTag<>("samples", TelemetrySampleSerializer.TYPE);

  /** Milliseconds of the wall clock between two words on a minute. */
  static final long SAY_EVERY = 1_000;

  /** Milliseconds. */
  static final long FORGET_AFTER = Duration.ofDays(31).toMillis();

  private static final ValueStateDescriptor<RecentMinutes> MINUTES =
      new ValueStateDescriptor<>("minutes", new RecentMinutesSerializer());

  private transient ValueState<RecentMinutes> minutes;
  private transient Counter repeated;
  private transient Counter leftToTheDatabase;

  @Override
  public void open(OpenContext context) {
    minutes = getRuntimeContext().getState(MINUTES);
    repeated = getRuntimeContext().getMetricGroup().counter("samplesRepeated");
    leftToTheDatabase = getRuntimeContext().getMetricGroup().counter("samplesLeftToTheDatabase");
  }

  @Override
  public void processElement(Sample sample, Context context, Collector<TelemetryMinute> out)
      throws Exception {
    RecentMinutes state = minutes.value();
    if (state == null) {
      state = new RecentMinutes();
      context.timerService().registerEventTimeTimer(sample.arrivedAt() + FORGET_AFTER);
    }
    boolean waits = state.anythingUnsaid();
    long wall = context.timerService().currentProcessingTime();
    RecentMinutes.Fate fate =
        state.accept(sample, context.getCurrentKey(), out::collect, wall * 1000);
    switch (fate) {
      case COUNTED -> context.output(SAMPLES, row(sample, false));
      case FOR_THE_DATABASE -> {
        leftToTheDatabase.inc();
        context.output(SAMPLES, row(sample, true));
      }
      case REPEATED -> repeated.inc();
    }
    if (!waits && state.anythingUnsaid()) {
      context.timerService().registerProcessingTimeTimer(wall + SAY_EVERY);
    }
    minutes.update(state);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<TelemetryMinute> out)
      throws Exception {
    RecentMinutes state = minutes.value();
    if (state == null) {
      return;
    }
    if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
      long wall = context.timerService().currentProcessingTime();
      state.sayChanged(context.getCurrentKey(), out::collect, wall * 1000);
      minutes.update(state);
    } else if (state.newestArrival() + FORGET_AFTER > timestamp) {
      context.timerService().registerEventTimeTimer(state.newestArrival() + FORGET_AFTER);
    } else {
      state.sayChanged(
          context.getCurrentKey(),
          out::collect,
          context.timerService().currentProcessingTime() * 1000);
      minutes.clear();
    }
  }

  private static TelemetrySample row(Sample sample, boolean restates) {
    return new TelemetrySample(
        sample.asset(),
        sample.signal(),
        sample.at(),
        sample.value(),
        sample.quality(),
        sample.arrivedAt(),
        sample.source(),
        sample.sequence(),
        restates);
  }
}
