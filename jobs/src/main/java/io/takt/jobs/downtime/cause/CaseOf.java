package io.takt.jobs.downtime.cause;

import static io.takt.jobs.timeline.Fact.NONE;

import io.takt.jobs.downtime.cause.LineEvent.AlarmTold;
import io.takt.jobs.downtime.cause.LineEvent.AnomalyTold;
import io.takt.jobs.downtime.cause.LineEvent.StopTold;
import io.takt.jobs.downtime.cause.LineEvent.WordTold;
import io.takt.jobs.downtime.cause.MachineHistory.AlarmKey;
import io.takt.jobs.downtime.cause.StopCase.AlarmSeen;
import io.takt.jobs.downtime.cause.StopCase.Context;
import io.takt.jobs.downtime.cause.StopCase.Deviation;
import io.takt.jobs.downtime.cause.StopCase.Neighbour;
import io.takt.jobs.downtime.cause.StopCase.Root;
import io.takt.jobs.timeline.AlarmSeverity;
import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.MachineState;
import io.takt.jobs.timeline.MachineState.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;

/** Puts one stop's case together from what its line remembers. */
final class CaseOf {
  private static final long MINUTE = 60_000;

  /** Faults count from so long before the moment at which a stop shows why … */
  private static final long FAULTS_BEFORE = 10 * MINUTE;

  /** … and all alarms until so long after it. */
  static final long ALARMS_AFTER = MINUTE;

  /** Warnings and signals foretell: they count from earlier on. */
  private static final long SIGNS_BEFORE = 60 * MINUTE;

  private static final long MINOR_STOPS_BEFORE = 30 * MINUTE;
  private static final long CHATTER_WITHIN = MINUTE;
  private static final int CHATTER_TIMES = 3;

  private final LineHistory line;
  private final List<MachineHistory> inOrder;
  private final MachineHistory machine;
  private final StopTold stop;

  /** When the machine showed why it stands; what counts as evidence lies around it. */
  private final long moment;

  /** What it did at that moment. */
  private final MachineState shown;

  CaseOf(LineHistory line, List<MachineHistory> inOrder, MachineHistory machine, StopTold stop) {
    this.line = line;
    this.inOrder = inOrder;
    this.machine = machine;
    this.stop = stop;
    long told = stop.start();
    MachineState most = stop.state();
    for (Map.Entry<Long, MachineState> next : statesWithin().entrySet()) {
      if (tells(next.getValue()) > tells(most)) {
        told = next.getKey();
        most = next.getValue();
      }
    }
    this.moment = told;
    this.shown = most;
  }

  /**
   * How much a state says of the machine itself. One that waits may fail before it runs again; then
   * it is the failure that people give a reason for.
   */
  private static int tells(MachineState state) {
    return switch (state) {
      case FAULTED -> 2;
      case STOPPED, MAINTENANCE -> 1;
      default -> 0;
    };
  }

  private NavigableMap<Long, MachineState> statesWithin() {
    long until = stop.end() == NONE ? Math.max(line.newest, stop.start()) + 1 : stop.end();
    return machine.states.subMap(stop.start(), false, until, false);
  }

  StopCase build() {
    Context context = context();
    WordTold word = word(machine, stop);
    Map.Entry<Long, String> order = machine.orders.floorEntry(stop.start());
    MachineState before = machine.stateAt(stop.start() - 1);
    return new StopCase(
        machine.place.asset(),
        machine.place.assetClass(),
        machine.place.site(),
        machine.place.line(),
        false,
        stop.start(),
        stop.end(),
        shown,
        stop.category(),
        stop.reason(),
        word == null ? "" : word.by(),
        word == null ? NONE : word.at(),
        context,
        root(context),
        alarms(),
        deviations(),
        before,
        before == null ? NONE : stop.start() - machine.stateSince(stop.start() - 1),
        minorStops(),
        stop.order(),
        order == null || !order.getValue().equals(stop.order()) ? NONE : order.getKey(),
        stop.product(),
        stop.shift(),
        neighbours());
  }

  /** What is said of a stop whose evidence has been forgotten. */
  StopCase faded() {
    WordTold word = word(machine, stop);
    return new StopCase(
        machine.place.asset(),
        machine.place.assetClass(),
        machine.place.site(),
        machine.place.line(),
        true,
        stop.start(),
        stop.end(),
        stop.state(),
        stop.category(),
        stop.reason(),
        word == null ? "" : word.by(),
        word == null ? NONE : word.at(),
        Context.NONE,
        null,
        List.of(),
        List.of(),
        null,
        NONE,
        0,
        stop.order(),
        NONE,
        stop.product(),
        stop.shift(),
        List.of());
  }

  /** The latest word that gave the stop its reason. */
  private static WordTold word(MachineHistory machine, StopTold stop) {
    WordTold latest = null;
    if (stop.reason() == null) {
      return null;
    }
    for (WordTold word : machine.words.values()) {
      boolean meant =
          stop.reason().equals(word.reason())
              && !machine.takenBack.contains(word.id())
              && (stop.end() == NONE || word.from() <= stop.end())
              && (word.to() == NONE ? word.from() : word.to()) >= stop.start();
      if (meant
          && (latest == null
              || word.at() > latest.at()
              || (word.at() == latest.at() && word.id().compareTo(latest.id()) > 0))) {
        latest = word;
      }
    }
    return latest;
  }

