package io.takt.jobs.anomaly;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All that is known of one asset. It changes in place: keep it live, and write it by {@link
 * AssetModelCodec} only for snapshots. Bounded by the settings' numbers of signals and regimes.
 */
public final class AssetModel {
  final List<SensorWatch> sensors = new ArrayList<>();
  /* By regime, the one used longest ago first. */
  final Map<String, RegimeModel> regimes = new LinkedHashMap<>(16, 0.75f, true);
  Alarm alarm = new Alarm();
  /* null: not enough is known of the asset's signals yet. */
  Forest forest;
  long rows;
  long rowAt = Long.MIN_VALUE;
  Activity activity = Activity.PRODUCING;
  String product = "";
  String workOrder = "";
  long contextSince = Long.MIN_VALUE;
  boolean settledAll = true;
  double gradeHeld;
  double lastScore;
  long lastScoreRow = Long.MIN_VALUE / 2;
  long lastChangeRow = Long.MIN_VALUE / 2;
  int rowsChanging;
  long lateSamples;
  long ignoredSamples;

  AssetModel() {}

  /** Samples that were older than their signal's latest and were not used. */
  public long lateSamples() {
    return lateSamples;
  }

  /** Samples of signals beyond the greatest number. */
  public long ignoredSamples() {
    return ignoredSamples;
  }

  /** When {@link Input.PassedTime} is due; {@link Long#MAX_VALUE}: not at all. */
  public long wantsTimeAt(AnomalySettings settings) {
    long due = Long.MAX_VALUE;
    for (SensorWatch sensor : sensors) {
      due = Math.min(due, sensor.overdueAt(settings.sensors()));
    }
    return due;
  }

  String regime() {
    return product.isEmpty() ? activity.name() : activity.name() + "|" + product;
  }
}
