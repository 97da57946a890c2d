package io.takt.jobs.oee;

import io.takt.avro.DataQuality;
import io.takt.avro.DeadLetter;
import io.takt.avro.LateEvent;
import io.takt.avro.LedgerMinute;
import io.takt.avro.OeeLive;
import io.takt.avro.OperatorEvent;
import io.takt.avro.ShiftVersions;
import io.takt.jobs.intake.AssetInput;
import io.takt.jobs.intake.Outlets;
import io.takt.jobs.intake.SharedRow;
import io.takt.jobs.timeline.Timeline;
import io.takt.sinks.StopChange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** {@link OeeFunction} in an operator, its wall clock in the test's hands. */
final class OeeHarness implements AutoCloseable {

  /** Milliseconds; finer than any wait of the function's. */
  private static final long STEP = 20;

  private final KeyedBroadcastOperatorTestHarness<String, AssetInput, SharedRow, LedgerMinute>
      harness;

  private OeeHarness(
      KeyedBroadcastOperatorTestHarness<String, AssetInput, SharedRow, LedgerMinute> harness) {
    this.harness = harness;
  }

  /** A first start, when the wall clock shows that. */
  static OeeHarness startedAt(long wall) throws Exception {
    OeeHarness started = create(wall);
    started.harness.open();
    return started;
  }

  /** A restart from a snapshot, when the wall clock shows that. */
  static OeeHarness restoredAt(long wall, long checkpoint, OperatorSubtaskState snapshot)
      throws Exception {
    OeeHarness restored = create(wall);
    restored.harness.setRestoredCheckpointId(checkpoint);
    restored.harness.initializeState(snapshot);
    restored.harness.open();
    return restored;
  }

  private static OeeHarness create(long wall) throws Exception {
    KeyedBroadcastOperatorTestHarness<String, AssetInput, SharedRow, LedgerMinute> harness =
        new KeyedBroadcastOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new OeeFunction(PlantClock.WALL, Plant.HORIZON, Timeline.SETTLE),
                List.of(OeeFunction.CALENDARS, OeeFunction.REASONS, OeeFunction.TABLES_VERSION)),
            AssetInput::asset,
            Types.STRING,
            16,
            1,
            0);
    harness.getExecutionConfig().enableObjectReuse();
    harness.setup(new AvroSerializer<>(LedgerMinute.class));
    harness.setProcessingTime(wall);
    return new OeeHarness(harness);
  }

  void send(AssetInput... inputs) throws Exception {
    for (AssetInput input : inputs) {
      harness.processElement(input, 0);
    }
  }

  void share(SharedRow row) throws Exception {
    harness.processBroadcastElement(row, 0);
  }

  /** Lets the wall clock run on, so that each timer fires in time. */
  void wallTo(long wall) throws Exception {
    for (long now = harness.getProcessingTime(); now < wall; now += STEP) {
      harness.setProcessingTime(now);
    }
    harness.setProcessingTime(wall);
  }

  /** Puts the wall clock on, as if the process had stood still. */
  void jumpTo(long wall) throws Exception {
    harness.setProcessingTime(wall);
  }

  void watermark(long watermark) throws Exception {
    harness.watermark(watermark);
  }

  OperatorSubtaskState snapshot(long checkpoint) throws Exception {
    return harness.snapshot(checkpoint, checkpoint);
  }

  /** All minutes said so far, in order. */
  List<LedgerMinute> minutesSaid() {
    return new ArrayList<>(harness.extractOutputValues());
  }

  /** The press's minutes as a table would have them: the last word on each. */
  NavigableMap<Long, LedgerMinute> ledger() {
    NavigableMap<Long, LedgerMinute> ledger = new TreeMap<>();
    for (LedgerMinute minute : minutesSaid()) {
      if (minute.getAssetId().equals(Plant.PRESS)) {
        ledger.put(minute.getMinute().toEpochMilli(), minute);
      }
    }
    return ledger;
  }

  /** Categories of the last word on each minute, one word a slice. */
  List<String> categories() {
    List<String> categories = new ArrayList<>();
    ledger()
        .values()
        .forEach(
            minute -> minute.getSlices().forEach(slice -> categories.add(slice.getCategory())));
    return categories;
  }

  List<StopChange> stops() {
    return side(OeeFunction.STOPS);
  }

  List<ShiftVersions> shifts() {
    return side(OeeFunction.SHIFTS);
  }

  List<OperatorEvent> said() {
    return side(OeeFunction.SAID);
  }

  List<OeeLive> live() {
    return side(OeeFunction.LIVE);
  }

  List<DeadLetter> deadLetters() {
    return side(Outlets.DEAD_LETTERS);
  }

  List<LateEvent> lateEvents() {
    return side(Outlets.LATE_EVENTS);
  }

  List<DataQuality> dataQuality() {
    return side(Outlets.DATA_QUALITY);
  }

  private <T> List<T> side(OutputTag<T> tag) {
    List<T> values = new ArrayList<>();
    Queue<StreamRecord<T>> records = harness.getSideOutput(tag);
    if (records != null) {
      records.forEach(record -> values.add(record.getValue()));
    }
    return values;
  }

  int timers() {
    return harness.numProcessingTimeTimers() + harness.numEventTimeTimers();
  }

  int stateEntries() {
    return ((HeapKeyedStateBackend<?>) harness.getOperator().getKeyedStateBackend())
        .numKeyValueStateEntries();
  }

  @Override
  public void close() throws IOException {
    try {
      harness.close();
    } catch (Exception e) {
      throw new IOException("The harness cannot be closed.", e);
    }
  }
}
