package io.takt.jobs.timeline;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * What a shift adds up to: all that its figures are computed from. Times are milliseconds, parts
 * are in the product's unit.
 */
public final class ShiftSums {
  private static final LossCategory[] CATEGORIES = LossCategory.values();
  private static final int EXTRA = CATEGORIES.length;
  private static final int PROVISIONAL = EXTRA + 1;
  private static final int IDEAL = PROVISIONAL + 1;
  private static final int UNRATED = IDEAL + 1;
  private static final int UNSEEN = UNRATED + 1;
  private static final int TOTAL = UNSEEN + 1;
  private static final int GOOD = TOTAL + 1;
  private static final int SCRAP = GOOD + 1;
  private static final int REWORK = SCRAP + 1;
  private static final int SIZE = REWORK + 1;

  /** Doubles add up differently in another order; what a person could see is far above this. */
  private static final double ROUNDING = 1e-6;

  /** Nothing was booked. */
  static final ShiftSums ZERO = new ShiftSums(new double[SIZE]);

  private final double[] sums;

  private ShiftSums(double[] sums) {
    this.sums = sums;
  }

  /** Of the slices that belong to the shift instance which starts there. */
  static ShiftSums of(List<MinuteOfLedger> minutes, long shiftStart) {
    double[] sums = new double[SIZE];
    for (MinuteOfLedger minute : minutes) {
      for (Slice slice : minute.slices()) {
        if (slice.shiftStart() == shiftStart) {
          add(slice, sums);
        }
      }
    }
    return new ShiftSums(sums);
  }

  @SuppressWarnings("EnumOrdinal") // New categories go to the end; the codec writes how many.
  private static void add(Slice slice, double[] sums) {
    sums[slice.category().ordinal()] += slice.duration();
    sums[EXTRA] += slice.extra() ? slice.duration() : 0;
    sums[PROVISIONAL] += slice.provisional() ? slice.duration() : 0;
    sums[IDEAL] += slice.ideal();
    sums[UNRATED] += slice.unrated();
    sums[UNSEEN] += slice.unseen();
    sums[TOTAL] += slice.total();
    sums[GOOD] += slice.good();
    sums[SCRAP] += slice.scrap();
    sums[REWORK] += slice.rework();
  }

  /** Time booked in a category, in milliseconds. */
  @SuppressWarnings("EnumOrdinal")
  public long time(LossCategory category) {
    return (long) sums[category.ordinal()];
  }

  public long extra() {
    return (long) sums[EXTRA];
  }

  public long provisional() {
    return (long) sums[PROVISIONAL];
  }

  public double ideal() {
    return sums[IDEAL];
  }

  public double unrated() {
    return sums[UNRATED];
  }

  public double unseen() {
    return sums[UNSEEN];
  }

  public double total() {
    return sums[TOTAL];
  }

  public double good() {
    return sums[GOOD];
  }

  public double scrap() {
    return sums[SCRAP];
  }

  public double rework() {
    return sums[REWORK];
  }

  /** With what leads from one to another, as {@code other + (after − before)}. */
  ShiftSums moved(ShiftSums before, ShiftSums after) {
    double[] moved = new double[SIZE];
    for (int i = 0; i < SIZE; i++) {
      moved[i] = sums[i] + (after.sums[i] - before.sums[i]);
    }
    return new ShiftSums(moved);
  }

  /** Whether nobody could see a difference; how much may still change by itself is none. */
  boolean says(ShiftSums other) {
    for (int i = 0; i < SIZE; i++) {
      double scale = Math.max(1, Math.abs(sums[i]));
      if (i != PROVISIONAL && Math.abs(sums[i] - other.sums[i]) > ROUNDING * scale) {
        return false;
      }
    }
    return true;
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(CATEGORIES.length);
    for (double sum : sums) {
      out.writeDouble(sum);
    }
  }

  static ShiftSums read(DataInput in) throws IOException {
    int categories = in.readByte();
    double[] sums = new double[SIZE];
    for (int i = 0; i < categories; i++) {
      sums[i] = in.readDouble();
    }
    for (int i = CATEGORIES.length; i < SIZE; i++) {
      sums[i] = in.readDouble();
    }
    return new ShiftSums(sums);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ShiftSums that && Arrays.equals(sums, that.sums);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sums);
  }

  @Override
  public String toString() {
    return Arrays.toString(sums);
  }
}
