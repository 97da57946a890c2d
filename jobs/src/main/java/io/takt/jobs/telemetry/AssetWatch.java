package io.takt.jobs.telemetry;

import io.takt.jobs.anomaly.Activity;
import io.takt.jobs.anomaly.Input;
import io.takt.jobs.timeline.AssetSettings;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.MachineState;
import io.takt.jobs.timeline.PlantCalendar;
import io.takt.jobs.wire.TableWire;
import io.takt.jobs.wire.Words;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/**
 * What is known of one asset beside its model: what waits for its turn, and what the machine does.
 * Mutable.
 */
final class AssetWatch {

  /** Signals whose newest sample is remembered. */
  private static final int SIGNALS = 256;

  final TreeSet<Turn> waiting = new TreeSet<>();
  OrdersSaid orders = new OrdersSaid();
  Episodes episodes = new Episodes();
  AssetSettings settings;
  long timerAt = Long.MAX_VALUE;
  long newestArrival = Long.MIN_VALUE;
  long timeGivenAt = Long.MIN_VALUE;

  /** The latest instant that the detector was told of. */
  long heardTo;

  private String word;
  private long stateAt = Long.MIN_VALUE;
  private Activity activity;
  private String product = "";
  private String order = "";
  private final LinkedHashMap<String, Long> newest = new LinkedHashMap<>();

  /** Takes the machine's word, unless a later one is known. */
  void state(Fact.OfState state) {
    if (state.at() >= stateAt) {
      stateAt = state.at();
      word = state.word();
    }
  }

  /** Whether the sample is newer than all of its signal before; then it is the newest. */
  boolean isNewest(String signal, long at) {
    Long before = newest.get(signal);
    if (before != null && at <= before) {
      return false;
    }
    newest.put(signal, at);
    if (newest.size() > SIGNALS) {
      newest.remove(newest.keySet().iterator().next());
    }
    return true;
  }

  /**
   * What the detector is to know before it is told of what happened at that instant; null: nothing
   * that it does not know.
   *
   * @param calendar the asset's; null: not described
   */
  Input.Context contextAt(long at, PlantCalendar calendar) {
    OrdersSaid.Running running = orders.at(at);
    Activity now = activityAt(at, calendar);
    if (now == activity && running.product().equals(product) && running.order().equals(order)) {
      return null;
    }
    activity = now;
    product = running.product();
    order = running.order();
    return new Input.Context(at, activity, product, order);
  }

  private Activity activityAt(long at, PlantCalendar calendar) {
    if (calendar != null && settings != null && calendar.at(at, settings.asset()).planned()) {
      return Activity.PLANNED_STOP;
    }
    if (word == null || at < stateAt) {
      return Activity.UNKNOWN;
    }
    MachineState state = settings == null ? MachineState.named(word) : settings.canonical(word);
    if (state == null) {
      return Activity.UNKNOWN;
    }
    return switch (state) {
      case PRODUCING -> Activity.PRODUCING;
      case SETUP -> Activity.SETUP;
      case MAINTENANCE, OFF -> Activity.PLANNED_STOP;
      case IDLE, STARVED, BLOCKED, STOPPED, FAULTED -> Activity.STOPPED;
      case UNKNOWN -> Activity.UNKNOWN;
    };
  }

  AssetWatch copy() {
    AssetWatch copy = new AssetWatch();
    copy.waiting.addAll(waiting);
    copy.orders = orders.copy();
    copy.episodes = episodes.copy();
    copy.settings = settings;
    copy.timerAt = timerAt;
    copy.newestArrival = newestArrival;
    copy.timeGivenAt = timeGivenAt;
    copy.heardTo = heardTo;
    copy.word = word;
    copy.stateAt = stateAt;
    copy.activity = activity;
    copy.product = product;
    copy.order = order;
    copy.newest.putAll(newest);
    return copy;
  }

  void write(DataOutput out) throws IOException {
    out.writeInt(waiting.size());
    for (Turn turn : waiting) {
      turn.write(out);
    }
    orders.write(out);
    episodes.write(out);
    out.writeBoolean(settings != null);
    if (settings != null) {
      TableWire.write(settings, out);
    }
    out.writeLong(timerAt);
    out.writeLong(newestArrival);
    out.writeLong(timeGivenAt);
    out.writeLong(heardTo);
    Words.write(word, out);
    out.writeLong(stateAt);
    Words.write(activity == null ? null : activity.name(), out);
    Words.write(product, out);
    Words.write(order, out);
    out.writeInt(newest.size());
    for (Map.Entry<String, Long> signal : newest.entrySet()) {
      Words.write(signal.getKey(), out);
      out.writeLong(signal.getValue());
    }
  }

  static AssetWatch read(DataInput in) throws IOException {
    AssetWatch read = new AssetWatch();
    int waiting = in.readInt();
    for (int i = 0; i < waiting; i++) {
      read.waiting.add(Turn.read(in));
    }
    read.orders = OrdersSaid.read(in);
    read.episodes = Episodes.read(in);
    read.settings = in.readBoolean() ? TableWire.readSettings(in) : null;
    read.timerAt = in.readLong();
    read.newestArrival = in.readLong();
    read.timeGivenAt = in.readLong();
    read.heardTo = in.readLong();
    read.word = Words.read(in);
    read.stateAt = in.readLong();
    String activity = Words.read(in);
    read.activity = activity == null ? null : Activity.valueOf(activity);
    read.product = Objects.requireNonNull(Words.read(in));
    read.order = Objects.requireNonNull(Words.read(in));
    int signals = in.readInt();
    for (int i = 0; i < signals; i++) {
      read.newest.put(Words.read(in), in.readLong());
    }
    return read;
  }
}
