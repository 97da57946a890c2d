package io.takt.jobs.timeline;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The canonical machine states; vendor words are mapped to them by the asset's configuration. */
public enum MachineState {
  PRODUCING(Run.UP),
  IDLE(Run.DOWN),
  STARVED(Run.DOWN),
  BLOCKED(Run.DOWN),
  STOPPED(Run.DOWN),
  FAULTED(Run.DOWN),
  SETUP(Run.SETUP),
  MAINTENANCE(Run.DOWN),
  OFF(Run.DOWN),
  UNKNOWN(Run.NO_DATA);

  /** What a state means for production: one uninterrupted stretch of these is a run or a stop. */
  public enum Run {
    NO_DATA,
    UP,
    SETUP,
    DOWN
  }

  private static final Map<String, MachineState> BY_NAME =
      Stream.of(values()).collect(Collectors.toUnmodifiableMap(MachineState::name, it -> it));

  private final Run run;

  MachineState(Run run) {
    this.run = run;
  }

  public Run run() {
    return run;
  }

  /** The canonical state of that name in any case, or null when there is none. */
  public static MachineState named(String word) {
    return BY_NAME.get(word.trim().toUpperCase(Locale.ROOT));
  }
}
