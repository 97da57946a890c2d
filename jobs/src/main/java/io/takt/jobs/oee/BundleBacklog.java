package io.takt.jobs.oee;

import io.takt.jobs.intake.AssetInput;
import io.takt.jobs.intake.AssetInput.Bundle;
import io.takt.jobs.intake.AssetInput.Reported;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Lets facts of a backlog travel together by asset: what is done for each record on its way, and
 * for each turn of an asset, is done once for some twenty facts; with very many assets for as many
 * as a moment brings. What arrived just now goes on as it is.
 *
 * <p>Keeps nothing over a checkpoint and is never overtaken by a watermark: all goes on before
 * either.
 */
final class BundleBacklog extends AbstractStreamOperator<AssetInput>
    implements OneInputStreamOperator<AssetInput, AssetInput>, BoundedOneInput {

  private static final long serialVersionUID = 1L;

  /** Facts of all assets that wait at least, but for what ends the waiting. */
  static final int AT_LEAST = 2_000;

  /** So many of each asset that waits are enough. */
  static final int OF_EACH = 20;

  /** Facts of all assets that wait at most. */
  static final int AT_MOST = 20_000;

  /** How long they wait at most, in milliseconds, should no watermark come. */
  static final long NO_LONGER_THAN = 200;

  private final PlantClock clock;

  private transient Map<String, List<Reported>> bundles;
  private transient int waiting;
  private transient ScheduledFuture<?> timer;
  private transient long backlogBefore;

  BundleBacklog(PlantClock clock) {
    this.clock = clock;
  }

  @Override
  public void open() throws Exception {
    super.open();
    bundles = new LinkedHashMap<>();
    look();
  }

  /** What arrived before is a backlog; asked now and then only, since it may be off by a little. */
  private void look() {
    long wall = getProcessingTimeService().getCurrentProcessingTime();
    backlogBefore = clock.now(wall) - clock.perWall(Progress.BACKLOG);
  }

  @Override
  public void processElement(StreamRecord<AssetInput> element) {
    if (element.getValue() instanceof Reported reported
        && reported.fact().arrivedAt() < backlogBefore) {
      bundles.computeIfAbsent(reported.asset(), asset -> new ArrayList<>()).add(reported);
      waiting++;
      if (waiting >= AT_MOST || (waiting >= AT_LEAST && waiting >= OF_EACH * bundles.size())) {
        sendAll();
      } else if (timer == null) {
        long now = getProcessingTimeService().getCurrentProcessingTime();
        timer = getProcessingTimeService().registerTimer(now + NO_LONGER_THAN, this::onTimer);
      }
      return;
    }
    sendAll();
    output.collect(element);
  }

  private void onTimer(long timestamp) {
    timer = null;
    sendAll();
  }

  private void sendAll() {
    if (waiting == 0) {
      return;
    }
    bundles.forEach(
        (asset, facts) ->
            output.collect(
                new StreamRecord<>(facts.size() == 1 ? facts.get(0) : new Bundle(asset, facts))));
    bundles.clear();
    waiting = 0;
    look();
  }

  @Override
  public void processWatermark(Watermark mark) throws Exception {
    sendAll();
    look();
    super.processWatermark(mark);
  }

  @Override
  public void processWatermarkStatus(WatermarkStatus status) throws Exception {
    sendAll();
    super.processWatermarkStatus(status);
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpoint) throws Exception {
    sendAll();
    super.prepareSnapshotPreBarrier(checkpoint);
  }

  @Override
  public void endInput() {
    sendAll();
  }

  @Override
  public void close() throws Exception {
    if (timer != null) {
      timer.cancel(false);
    }
    super.close();
  }
}
