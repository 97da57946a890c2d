package io.takt.jobs.anomaly;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is learned of one asset in one regime: its signals' charts, and how far they usually are
 * from their references.
 */
final class RegimeModel {
  private static final int FEW = 50;
  private static final double STRICTEST = 0.5;
  private static final double LOOSEST = 4;
  private static final int FEW_RETURNS = 3;
  private static final double PATIENCE = 1.5;
  private static final double FADING = 0.1;

  private final List<Signal> signals = new ArrayList<>();
  private int learned;
  private int usualRows;
  private double usualDistance;
  private double usualChange;

  private static final class Signal {
    private ReferenceChart reference = new ReferenceChart();
    private NoveltyChart novelty = new NoveltyChart();
    /* People's verdicts: limits are this many times the learned ones. */
    private double tolerance = 1;
    private boolean settling;
    private int returns;
    /* Milliseconds after which it is usually in its band again. */
    private double usualReturn;

    /* A signal that is usually back at once is waited for only shortly. */
    private void settle(long since, AnomalySettings.Alarms settings) {
      if (!settling) {
        return;
      }
      boolean returning = reference.returning();
      boolean known = returns >= FEW_RETURNS;
      boolean tooLong =
          since >= settings.settleLongestMillis() || (known && since >= PATIENCE * usualReturn);
      settling = returning && !tooLong;
      if (!returning && reference.inBand()) {
        returns++;
        double took = (double) since;
        usualReturn = Math.max(took, usualReturn + FADING * (took - usualReturn));
      }
    }
  }

  /** What one row shows; arrays have a number per signal. */
  static final class Judgement {
    final double[] distances;
    final double[] novelties;
    boolean judged;
    int present;
    double distance;
    double change;
    double novelty;

    Judgement(int signals) {
      distances = new double[signals];
      novelties = new double[signals];
    }
  }

  /**
   * Takes a row.
   *
   * @param values one per signal of the asset; not a number where there is none to be believed
   * @param alarm an episode is open
   * @param since milliseconds since the asset returned to this regime
   */
  Judgement next(double[] values, boolean alarm, long since, AnomalySettings settings) {
    while (signals.size() < values.length) {
      signals.add(new Signal());
    }
    AnomalySettings.Reference how = settings.reference();
    boolean learn = learned < how.learning();
    Judgement row = new Judgement(values.length);
    double squares = 0;
    int present = 0;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        continue;
      }
      Signal signal = signals.get(i);
      boolean pausing = signal.settling;
      signal.reference.next(values[i], learn && !pausing, alarm || pausing, how);
      double distance = signal.reference.distance() / signal.tolerance;
      signal.settle(since, settings.alarms());
      double novelty = signal.novelty.next(values[i], settings.novelty());
      if (signal.settling) {
        continue;
      }
      row.distances[i] = distance;
      row.novelties[i] = novelty / (signal.tolerance * signal.tolerance);
      row.novelty = Math.max(row.novelty, row.novelties[i]);
      row.change = Math.max(row.change, signal.reference.change());
      squares += distance * distance;
      present++;
    }
    row.present = present;
    row.distance = present == 0 ? 0 : Math.sqrt(squares / present);
    learned += learn ? 1 : 0;
    if (learn && learned > FEW && present > 0) {
      usualRows++;
      usualDistance += (row.distance - usualDistance) / usualRows;
      usualChange += (row.change - usualChange) / usualRows;
    }
    row.judged = !learn && usualRows > 0;
    row.distance = row.judged ? row.distance / usualDistance : 0;
    row.change = row.judged ? row.change / usualChange : 0;
    return row;
  }

  /** After the row has been judged. */
  void follow(double[] values, boolean alarm, AnomalySettings.Reference settings) {
    for (int i = 0; i < values.length; i++) {
      Signal signal = signals.get(i);
      if (!Double.isNaN(values[i]) && !signal.settling && learned >= settings.learning()) {
        signal.reference.follow(alarm, settings);
      }
    }
  }

  /** What is now is normal from here on. */
  void learnAnew(double[] values) {
    learned = 0;
    usualRows = 0;
    for (int i = 0; i < values.length && i < signals.size(); i++) {
      if (!Double.isNaN(values[i])) {
        signals.get(i).reference.learnAnew(values[i]);
      }
    }
  }

  /**
   * The asset returns to this regime after something else: signals count once they have been in
   * their band.
   */
  void resume() {
    for (Signal signal : signals) {
      signal.reference.resume();
      signal.settling = true;
    }
  }

  /** The asset failed after it had behaved abnormally: that was no normal to follow. */
  void goBack() {
    for (Signal signal : signals) {
      signal.reference.goBack();
    }
  }

  /** A person's verdict on a signal: limits are that many times what they were. */
  void tolerate(int signal, double factor) {
    if (signal < signals.size()) {
      Signal at = signals.get(signal);
      at.tolerance = Math.max(STRICTEST, Math.min(LOOSEST, at.tolerance * factor));
    }
  }

  ReferenceChart reference(int signal) {
    return signals.get(signal).reference;
  }

  /** The signal is known to range this far. */
  void knowRange(int signal, double range) {
    while (signals.size() <= signal) {
      signals.add(new Signal());
    }
    signals.get(signal).novelty.knowRange(range);
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(learned);
    out.writeInt(usualRows);
    out.writeDouble(usualDistance);
    out.writeDouble(usualChange);
    out.writeInt(signals.size());
    for (Signal signal : signals) {
      signal.reference.write(out);
      signal.novelty.write(out);
      out.writeDouble(signal.tolerance);
      out.writeBoolean(signal.settling);
      out.writeInt(signal.returns);
      out.writeDouble(signal.usualReturn);
    }
  }

  static RegimeModel read(DataInput in) throws IOException {
    RegimeModel regime = new RegimeModel();
    regime.learned = in.readInt();
    regime.usualRows = in.readInt();
    regime.usualDistance = in.readDouble();
    regime.usualChange = in.readDouble();
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      Signal signal = new Signal();
      signal.reference = ReferenceChart.read(in);
      signal.novelty = NoveltyChart.read(in);
      signal.tolerance = in.readDouble();
      signal.settling = in.readBoolean();
      signal.returns = in.readInt();
      signal.usualReturn = in.readDouble();
      regime.signals.add(signal);
    }
    return regime;
  }
}
