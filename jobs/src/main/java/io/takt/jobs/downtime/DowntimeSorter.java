package io.takt.jobs.downtime;

import io.takt.avro.AlarmReason;
import io.takt.avro.DeadLetter;
import io.takt.jobs.downtime.DowntimeInput.Row;
import io.takt.jobs.downtime.DowntimeInput.Unusable;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** What concerns an asset goes on; the alarm map and what nobody can use leave by the side. */
final class DowntimeSorter extends ProcessFunction<DowntimeInput, DowntimeInput> {

  private static final long serialVersionUID = 1L;

  static final OutputTag<DowntimeInput> ALARM_MAP =
      new OutputTag<>("alarm-map", DowntimeInputSerializer.TYPE);
  static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("dead-letters", new AvroTypeInfo<>(DeadLetter.class));

  @Override
  public void processElement(DowntimeInput input, Context context, Collector<DowntimeInput> out) {
    if (input instanceof Unusable unusable) {
      context.output(DEAD_LETTERS, unusable.letter());
    } else if (input instanceof Row row && row.topic() == DowntimeTopic.ALARM_MAP) {
      context.output(ALARM_MAP, row);
    } else {
      out.collect(input);
    }
  }

  /** The asset that a row of any topic but the alarm map is about. */
  static String asset(DowntimeInput input) {
    Row row = (Row) input;
    return switch (row.topic()) {
      case STOPS, ANOMALIES -> StopId.of(row.key()).asset();
      default -> row.key();
    };
  }

  /** Where a row of the alarm map stands in broadcast state, and its reason; null: deleted. */
  static String reason(Row row) {
    return row.row() == null ? null : ((AlarmReason) row.row()).getReason();
  }
}
