package io.takt.ingest.simulator.floor;

import java.util.PriorityQueue;

/**
 * What is going to happen on one line, in order of time; what is due at one instant happens in
 * order of entry.
 */
public final class Agenda {

  /** Something that happens at an instant. */
  @FunctionalInterface
  public interface Task {
    void run(long now);
  }

  /** A task with its time; can be cancelled. */
  public static final class Entry implements Comparable<Entry> {
    private final long at;
    private final long number;
    private Task task;

    private Entry(long at, long number, Task task) {
      this.at = at;
      this.number = number;
      this.task = task;
    }

    /** It will not happen. */
    public void cancel() {
      task = null;
    }

    @Override
    public int compareTo(Entry other) {
      return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private long numbers;
  private long now;

  /** An agenda whose clock stands at {@code start}. */
  public Agenda(long start) {
    this.now = start;
  }

  /** Adds a task; one that would lie in the past happens next. */
  public Entry at(long instant, Task task) {
    Entry entry = new Entry(Math.max(now, instant), numbers++, task);
    entries.add(entry);
    return entry;
  }

  /** Lets everything happen that is due before the instant. */
  public void advanceTo(long instant) {
    for (Entry next = entries.peek(); next != null && next.at < instant; next = entries.peek()) {
      entries.poll();
      if (next.task != null) {
        now = next.at;
        next.task.run(next.at);
      }
    }
    now = instant;
  }

  /** The instant it has come to. */
  public long now() {
    return now;
  }
}
