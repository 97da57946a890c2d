package io.takt.jobs.downtime;

import io.takt.avro.AlarmReason;
import io.takt.jobs.downtime.DowntimeInput.Row;
import io.takt.sinks.CauseChange;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;

/** {@link DeskFunction} in an operator. */
final class DeskHarness implements AutoCloseable {
  static final long HORIZON = 73 * 3_600_000L;

  private final KeyedBroadcastOperatorTestHarness<String, CaseChange, DowntimeInput, CauseChange>
      harness;

  private DeskHarness() throws Exception {
    harness =
        new KeyedBroadcastOperatorTestHarness<>(
            new CoBroadcastWithKeyedOperator<>(
                new DeskFunction(HORIZON), List.of(DeskFunction.ALARM_MAP)),
            CaseChange::site,
            Types.STRING,
            1,
            1,
            0);
    harness.setup(
        CauseChangeSerializer.TYPE.createSerializer(
            harness.getExecutionConfig().getSerializerConfig()));
    harness.setProcessingTime(1_000);
  }

  static DeskHarness started() throws Exception {
    DeskHarness started = new DeskHarness();
    started.harness.open();
    return started;
  }

  static DeskHarness restored(OperatorSubtaskState snapshot) throws Exception {
    DeskHarness restored = new DeskHarness();
    restored.harness.initializeState(snapshot);
    restored.harness.open();
    return restored;
  }

  void tell(CaseChange change) throws Exception {
    harness.processElement(change, 0);
  }

  void map(String assetClass, String code, String reason) throws Exception {
    harness.processBroadcastElement(
        new Row(
            DowntimeTopic.ALARM_MAP,
            assetClass + "|" + code,
            reason == null ? null : new AlarmReason(assetClass, code, reason)),
        0);
  }

  CauseChange last() {
    List<CauseChange> said = said();
    return said.get(said.size() - 1);
  }

  List<CauseChange> said() {
    return harness.extractOutputValues();
  }

  OperatorSubtaskState snapshot() throws Exception {
    return harness.snapshot(1, 1);
  }

  @Override
  public void close() throws IOException {
    try {
      harness.close();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
