package io.takt.jobs.downtime.cause;

import static io.takt.jobs.timeline.Fact.NONE;

import io.takt.jobs.timeline.AlarmSeverity;
import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.MachineState;
import java.util.LinkedHashMap;
import java.util.Map;

/** A line for tests, in minutes since its beginning. */
class LineOfMachines implements LineCases.Listener {
  static final long MINUTE = 60_000;
  static final long HORIZON = 73 * 60 * MINUTE;

  final LineHistory history = new LineHistory();
  final Map<StopKey, StopCase> cases = new LinkedHashMap<>();
  private final LineCases core = new LineCases(HORIZON);

  LineOfMachines(String... assets) {
    for (int i = 0; i < assets.length; i++) {
      tell(new LineEvent.Placed(assets[i], "press", "works/one", "works/one/hall/a", i + 1));
      state(assets[i], 0, MachineState.PRODUCING);
    }
  }

  void tell(LineEvent event) {
    core.accept(history, event, this);
  }

  void state(String asset, double minute, MachineState state) {
    tell(new LineEvent.StateTold(asset, at(minute), state));
  }

  void alarm(String asset, double minute, String code) {
    tell(new LineEvent.AlarmTold(asset, at(minute), code, true, AlarmSeverity.FAULT));
  }

  /** The machine stops in this state, and runs again at {@code to} unless that is NaN. */
  void stop(String asset, double from, double to, MachineState state, String reason) {
    state(asset, from, state);
    boolean open = Double.isNaN(to);
    if (!open) {
      state(asset, to, MachineState.PRODUCING);
    }
    long length = open ? 0 : at(to) - at(from);
    tell(
        new LineEvent.StopTold(
            asset,
            at(from),
            open ? NONE : at(to),
            state,
            open ? LossCategory.PENDING_STOP : LossCategory.UNPLANNED_STOP,
            reason,
            "4711",
            "bolt",
            "early",
            0,
            0,
            length));
  }

  static long at(double minute) {
    return Math.round(minute * MINUTE);
  }

  StopCase stopOf(String asset, double from) {
    return cases.get(new StopKey(asset, at(from)));
  }

  @Override
  public void stop(StopCase stop) {
    cases.put(stop.key(), stop);
  }

  @Override
  public void gone(StopKey stop) {
    cases.remove(stop);
  }
}
