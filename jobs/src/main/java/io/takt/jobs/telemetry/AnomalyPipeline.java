package io.takt.jobs.telemetry;

import io.takt.avro.DeadLetter;
import io.takt.avro.Signal;
import io.takt.jobs.intake.Outlets;
import io.takt.jobs.intake.SampleSerializer;
import io.takt.jobs.intake.Sensed;
import io.takt.jobs.intake.Sensed.Sample;
import io.takt.jobs.intake.SensedSorter;
import io.takt.sinks.TelemetryMinute;
import io.takt.sinks.TelemetrySample;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Samples in; samples, minutes and episodes out. Knows neither Kafka nor the database. */
public final class AnomalyPipeline {

  private AnomalyPipeline() {}

  /** What comes in. */
  public record Inputs(DataStream<Sensed> telemetry, DataStream<Sensed> signals) {}

  /** What comes out. */
  public record Outputs(
      DataStream<TelemetrySample> samples,
      DataStream<TelemetryMinute> minutes,
      DataStream<Signal> signals,
      DataStream<DeadLetter> deadLetters) {}

  /** Ties it together. */
  public static Outputs pipeline(Inputs inputs) {
    SingleOutputStreamOperator<Sample> samples =
        inputs
            .telemetry()
            .process(new SensedSorter())
            .returns(SampleSerializer.TYPE)
            .uid(Uids.SORT_TELEMETRY)
            .name("sort telemetry");
    SingleOutputStreamOperator<Sample> signals =
        inputs
            .signals()
            .process(new SensedSorter())
            .returns(SampleSerializer.TYPE)
            .uid(Uids.SORT_SIGNALS)
            .name("sort signals")
            .setParallelism(1);
    SingleOutputStreamOperator<TelemetryMinute> minutes =
        samples
            .keyBy(Sample::asset, Types.STRING)
            .process(new SumMinutes(), TelemetryMinuteSerializer.TYPE)
            .uid(Uids.SUM_MINUTES)
            .name("sum minutes");
    return new Outputs(
        minutes.getSideOutput(SumMinutes.SAMPLES),
        minutes,
        signals.getSideOutput(SensedSorter.SIGNALS),
        samples
            .getSideOutput(Outlets.DEAD_LETTERS)
            .union(signals.getSideOutput(Outlets.DEAD_LETTERS)));
  }
}
