package io.takt.sinks.tables;

import io.takt.avro.Signal;
import io.takt.sinks.copy.CopyBuffer;
import java.util.List;

/** What signals are. */
public final class SignalBinding extends OneRow<Signal> {

  private static final long serialVersionUID = 1L;

  /** The only one. */
  public SignalBinding() {
    super(
        "signal",
        List.of("asset_id", "signal"),
        null,
        List.of("unit", "lower_specification", "upper_specification"));
  }

  @Override
  public Key key(Signal signal) {
    return TextKey.of(signal.getAssetId(), signal.getSignal());
  }

  @Override
  void encode(Signal signal, CopyBuffer row) {
    row.text(signal.getAssetId());
    row.text(signal.getSignal());
    row.text(signal.getUnit());
    row.float8(signal.getLowerSpecification());
    row.float8(signal.getUpperSpecification());
  }
}
