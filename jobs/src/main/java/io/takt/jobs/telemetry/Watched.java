package io.takt.jobs.telemetry;

import io.takt.jobs.intake.AssetInput;
import io.takt.jobs.intake.Sensed;

/** All that the detector of one asset is told of. Immutable. */
public sealed interface Watched {

  /** The asset. */
  String asset();

  /** A sample, or what a signal is. */
  record OfSignals(Sensed.OfAsset sensed) implements Watched {
    @Override
    public String asset() {
      return sensed.asset();
    }
  }

  /** A state, something an operator said, how the asset is to be read, or what an order is. */
  record OfPlant(AssetInput input) implements Watched {
    @Override
    public String asset() {
      return input.asset();
    }
  }
}
