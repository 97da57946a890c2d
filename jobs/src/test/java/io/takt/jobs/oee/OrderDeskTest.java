package io.takt.jobs.oee;

import static org.assertj.core.api.Assertions.assertThat;

import io.takt.avro.DataQuality;
import io.takt.avro.DataQualityKind;
import io.takt.jobs.intake.AssetInput;
import io.takt.jobs.intake.AssetInput.Ordered;
import io.takt.jobs.intake.AssetInputSerializer;
import io.takt.jobs.intake.OrderReference;
import io.takt.jobs.intake.OrderRow;
import io.takt.jobs.intake.Outlets;
import io.takt.jobs.timeline.WorkOrderInfo;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderDeskTest {

  private static final long START = Plant.monday("08:00:00");
  private static final WorkOrderInfo LIDS = new WorkOrderInfo("order-1", "lid", false);
  private static final WorkOrderInfo CUPS = new WorkOrderInfo("order-1", "cup", false);

  private KeyedTwoInputStreamOperatorTestHarness<String, OrderReference, OrderRow, AssetInput>
      harness;

  @BeforeEach
  void open() throws Exception {
    harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new KeyedCoProcessOperator<>(new OrderDesk(Plant.HORIZON)),
            OrderReference::order,
            OrderRow::order,
            Types.STRING);
    harness.setup(AssetInputSerializer.TYPE.createSerializer(new SerializerConfigImpl()));
    harness.setProcessingTime(START);
    harness.open();
  }

  @AfterEach
  void close() throws Exception {
    harness.close();
  }

  @Test
  void anAssetIsToldOfAnOrderThatWasThereBefore() throws Exception {
    row(LIDS, 1, false);
    assertThat(told()).isEmpty();
    said("press-1", START);
    assertThat(told()).containsExactly(new Ordered("press-1", LIDS));
  }

  @Test
  void allAssetsThatSaidItAreToldWhenTheOrderIsDescribedLater() throws Exception {
    said("press-1", START);
    said("press-2", START);
    row(LIDS, 1, false);
    assertThat(told())
        .containsExactlyInAnyOrder(new Ordered("press-1", LIDS), new Ordered("press-2", LIDS));
  }

  @Test
  void aChangeOfTheOrderIsToldAndAnOlderVersionIsNot() throws Exception {
    said("press-1", START);
    row(LIDS, 2, false);
    row(CUPS, 1, false);
    row(CUPS, 3, false);
    assertThat(told()).containsExactly(new Ordered("press-1", LIDS), new Ordered("press-1", CUPS));
  }

  @Test
  void anOrderThatNobodyDescribesIsADoubtAfterAGrace() throws Exception {
    said("press-1", START - 5);
    harness.setProcessingTime(START + OrderDesk.GRACE - 1);
    assertThat(doubts()).isEmpty();
    harness.setProcessingTime(START + OrderDesk.GRACE);
    assertThat(doubts()).hasSize(1);
    DataQuality doubt = doubts().get(0);
    assertThat(doubt.getKind()).isEqualTo(DataQualityKind.UNKNOWN_ORDER);
    assertThat(doubt.getSubject()).isEqualTo("order-1");
    assertThat(doubt.getAt().toEpochMilli()).isEqualTo(START - 5);
  }

  @Test
  void anOrderDescribedWithinTheGraceIsNoDoubt() throws Exception {
    said("press-1", START);
    row(LIDS, 1, false);
    harness.setProcessingTime(START + 2 * OrderDesk.GRACE);
    assertThat(doubts()).isEmpty();
  }

  @Test
  void anOrderThatNobodyDescribesIsForgottenAfterTheHorizon() throws Exception {
    said("press-1", START);
    harness.setProcessingTime(START + OrderDesk.GRACE);
    watermark(START + Plant.HORIZON + 2 * Plant.HOUR);
    assertThat(entries()).isZero();
    assertThat(harness.numEventTimeTimers() + harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void anOrderThatGoesOnIsKeptUntilTheErpDeletesIt() throws Exception {
    said("press-1", START);
    row(LIDS, 1, false);
    watermark(START + 2 * Plant.HORIZON);
    row(CUPS, 2, false);
    assertThat(told()).contains(new Ordered("press-1", CUPS));
    harness.processElement2(new OrderRow("order-1", null, Long.MAX_VALUE, true), 0);
    watermark(START + 4 * Plant.HORIZON);
    harness.setProcessingTime(START + OrderDesk.GRACE);
    assertThat(entries()).isZero();
    assertThat(harness.numEventTimeTimers() + harness.numProcessingTimeTimers()).isZero();
  }

  @Test
  void anOrderThatComesAgainAfterItsDeletionIsTakenWhateverItsVersion() throws Exception {
    row(LIDS, 9, false);
    harness.processElement2(new OrderRow("order-1", null, Long.MAX_VALUE, true), 0);
    row(CUPS, 1, false);
    said("press-1", START);
    assertThat(told()).containsExactly(new Ordered("press-1", CUPS));
  }

  private void said(String asset, long at) throws Exception {
    harness.processElement1(new OrderReference("order-1", asset, at, at), at);
  }

  private void row(WorkOrderInfo info, long version, boolean ended) throws Exception {
    harness.processElement2(new OrderRow("order-1", info, version, ended), 0);
  }

  private void watermark(long watermark) throws Exception {
    harness.processBothWatermarks(new Watermark(watermark));
  }

  private List<AssetInput> told() {
    return harness.extractOutputValues();
  }

  private List<DataQuality> doubts() {
    List<DataQuality> doubts = new ArrayList<>();
    var records = harness.getSideOutput(Outlets.DATA_QUALITY);
    if (records != null) {
      records.forEach(record -> doubts.add(record.getValue()));
    }
    return doubts;
  }

  private int entries() {
    return ((HeapKeyedStateBackend<?>) harness.getOperator().getKeyedStateBackend())
        .numKeyValueStateEntries();
  }
}
