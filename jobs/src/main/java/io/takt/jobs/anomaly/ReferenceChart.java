package io.takt.jobs.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Layer B, one signal's part: how far the signal is from its reference. The reference follows the
 * signal slowly while it is inside its band and all but stands while it is outside, so that what
 * lasts stays visible. Spreads are those of the signal itself, clean rows only, each row clipped at
 * four of the spread so far.
 */
final class ReferenceChart {
  private static final int FEW = 20;
  private static final int SOME = 30;
  private static final int KNOWN = 100;
  private static final double NEAR = 2;
  private static final double APPROACH = 0.1;
  private static final int PAST = 10;
  private static final int PAST_EVERY = 30;

  private int rows;
  private double reference;
  private double variance;
  private double distance;
  private double distanceVariance;
  private double fast;
  private double slow;
  private double slowVariance;
  private double changeVariance;
  private double clipped;
  private int strayRows;
  /* The reference as it was, every so many rows, the oldest next to be overwritten. */
  private final double[] past = new double[PAST];
  private int pastRows;

  /**
   * Takes the newest value.
   *
   * @param learn the reference is still being learned
   * @param alarm what comes now is no example of the normal
   */
  void next(double value, boolean learn, boolean alarm, AnomalySettings.Reference settings) {
    if (rows == 0) {
      reference = fast = slow = value;
    }
    rows++;
    double away = value - reference;
    if (learn) {
      reference += Math.max(settings.follow(), 1.0 / rows) * away;
    }
    if (learn || !alarm) {
      double left = value - reference;
      variance += spreadRate(learn, 0, settings) * (clip(left * left, variance) - variance);
    }
    double deviation = deviation();
    clipped = clamp(away / deviation, settings.clip());
    distance += settings.smoothing() * (clipped - distance);
    if (rows > FEW && (learn || !alarm)) {
      distanceVariance +=
          spreadRate(learn, FEW - 2, settings)
              * (clip(distance * distance, distanceVariance) - distanceVariance);
    }
    nextChange(value, settings);
  }

  /** After the row has been judged. */
  void follow(boolean alarm, AnomalySettings.Reference settings) {
    double rate = settings.follow();
    if (Math.abs(distance()) >= settings.gate()) {
      rate = alarm ? settings.followInAlarm() : settings.followOutside();
    }
    reference += rate * clipped * deviation();
    if (!alarm && pastRows++ % PAST_EVERY == 0) {
      past[(pastRows / PAST_EVERY) % PAST] = reference;
    }
  }

  /** What has crept in lately was no normal: the reference is what it was some hundred rows ago. */
  void goBack() {
    if (pastRows >= PAST * PAST_EVERY) {
      reference = past[(pastRows / PAST_EVERY + 1) % PAST];
      Arrays.fill(past, reference);
    }
  }

  private void nextChange(double value, AnomalySettings.Reference settings) {
    if (Double.isNaN(slow)) {
      fast = slow = value;
    }
    double away = value - slow;
    double rate = Math.max(1 / settings.memory(), 1.0 / rows);
    slowVariance += rate * (clip(away * away, slowVariance) - slowVariance);
    double limit = settings.clip() * (Math.sqrt(slowVariance) + tiny());
    double believed = slow + Math.max(-limit, Math.min(limit, away));
    double share = 1.0 / rows;
    fast += Math.max(settings.fast(), share) * (believed - fast);
    slow += Math.max(settings.slow(), share) * (believed - slow);
    if (rows > FEW) {
      double change = (fast - slow) * (fast - slow);
      double changeRate = Math.max(1 / settings.memory(), 1.0 / (rows - FEW + 2));
      changeVariance += changeRate * (clip(change, changeVariance) - changeVariance);
    }
  }

  private double spreadRate(boolean learn, int before, AnomalySettings.Reference settings) {
    return learn ? Math.max(1 / settings.memory(), 1.0 / (rows - before)) : 1 / settings.memory();
  }

  private double clip(double square, double usual) {
    return rows > SOME ? Math.min(square, 16 * usual + tiny() * tiny()) : square;
  }

  /** How far the smoothed signal is from its reference, in its own standard deviations. */
  double distance() {
    return distance / Math.sqrt(distanceVariance + 1e-9);
  }

  /** How far the pair of averages is apart, in its own standard deviations. */
  double change() {
    return Math.abs(fast - slow)
        / (Math.sqrt(changeVariance) + 1e-5 * Math.sqrt(slowVariance) + tiny());
  }

  double reference() {
    return reference;
  }

  /** Standard deviation of the signal around its reference. */
  double deviation() {
    return Math.sqrt(variance) + tiny();
  }

  /** A new normal begins: the reference is learned anew, spreads stay known. */
  void learnAnew(double value) {
    reference = fast = slow = value;
    distance = 0;
  }

  /** After a pause: nothing of what came before it is smoothed into what comes now. */
  void resume() {
    distance = 0;
    fast = Double.NaN;
    slow = Double.NaN;
    strayRows = 0;
  }

  /**
   * Is the signal still on its way back into its band after a pause, as a machine that warms up?
   * Enough must be known of it to say so. One that goes away from its band or stays outside is not.
   */
  boolean returning() {
    if (rows < KNOWN) {
      return false;
    }
    boolean approaching = (fast - slow) * Math.signum(distance) < -APPROACH * deviation();
    strayRows = approaching ? 0 : strayRows + 1;
    return !inBand() && strayRows < FEW;
  }

  /** Is the signal, smoothed, where it usually is? */
  boolean inBand() {
    return Math.abs(distance()) <= NEAR;
  }

  private double tiny() {
    return 1e-9 * Math.abs(reference) + 1e-12;
  }

  private static double clamp(double value, double limit) {
    return Math.max(-limit, Math.min(limit, value));
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(rows);
    out.writeInt(strayRows);
    for (double before : past) {
      out.writeDouble(before);
    }
    out.writeInt(pastRows);
    for (double number :
        new double[] {
          reference,
          variance,
          distance,
          distanceVariance,
          fast,
          slow,
          slowVariance,
          changeVariance,
          clipped
        }) {
      out.writeDouble(number);
    }
  }

  static ReferenceChart read(DataInput in) throws IOException {
    ReferenceChart chart = new ReferenceChart();
    chart.rows = in.readInt();
    chart.strayRows = in.readInt();
    for (int i = 0; i < PAST; i++) {
      chart.past[i] = in.readDouble();
    }
    chart.pastRows = in.readInt();
    chart.reference = in.readDouble();
    chart.variance = in.readDouble();
    chart.distance = in.readDouble();
    chart.distanceVariance = in.readDouble();
    chart.fast = in.readDouble();
    chart.slow = in.readDouble();
    chart.slowVariance = in.readDouble();
    chart.changeVariance = in.readDouble();
    chart.clipped = in.readDouble();
    return chart;
  }
}
