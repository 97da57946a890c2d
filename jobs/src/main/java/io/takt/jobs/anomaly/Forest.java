package io.takt.jobs.anomaly;

import com.amazon.randomcutforest.config.ForestMode;
import com.amazon.randomcutforest.config.TransformMethod;
import com.amazon.randomcutforest.parkservices.ThresholdedRandomCutForest;
import com.amazon.randomcutforest.parkservices.state.ThresholdedRandomCutForestMapper;
import com.amazon.randomcutforest.parkservices.state.ThresholdedRandomCutForestState;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;

/**
 * Layer B: a random cut forest over all of an asset's signals together, which finds rows unlike the
 * latest ones. One per asset, never one per signal: it is by far the largest part of the state.
 */
final class Forest {
  private static final ObjectInputFilter OWN_CLASSES =
      ObjectInputFilter.Config.createFilter(
          "maxbytes=4194304;com.amazon.randomcutforest.**;java.util.*;java.lang.*;!*");
  private static final int MOST_BYTES = 4 << 20;

  private final ThresholdedRandomCutForest forest;
  private final int signals;

  private Forest(ThresholdedRandomCutForest forest, int signals) {
    this.forest = forest;
    this.signals = signals;
  }

  static Forest of(int signals, AnomalySettings.ForestSize size) {
    boolean one = signals == 1;
    int shingle = one ? size.shingleOfOne() : size.shingleOfMany();
    return new Forest(
        ThresholdedRandomCutForest.builder()
            .dimensions(signals * shingle)
            .shingleSize(shingle)
            .numberOfTrees(one ? size.treesOfOne() : size.treesOfMany())
            .sampleSize(one ? size.sampleOfOne() : size.sampleOfMany())
            .randomSeed(size.seed())
            .transformMethod(TransformMethod.NORMALIZE)
            .forestMode(ForestMode.STANDARD)
            .autoAdjust(true)
            .anomalyRate(size.anomalyRate())
            .build(),
        signals);
  }

  int signals() {
    return signals;
  }

  /** Takes a row of one number per signal. Returns its grade: 0 for normal, up to 1. */
  double grade(double[] row, long number) {
    return forest.process(row, number).getAnomalyGrade();
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(signals);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
      objects.writeObject(new ThresholdedRandomCutForestMapper().toState(forest));
    }
    out.writeInt(bytes.size());
    out.write(bytes.toByteArray());
  }

  static Forest read(DataInput in) throws IOException {
    int signals = in.readInt();
    int length = in.readInt();
    if (length < 0 || length > MOST_BYTES) {
      throw new IOException("A forest of " + length + " bytes is none of ours");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    try (ObjectInputStream objects = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      objects.setObjectInputFilter(OWN_CLASSES);
      ThresholdedRandomCutForestState state =
          (ThresholdedRandomCutForestState) objects.readObject();
      return new Forest(new ThresholdedRandomCutForestMapper().toModel(state), signals);
    } catch (ClassNotFoundException e) {
      throw new IOException("The forest's bytes name a class that is not there", e);
    }
  }
}
