package io.takt.jobs.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * What one piece of evidence usually is, and how surprising a value of it is: minus the decimal
 * logarithm of the share of values so far that were at least as great. A histogram with eight
 * classes a decade; no distribution is assumed. 272 bytes.
 */
final class SurpriseScale {
  private static final int CLASSES = 64;
  private static final int PER_DECADE = 8;
  private static final double DECADES_BELOW_FIRST = 6;
  private static final int FEW = 20;
  private static final double NOTHING = 1e-12;
  /* Beyond all values so far there is no share: each tenfold counts as a hundredth. */
  private static final double BEYOND = 2;
  private static final float MANY = 100_000;

  private final float[] counts = new float[CLASSES];
  private float total;
  private double greatest;
  /* Decimal logarithm of the lowest class's lower end; not a number before the first value. */
  private double lowest = Double.NaN;

  /** Of a value not yet learned; 0 or more. */
  double surprise(double value) {
    if (!(value > 0)) {
      return 0;
    }
    int at = classOf(value);
    double above = 0.5 * counts[at];
    for (int i = at + 1; i < CLASSES; i++) {
      above += counts[i];
    }
    double surprise = -Math.log10((above + 0.5) / (total + 1));
    if (greatest > 0 && value > greatest) {
      surprise += BEYOND * Math.log10(value / greatest);
    }
    return Math.max(0, surprise);
  }

  void learn(double value) {
    if (value > NOTHING) {
      makeRoom(value);
    }
    counts[classOf(value)]++;
    total++;
    if (total > FEW) {
      greatest = Math.max(greatest, value);
    }
    if (total > MANY) {
      forgetHalf();
    }
  }

  /* The classes reach eight decades down from the greatest value; what lies below is one class. */
  private void makeRoom(double value) {
    double exponent = Math.log10(value);
    if (Double.isNaN(lowest)) {
      lowest = Math.floor(exponent - DECADES_BELOW_FIRST);
    }
    int beyond = (int) Math.floor((exponent - lowest) * PER_DECADE) - (CLASSES - 1);
    if (beyond <= 0) {
      return;
    }
    int decades = (beyond + PER_DECADE - 1) / PER_DECADE;
    int classes = decades * PER_DECADE;
    float below = 0;
    for (int i = 0; i < Math.min(classes, CLASSES); i++) {
      below += counts[i];
    }
    for (int i = 0; i < CLASSES; i++) {
      counts[i] = i + classes < CLASSES ? counts[i + classes] : 0;
    }
    counts[0] += below;
    lowest += decades;
  }

  private void forgetHalf() {
    for (int i = 0; i < CLASSES; i++) {
      counts[i] /= 2;
    }
    total /= 2;
  }

  private int classOf(double value) {
    if (!(value > NOTHING) || Double.isNaN(lowest)) {
      return 0;
    }
    int at = (int) Math.floor((Math.log10(value) - lowest) * PER_DECADE);
    return Math.max(0, Math.min(CLASSES - 1, at));
  }

  void write(DataOutput out) throws IOException {
    for (float count : counts) {
      out.writeFloat(count);
    }
    out.writeFloat(total);
    out.writeDouble(greatest);
    out.writeDouble(lowest);
  }

  static SurpriseScale read(DataInput in) throws IOException {
    SurpriseScale scale = new SurpriseScale();
    for (int i = 0; i < CLASSES; i++) {
      scale.counts[i] = in.readFloat();
    }
    scale.total = in.readFloat();
    scale.greatest = in.readDouble();
    scale.lowest = in.readDouble();
    return scale;
  }
}
