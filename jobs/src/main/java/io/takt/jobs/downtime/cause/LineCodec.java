package io.takt.jobs.downtime.cause;

import io.takt.jobs.downtime.cause.LineEvent.AlarmTold;
import io.takt.jobs.downtime.cause.LineEvent.AnomalyTold;
import io.takt.jobs.downtime.cause.LineEvent.OrderTold;
import io.takt.jobs.downtime.cause.LineEvent.Placed;
import io.takt.jobs.downtime.cause.LineEvent.StateTold;
import io.takt.jobs.downtime.cause.LineEvent.StopTold;
import io.takt.jobs.downtime.cause.LineEvent.WordTold;
import io.takt.jobs.timeline.MachineState;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A line's history at rest: of each machine the events that are remembered. */
public final class LineCodec {

  private LineCodec() {}

  /** A line. */
  public static void write(LineHistory line, DataOutput out) throws IOException {
    Codec.version(out);
    out.writeLong(line.newest);
    out.writeLong(line.prunedAt);
    out.writeInt(line.machines.size());
    for (Map.Entry<String, MachineHistory> machine : line.machines.entrySet()) {
      out.writeUTF(machine.getKey());
      Codec.list(events(machine.getKey(), machine.getValue()), EventCodec::write, out);
      Codec.list(List.copyOf(machine.getValue().takenBack), Codec::word, out);
    }
    out.writeInt(line.delays.delays.size());
    for (Map.Entry<String, TreeMap<Long, Long>> pair : line.delays.delays.entrySet()) {
      out.writeUTF(pair.getKey());
      out.writeInt(pair.getValue().size());
      for (Map.Entry<Long, Long> delay : pair.getValue().entrySet()) {
        out.writeLong(delay.getKey());
        out.writeLong(delay.getValue());
      }
    }
  }

  private static List<LineEvent> events(String asset, MachineHistory machine) {
    List<LineEvent> events = new ArrayList<>();
    if (machine.place != null) {
      events.add(machine.place);
    }
    for (Map.Entry<Long, MachineState> state : machine.states.entrySet()) {
      events.add(new StateTold(asset, state.getKey(), state.getValue()));
    }
    events.addAll(machine.alarms.values());
    events.addAll(machine.stops.values());
    events.addAll(machine.anomalies.values());
    events.addAll(machine.words.values());
    for (Map.Entry<Long, String> order : machine.orders.entrySet()) {
      events.add(new OrderTold(asset, order.getKey(), order.getValue()));
    }
    return events;
  }

  /** A line as {@link #write} wrote it. */
  public static LineHistory read(DataInput in) throws IOException {
    Codec.version("A line", in);
    LineHistory line = new LineHistory();
    line.newest = in.readLong();
    line.prunedAt = in.readLong();
    int machines = in.readInt();
    for (int i = 0; i < machines; i++) {
      String asset = in.readUTF();
      MachineHistory machine = new MachineHistory(null);
      for (LineEvent event : Codec.list(EventCodec::read, in)) {
        remember(machine, event);
      }
      machine.takenBack.addAll(Codec.list(Codec::word, in));
      line.machines.put(asset, machine);
    }
    int pairs = in.readInt();
    for (int i = 0; i < pairs; i++) {
      TreeMap<Long, Long> delays = new TreeMap<>();
      line.delays.delays.put(in.readUTF(), delays);
      int known = in.readInt();
      for (int j = 0; j < known; j++) {
        delays.put(in.readLong(), in.readLong());
      }
    }
    return line;
  }

  private static void remember(MachineHistory machine, LineEvent event) throws IOException {
    if (event instanceof Placed placed) {
      machine.place = placed;
    } else if (event instanceof StateTold told) {
      machine.states.put(told.at(), told.state());
    } else if (event instanceof AlarmTold told) {
      machine.alarms.put(new MachineHistory.AlarmKey(told.at(), told.code(), told.active()), told);
    } else if (event instanceof StopTold told) {
      machine.stops.put(told.start(), told);
    } else if (event instanceof AnomalyTold told) {
      machine.anomalies.put(told.at(), told);
    } else if (event instanceof WordTold told) {
      machine.words.put(told.id(), told);
    } else if (event instanceof OrderTold told) {
      machine.orders.put(told.at(), told.order());
    } else {
      throw new IOException("A line remembers no " + event.getClass().getSimpleName() + ".");
    }
  }
}
