package io.takt.jobs.intake;

import io.takt.avro.Signal;
import io.takt.jobs.intake.Sensed.Described;
import io.takt.jobs.intake.Sensed.Sample;
import io.takt.jobs.intake.Sensed.Unusable;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Sends samples on, and all else to the side. */
public final class SensedSorter extends ProcessFunction<Sensed, Sample> {

  private static final long serialVersionUID = 1L;

  /** What signals are, for the detector; also that a description was deleted. */
  public static final OutputTag<Sensed> DESCRIPTIONS =
      new OutputTag<>("signal-descriptions", SensedSerializer.TYPE);

  /** Rows of the table of signals as they are, for the database. */
  public static final OutputTag<Signal> SIGNALS =
      new OutputTag<>("signals", new AvroTypeInfo<>(Signal.class));

  private transient Losses losses;

  @Override
  public void open(OpenContext context) {
    losses = new Losses(getRuntimeContext().getMetricGroup());
  }

  @Override
  public void processElement(Sensed sensed, Context context, Collector<Sample> out) {
    if (sensed instanceof Sample sample) {
      out.collect(sample);
    } else if (sensed instanceof Described described) {
      context.output(DESCRIPTIONS, described);
      if (described.row() != null) {
        context.output(SIGNALS, described.row());
      }
    } else if (sensed instanceof Unusable unusable) {
      losses.count(unusable.letter());
      context.output(Outlets.DEAD_LETTERS, unusable.letter());
    }
  }
}
