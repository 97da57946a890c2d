package io.takt.jobs.downtime;

import io.takt.avro.Anomaly;
import io.takt.avro.Asset;
import io.takt.avro.MachineAlarm;
import io.takt.avro.MachineState;
import io.takt.avro.OperatorEvent;
import io.takt.avro.Stop;
import io.takt.jobs.downtime.DowntimeInput.Row;
import io.takt.jobs.downtime.cause.LineEvent;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Tells each row's line, and reads it by its asset's description; what comes before that waits.
 *
 * <p>Limits: of an asset nobody has described the first 1 000 rows wait; further ones are counted
 * and not used. The oee job says that the asset is unknown. The state goes when the description is
 * deleted.
 */
final class PlaceFunction extends KeyedProcessFunction<String, DowntimeInput, LineInput> {

  private static final long serialVersionUID = 1L;
  private static final int MOST_WAITING = 1_000;

  static final ValueStateDescriptor<Asset> DESCRIPTION =
      new ValueStateDescriptor<>("description", new AvroTypeInfo<>(Asset.class));
  static final ListStateDescriptor<DowntimeInput> WAITING =
      new ListStateDescriptor<>("waiting", DowntimeInputSerializer.TYPE);
  static final ValueStateDescriptor<Integer> WAITING_COUNT =
      new ValueStateDescriptor<>("waiting-count", Types.INT);

  private transient ValueState<Asset> description;
  private transient ListState<DowntimeInput> waiting;
  private transient ValueState<Integer> waitingCount;
  private transient Counter notUsed;

  @Override
  public void open(OpenContext context) {
    description = getRuntimeContext().getState(DESCRIPTION);
    waiting = getRuntimeContext().getListState(WAITING);
    waitingCount = getRuntimeContext().getState(WAITING_COUNT);
    notUsed = getRuntimeContext().getMetricGroup().counter("rowsOfUnknownAssetsNotUsed");
  }

  @Override
  public void processElement(DowntimeInput input, Context context, Collector<LineInput> out)
      throws Exception {
    Row row = (Row) input;
    Asset asset = description.value();
    if (row.topic() == DowntimeTopic.ASSETS) {
      described(context.getCurrentKey(), asset, (Asset) row.row(), out);
    } else if (asset != null) {
      tell(row, asset, out);
    } else {
      int count = waitingCount.value() == null ? 0 : waitingCount.value();
      if (count < MOST_WAITING) {
        waiting.add(row);
        waitingCount.update(count + 1);
      } else {
        notUsed.inc();
      }
    }
  }

  private void described(String key, Asset before, Asset now, Collector<LineInput> out)
      throws Exception {
    if (before != null
        && (now == null || !EventMapping.line(before).equals(EventMapping.line(now)))) {
      out.collect(new LineInput(EventMapping.line(before), new LineEvent.Removed(key)));
    }
    if (now == null) {
      description.clear();
      waiting.clear();
      waitingCount.clear();
      return;
    }
    description.update(now);
    out.collect(new LineInput(EventMapping.line(now), EventMapping.placed(now)));
    if (waitingCount.value() != null) {
      for (DowntimeInput input : waiting.get()) {
        tell((Row) input, now, out);
      }
      waiting.clear();
      waitingCount.clear();
    }
  }

  private static void tell(Row row, Asset asset, Collector<LineInput> out) {
    LineEvent event = event(row, asset);
    if (event != null) {
      out.collect(new LineInput(EventMapping.line(asset), event));
    }
  }

  private static LineEvent event(Row row, Asset asset) {
    return switch (row.topic()) {
      case MACHINE_STATES -> EventMapping.state((MachineState) row.row(), asset);
      case ALARMS -> EventMapping.alarm((MachineAlarm) row.row());
      case OPERATOR_EVENTS -> EventMapping.word((OperatorEvent) row.row());
      case STOPS ->
          row.row() == null
              ? new LineEvent.StopGone(asset.getAssetId(), StopId.of(row.key()).start())
              : EventMapping.stop((Stop) row.row());
      case ANOMALIES ->
          row.row() == null
              ? new LineEvent.AnomalyTold(
                  asset.getAssetId(), StopId.of(row.key()).start(), "", "other", 0)
              : EventMapping.anomaly((Anomaly) row.row());
      case ASSETS, ALARM_MAP ->
          throw new IllegalStateException("A row of " + row.topic() + " is no event of a line");
    };
  }
}
