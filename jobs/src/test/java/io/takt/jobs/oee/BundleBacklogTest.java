package io.takt.jobs.oee;

import static org.assertj.core.api.Assertions.assertThat;

import io.takt.jobs.intake.AssetInput;
import io.takt.jobs.intake.AssetInput.Bundle;
import io.takt.jobs.intake.AssetInput.Reported;
import io.takt.jobs.intake.AssetInputSerializer;
import io.takt.jobs.intake.FactTopic;
import io.takt.jobs.timeline.Fact;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BundleBacklogTest {

  private static final long NOW = 1_772_000_000_000L;
  private static final long OLD = NOW - 3_600_000;

  private OneInputStreamOperatorTestHarness<AssetInput, AssetInput> harness;
  private long offset;

  @BeforeEach
  void start() throws Exception {
    harness =
        new OneInputStreamOperatorTestHarness<>(
            new BundleBacklog(PlantClock.WALL), new AssetInputSerializer());
    harness.setProcessingTime(NOW);
    harness.setup(new AssetInputSerializer());
    harness.open();
  }

  @AfterEach
  void stop() throws Exception {
    harness.close();
  }

  @Test
  void factsOfABacklogGoOnByAssetBeforeTheWatermarkThatFollowsThem() throws Exception {
    tell("a", OLD);
    tell("b", OLD + 1);
    tell("a", OLD + 2);
    assertThat(out()).isEmpty();
    harness.processWatermark(OLD);
    assertThat(out()).containsExactly("a 0 2", "b 1", "watermark");
  }

  @Test
  void whatArrivedJustNowGoesOnAtOnceAndAfterWhatCameBefore() throws Exception {
    tell("a", NOW - 1);
    assertThat(out()).containsExactly("a 0");
    tell("a", OLD);
    tell("a", OLD);
    tell("b", NOW - 1);
    assertThat(out()).containsExactly("a 0", "a 1 2", "b 3");
  }

  @Test
  void nothingWaitsOverACheckpointOrTheEnd() throws Exception {
    tell("a", OLD);
    harness.getOperator().prepareSnapshotPreBarrier(1);
    assertThat(out()).containsExactly("a 0");
    tell("a", OLD);
    harness.endInput();
    assertThat(out()).containsExactly("a 0", "a 1");
  }

  @Test
  void nothingWaitsForLongIfNoWatermarkComes() throws Exception {
    tell("a", OLD);
    harness.setProcessingTime(NOW + BundleBacklog.NO_LONGER_THAN);
    assertThat(out()).containsExactly("a 0");
  }

  @Test
  void factsOfFewAssetsWaitUntilThereAreEnough() throws Exception {
    for (int i = 0; i < BundleBacklog.AT_LEAST; i++) {
      assertThat(harness.getOutput()).isEmpty();
      tell("a" + i % 10, OLD);
    }
    assertThat(out()).hasSize(10);
  }

  @Test
  void factsOfManyAssetsWaitUntilThereAreSomeOfEach() throws Exception {
    int assets = BundleBacklog.AT_LEAST / 4;
    for (int i = 0; i < assets * BundleBacklog.OF_EACH; i++) {
      assertThat(harness.getOutput()).isEmpty();
      tell("a" + i % assets, OLD);
    }
    assertThat(out()).hasSize(assets);
  }

  @Test
  void noMoreWaitThanThereIsRoomFor() throws Exception {
    for (int i = 0; i < BundleBacklog.AT_MOST; i++) {
      assertThat(harness.getOutput()).isEmpty();
      tell("a" + i, OLD);
    }
    assertThat(out()).hasSize(BundleBacklog.AT_MOST);
  }

  private void tell(String asset, long arrivedAt) throws Exception {
    Fact fact = new Fact.OfState(arrivedAt, arrivedAt, "PRODUCING", "plc", offset);
    harness.processElement(
        new StreamRecord<>(
            new Reported(FactTopic.MACHINE_STATES, 0, offset++, asset, fact), arrivedAt));
  }

  /** What went on: asset and offsets. */
  private List<String> out() {
    List<String> out = new ArrayList<>();
    for (Object element : harness.getOutput()) {
      if (element instanceof Watermark) {
        out.add("watermark");
      } else if (element instanceof StreamRecord<?> record) {
        StringBuilder line = new StringBuilder();
        if (record.getValue() instanceof Bundle bundle) {
          line.append(bundle.asset());
          bundle.facts().forEach(fact -> line.append(' ').append(fact.offset()));
        } else if (record.getValue() instanceof Reported reported) {
          line.append(reported.asset()).append(' ').append(reported.offset());
        }
        out.add(line.toString());
      }
    }
    return out;
  }
}