  private Context context() {
    MachineState main = mainState();
    if (main == MachineState.STARVED) {
      return Context.STARVED;
    }
    if (main == MachineState.BLOCKED) {
      return Context.BLOCKED;
    }
    if (stop.unscheduled() * 2 > stop.booked()) {
      return Context.NOT_SCHEDULED;
    }
    if (stop.planned() * 2 > stop.booked()) {
      return Context.PLANNED_STOP;
    }
    if (main == MachineState.IDLE && stop.order() == null && stop.booked() > 0) {
      return Context.NO_ORDER;
    }
    boolean heardOfItsEnd = stop.end() == NONE || machine.states.containsKey(stop.end());
    boolean heardOfItsStart = machine.states.floorKey(stop.start()) != null;
    return heardOfItsEnd || !heardOfItsStart || endsUnseen() ? Context.NONE : Context.NO_DATA;
  }

  /** It ended after the last state that was heard, which may only be on its way. */
  private boolean endsUnseen() {
    return machine.states.ceilingKey(stop.end()) == null;
  }

  /** The state it was in for most of the time, as far as is known. */
  private MachineState mainState() {
    long until = stop.end() == NONE ? Math.max(line.newest, stop.start() + 1) : stop.end();
    Map<MachineState, Long> lengths = new EnumMap<>(MachineState.class);
    long from = stop.start();
    MachineState state = stop.state();
    for (Map.Entry<Long, MachineState> next : statesWithin().entrySet()) {
      lengths.merge(state, next.getKey() - from, Long::sum);
      from = next.getKey();
      state = next.getValue();
    }
    lengths.merge(state, until - from, Long::sum);
    MachineState main = stop.state();
    for (Map.Entry<MachineState, Long> length : lengths.entrySet()) {
      if (length.getKey().run() == Run.DOWN && length.getValue() > lengths.getOrDefault(main, 0L)) {
        main = length.getKey();
      }
    }
    return main;
  }

  private Root root(Context context) {
    if (context != Context.STARVED && context != Context.BLOCKED) {
      return null;
    }
    MachineState how = context == Context.STARVED ? MachineState.STARVED : MachineState.BLOCKED;
    return new RootSearch(inOrder, line.delays).of(machine, stop.start(), how);
  }

  private List<AlarmSeen> alarms() {
    Map<String, List<Long>> comings = new LinkedHashMap<>();
    Map<String, AlarmSeverity> severities = new LinkedHashMap<>();
    for (AlarmTold alarm :
        machine
            .alarms
            .subMap(AlarmKey.from(moment - SIGNS_BEFORE), AlarmKey.from(moment + ALARMS_AFTER + 1))
            .values()) {
      boolean fault = alarm.severity().compareTo(AlarmSeverity.FAULT) >= 0;
      if (alarm.active() && (!fault || alarm.at() >= moment - FAULTS_BEFORE)) {
        comings.computeIfAbsent(alarm.code(), code -> new ArrayList<>()).add(alarm.at());
        severities.merge(alarm.code(), alarm.severity(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
      }
    }
    List<AlarmSeen> seen = new ArrayList<>();
    comings.forEach(
        (code, times) ->
            seen.add(new AlarmSeen(code, severities.get(code), times.get(0), chatters(times))));
    return seen;
  }

  private static boolean chatters(List<Long> times) {
    for (int i = CHATTER_TIMES - 1; i < times.size(); i++) {
      if (times.get(i) - times.get(i - CHATTER_TIMES + 1) <= CHATTER_WITHIN) {
        return true;
      }
    }
    return false;
  }

  private List<Deviation> deviations() {
    List<Deviation> found = new ArrayList<>();
    for (AnomalyTold anomaly :
        machine.anomalies.subMap(moment - SIGNS_BEFORE, moment + 1).values()) {
      found.add(
          new Deviation(anomaly.signal(), anomaly.direction(), anomaly.at(), anomaly.severity()));
    }
    found.sort(
        Comparator.comparingDouble(Deviation::severity).reversed().thenComparing(Deviation::at));
    return found;
  }

  private int minorStops() {
    int count = 0;
    for (StopTold other :
        machine.stops.subMap(stop.start() - MINOR_STOPS_BEFORE, stop.start()).values()) {
      if (other.category() == LossCategory.MINOR_STOP) {
        count++;
      }
    }
    return count;
  }

  private List<Neighbour> neighbours() {
    List<Neighbour> beside = new ArrayList<>();
    int index = inOrder.indexOf(machine);
    for (int next : new int[] {index - 1, index + 1}) {
      if (index >= 0 && next >= 0 && next < inOrder.size()) {
        MachineHistory other = inOrder.get(next);
        MachineState state = other.stateAt(stop.start());
        if (state != null) {
          beside.add(
              new Neighbour(
                  other.place.asset(), next < index, state, other.stateSince(stop.start())));
        }
      }
    }
    return beside;
  }
}
