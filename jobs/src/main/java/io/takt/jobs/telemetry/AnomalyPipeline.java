package io.takt.jobs.telemetry;

import io.takt.avro.Anomaly;
import io.takt.avro.DataQuality;
import io.takt.avro.DeadLetter;
import io.takt.avro.Signal;
import io.takt.jobs.intake.AssetInput;
import io.takt.jobs.intake.AssetInputSerializer;
import io.takt.jobs.intake.Inlet;
import io.takt.jobs.intake.OrderReference;
import io.takt.jobs.intake.OrderRow;
import io.takt.jobs.intake.Outlets;
import io.takt.jobs.intake.SampleSerializer;
import io.takt.jobs.intake.Sensed;
import io.takt.jobs.intake.Sensed.Sample;
import io.takt.jobs.intake.SensedSorter;
import io.takt.jobs.intake.SharedRow;
import io.takt.jobs.intake.Sorter;
import io.takt.jobs.oee.OrderDesk;
import io.takt.sinks.TelemetryMinute;
import io.takt.sinks.TelemetrySample;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.datastream.BroadcastConnectedStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Samples in; samples, minutes and episodes out. Knows neither Kafka nor the database. */
public final class AnomalyPipeline {

  private AnomalyPipeline() {}

  /** What comes in. */
  public record Inputs(
      DataStream<Sensed> telemetry,
      DataStream<Sensed> signals,
      DataStream<Inlet> facts,
      DataStream<Inlet> tables) {}

  /** What comes out. */
  public record Outputs(
      DataStream<TelemetrySample> samples,
      DataStream<TelemetryMinute> minutes,
      DataStream<Anomaly> anomalies,
      DataStream<DataQuality> dataQuality,
      DataStream<Signal> signals,
      DataStream<DeadLetter> deadLetters) {}

  /**
   * Ties it together. Samples are shuffled by asset twice: to be summed at once, and to be judged
   * in their turn.
   *
   * @param horizon how far back facts are taken, in milliseconds
   */
  public static Outputs pipeline(Inputs inputs, long horizon) {
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
    SingleOutputStreamOperator<Anomaly> anomalies =
        watched(samples, signals, inputs, horizon)
            .process(new WatchAssets(), new AvroTypeInfo<>(Anomaly.class))
            .uid(Uids.WATCH_ASSETS)
            .name("watch assets");
    return new Outputs(
        minutes.getSideOutput(SumMinutes.SAMPLES),
        minutes,
        anomalies,
        anomalies.getSideOutput(Outlets.DATA_QUALITY),
        signals.getSideOutput(SensedSorter.SIGNALS),
        samples
            .getSideOutput(Outlets.DEAD_LETTERS)
            .union(signals.getSideOutput(Outlets.DEAD_LETTERS)));
  }

  private static BroadcastConnectedStream<Watched, SharedRow> watched(
      DataStream<Sample> samples,
      SingleOutputStreamOperator<Sample> signals,
      Inputs inputs,
      long horizon) {
    SingleOutputStreamOperator<AssetInput> facts =
        inputs
            .facts()
            .process(new Sorter())
            .returns(AssetInputSerializer.TYPE)
            .uid(Uids.SORT_FACTS)
            .name("sort facts");
    SingleOutputStreamOperator<AssetInput> tables =
        inputs
            .tables()
            .process(new Sorter())
            .returns(AssetInputSerializer.TYPE)
            .uid(Uids.SORT_TABLES)
            .name("sort tables")
            .setParallelism(1);
    DataStream<AssetInput> orders =
        facts
            .getSideOutput(Outlets.ORDER_REFERENCES)
            .keyBy(OrderReference::order, Types.STRING)
            .connect(tables.getSideOutput(Outlets.ORDER_ROWS).keyBy(OrderRow::order, Types.STRING))
            .process(new OrderDesk(horizon), AssetInputSerializer.TYPE)
            .uid(Uids.TELL_ASSETS_OF_ORDERS)
            .name("tell assets of orders");
    DataStream<Watched> sensed =
        samples
            .<Watched>map(Watched.OfSignals::new, WatchedSerializer.TYPE)
            .uid("watch-samples")
            .name("watch samples");
    DataStream<Watched> described =
        signals
            .getSideOutput(SensedSorter.DESCRIPTIONS)
            .<Watched>map(s -> new Watched.OfSignals((Sensed.OfAsset) s), WatchedSerializer.TYPE)
            .uid("watch-signals")
            .name("watch signals");
    DataStream<Watched> plant =
        facts
            .union(tables, orders)
            .<Watched>map(Watched.OfPlant::new, WatchedSerializer.TYPE)
            .uid("watch-plant")
            .name("watch plant");
    return sensed
        .union(described, plant)
        .keyBy(Watched::asset, Types.STRING)
        .connect(tables.getSideOutput(Outlets.SHARED_ROWS).broadcast(WatchAssets.CALENDARS));
  }
}
