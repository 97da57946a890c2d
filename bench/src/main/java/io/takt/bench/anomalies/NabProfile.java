package io.takt.bench.anomalies;

/** What NAB makes a find, a false alarm and a miss worth. */
enum NabProfile {
  STANDARD("standard", 1, 0.11, 1),
  LOW_FP("low_fp", 1, 0.22, 1),
  LOW_FN("low_fn", 1, 0.11, 2);

  private final String key;
  private final double find;
  private final double falseAlarm;
  private final double miss;

  NabProfile(String key, double find, double falseAlarm, double miss) {
    this.key = key;
    this.find = find;
    this.falseAlarm = falseAlarm;
    this.miss = miss;
  }

  /** Its name in reports. */
  String key() {
    return key;
  }

  double find() {
    return find;
  }

  double falseAlarm() {
    return falseAlarm;
  }

  double miss() {
    return miss;
  }

  /** 100 for all found at once and no false alarm, 0 for no alarm at all. */
  double normalised(double raw, int windows) {
    return 100 * (raw + windows * miss) / (windows * (find + miss));
  }
}
