package io.takt.jobs.telemetry;

import io.takt.avro.Anomaly;
import io.takt.avro.DataQuality;
import io.takt.jobs.anomaly.AssetModelCodec;
import io.takt.jobs.intake.Outlets;
import io.takt.jobs.intake.SharedRow;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.formats.avro.typeutils.AvroSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;

/** {@link WatchAssets} in an operator; arrivals pass as the test says. */
final class WatchHarness implements AutoCloseable {

  private final KeyedBroadcastOperatorTestHarness<String, Watched, SharedRow, Anomaly> harness;

  private WatchHarness(
      KeyedBroadcastOperatorTestHarness<String, Watched, SharedRow, Anomaly> harness) {
    this.harness = harness;
  }

  /** A first start. */
  static WatchHarness started() throws Exception {
    WatchHarness started = create();
    started.harness.open();
    return started;
  }

  /** A restart from a snapshot. */
  static WatchHarness restored(OperatorSubtaskState snapshot) throws Exception {
    WatchHarness restored = create();
    restored.harness.initializeState(snapshot);
    restored.harness.open();
    return restored;
  }

  private static WatchHarness create() throws Exception {
    KeyedBroadcastOperatorTestHarness<String, Watched, SharedRow, Anomaly> harness =
        new KeyedBroadcastOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(new WatchAssets(), List.of(WatchAssets.CALENDARS)),
            Watched::asset,
            Types.STRING,
            16,
            1,
            0);
    harness.getExecutionConfig().enableObjectReuse();
    harness.setup(new AvroSerializer<>(Anomaly.class));
    harness.setProcessingTime(WatchedPlant.START);
    return new WatchHarness(harness);
  }

  void send(Watched input) throws Exception {
    harness.processElement(input, 0);
  }

  void share(SharedRow row) throws Exception {
    harness.processBroadcastElement(row, 0);
  }

  /** All that arrived before has been read. */
  void arrivedTo(long instant) throws Exception {
    harness.watermark(instant);
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  /** All that was said, in order. */
  List<Anomaly> said() {
    return new ArrayList<>(harness.extractOutputValues());
  }

  /** The last word on each episode, by start. */
  List<Anomaly> episodes() {
    Map<Object, Anomaly> last = new LinkedHashMap<>();
    said().forEach(anomaly -> last.put(anomaly.getStartedAt(), anomaly));
    return new ArrayList<>(last.values());
  }

  List<DataQuality> doubts() {
    List<DataQuality> doubts = new ArrayList<>();
    var records = harness.getSideOutput(Outlets.DATA_QUALITY);
    if (records != null) {
      records.forEach(record -> doubts.add(record.getValue()));
    }
    return doubts;
  }

  /** The detector's model of the press, as bytes. */
  byte[] model() throws Exception {
    HeapKeyedStateBackend<String> backend = backend();
    backend.setCurrentKey(WatchedPlant.PRESS);
    var state =
        backend.getPartitionedState(
            VoidNamespace.INSTANCE,
            VoidNamespaceSerializer.INSTANCE,
            new ValueStateDescriptor<>("model", new AssetModelSerializer()));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    AssetModelCodec.write(state.value(), new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  int timers() {
    return harness.numProcessingTimeTimers() + harness.numEventTimeTimers();
  }

  int stateEntries() {
    return backend().numKeyValueStateEntries();
  }

  @SuppressWarnings("unchecked") // The harness' key is a String.
  private HeapKeyedStateBackend<String> backend() {
    return (HeapKeyedStateBackend<String>) (Object) harness.getOperator().getKeyedStateBackend();
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
