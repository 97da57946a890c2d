package io.takt.bench.anomalies;

import io.takt.jobs.anomaly.AnomalySettings;
import io.takt.jobs.anomaly.AssetDetector;
import io.takt.jobs.anomaly.AssetModel;
import io.takt.jobs.anomaly.AssetModelCodec;
import io.takt.jobs.anomaly.Input;
import io.takt.jobs.anomaly.Trust;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What the detector costs: many assets with eight signals each, a sample of each a second. */
final class Load {
  private static final int SIGNALS = 8;
  private static final long SECOND = 1_000;

  private Load() {}

  /**
   * @param coreShare share of one core at one row per asset and second
   * @param heapBytes of one asset
   * @param stateBytes of one asset, written
   */
  record Cost(int assets, int rows, double coreShare, long heapBytes, long stateBytes) {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%d assets x %d signals at 1 Hz: %.2f of one core (%.0f µs a row), heap %d KB and state"
              + " %d KB an asset (over %d rows an asset)",
          assets,
          SIGNALS,
          coreShare,
          coreShare * 1e6 / assets,
          heapBytes / 1024,
          stateBytes / 1024,
          rows);
    }
  }

  /**
   * Runs in plant time, as fast as it goes; the measured rows come after those for learning.
   *
   * @throws IOException never: state is written to memory
   */
  static Cost measure(int assets, int learning, int rows) throws IOException {
    AssetDetector detector = new AssetDetector(AnomalySettings.committed());
    Random dice = new Random(1);
    long before = heap();
    List<AssetModel> models = new ArrayList<>();
    for (int i = 0; i < assets; i++) {
      models.add(detector.newModel());
    }
    feed(detector, models, dice, 0, learning);
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    feed(detector, models, dice, learning, rows);
    cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu;
    long heap = (heap() - before) / assets;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    AssetModelCodec.write(models.get(0), new DataOutputStream(bytes));
    return new Cost(assets, rows, cpu / 1e9 / rows, heap, bytes.size());
  }

  private static void feed(
      AssetDetector detector, List<AssetModel> models, Random dice, int from, int rows) {
    for (int row = from; row < from + rows; row++) {
      for (AssetModel model : models) {
        for (int s = 0; s < SIGNALS; s++) {
          double value = 100 * (s + 1) + dice.nextGaussian();
          detector.next(model, new Input.Sample("signal-" + s, row * SECOND, value, Trust.GOOD));
        }
      }
    }
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
