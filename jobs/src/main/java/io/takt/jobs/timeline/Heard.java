package io.takt.jobs.timeline;

import static io.takt.jobs.timeline.Fact.NONE;

import java.util.EnumSet;
import java.util.Set;

/**
 * Something that was heard and may restate a shift: when, and who said it.
 *
 * @param from plant's time at which the first of it arrived; NONE: when it is next looked
 * @param to when the last of it did
 * @param event id of the operator's entry; null: nobody said it
 * @param operator who said it; null: nobody did, or it is not known
 * @param note in their own words; null: none
 */
record Heard(
    Set<RestatementCause> causes, long from, long to, String event, String operator, String note) {

  /** Machines' facts that come within this of each other are one restatement. */
  static final long TOGETHER = MinuteOfLedger.MINUTE;

  Heard {
    causes = EnumSet.copyOf(causes);
  }

  /** A fact, or the passing of time. */
  static Heard of(RestatementCause cause, long at) {
    return new Heard(EnumSet.of(cause), at, at, null, null, null);
  }

  /** A row of a table, heard when it is next looked. */
  static Heard table(RestatementCause cause) {
    return of(cause, NONE);
  }

  static Heard of(Fact.OfOperator said) {
    return new Heard(
        EnumSet.of(RestatementCause.of(said.entry())),
        said.arrivedAt(),
        said.arrivedAt(),
        said.id(),
        said.operator(),
        said.note());
  }

  /** Whether machines and time alone brought it, not people. */
  boolean fromMachines() {
    return event == null
        && (causes.contains(RestatementCause.LATE_DATA)
            || causes.contains(RestatementCause.PROVISIONAL));
  }

  /** Whether both are one restatement; an entry is one of its own. */
  boolean joins(Heard other) {
    if (event != null || other.event != null) {
      return event != null && event.equals(other.event);
    }
    if (fromMachines() != other.fromMachines()) {
      return false;
    }
    return fromMachines()
        ? other.from <= to + TOGETHER && other.to >= from - TOGETHER
        : other.from == from; // rows that are looked at together
  }

  Heard with(Heard other) {
    Set<RestatementCause> all = EnumSet.copyOf(causes);
    all.addAll(other.causes);
    return new Heard(
        all, Math.min(from, other.from), Math.max(to, other.to), event, operator, note);
  }

  /** What a table said has no time of its own. */
  Heard by(long now) {
    return from == NONE ? new Heard(causes, now, now, event, operator, note) : this;
  }
}
