package io.takt.ingest.simulator.people;

import io.takt.ingest.simulator.Dice;
import io.takt.ingest.simulator.calendar.PlannedOnce;
import io.takt.ingest.simulator.calendar.Shift;
import io.takt.ingest.simulator.calendar.Span;
import io.takt.ingest.simulator.floor.Agenda;
import io.takt.ingest.simulator.floor.Line;
import io.takt.ingest.simulator.floor.Machine;
import io.takt.ingest.simulator.floor.Rest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * When a line's people are at their machines: about as the calendar says. They come a little late,
 * overrun a break, work through another, hand over with or without a stop, and stay on when no
 * shift follows.
 */
public final class Crew {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60_000;
  private static final long DAY = 24 * 60 * MINUTE;

  /* Null rest: they come. */
  private record Move(long at, Rest rest) {}

  private final Line line;
  private final Dice dice;
  private long plannedTo;

  /** The crew of a line. */
  public Crew(long seed, Line line) {
    this.line = line;
    this.dice = Dice.of(seed, "crew-" + line.spec().number());
  }

  /** Takes up work, or not, as the calendar says for the first instant; follows it from then on. */
  public void begin() {
    Agenda agenda = line.agenda();
    long now = agenda.now();
    plannedTo = now - 2 * DAY;
    List<Move> moves = moves(now + DAY);
    Move last = new Move(now, Rest.SHIFT_OVER);
    for (Move move : moves) {
      if (move.at() <= now) {
        last = move;
      }
    }
    move(now, last.rest());
    schedule(moves, now);
    agenda.at(now + DAY - 60 * MINUTE, this::planNextDay);
    planMaintenance(now);
  }

  private void planNextDay(long now) {
    schedule(moves(plannedTo + DAY), now);
    line.agenda().at(now + DAY, this::planNextDay);
  }

  private void schedule(List<Move> moves, long now) {
    for (Move move : moves) {
      if (move.at() > now) {
        line.agenda().at(move.at(), then -> move(then, move.rest()));
      }
    }
  }

  private void move(long now, Rest rest) {
    for (Machine machine : line.machines()) {
      line.agenda()
          .at(
              now + dice.between(0L, 20 * SECOND),
              then -> {
                if (rest == null) {
                  machine.staff(then);
                } else {
                  machine.leave(then, rest);
                }
              });
    }
  }

  /* Plans all shifts that start before {@code to} and were not planned yet. */
  private List<Move> moves(long to) {
    List<Move> moves = new ArrayList<>();
    List<Shift> shifts = line.spec().calendar().shiftsTouching(plannedTo, to + 2 * DAY);
    for (int i = 0; i < shifts.size(); i++) {
      Span span = shifts.get(i).span();
      if (span.start() >= plannedTo && span.start() < to) {
        long next = i + 1 < shifts.size() ? shifts.get(i + 1).span().start() : Long.MAX_VALUE;
        plan(shifts.get(i), next, moves);
      }
    }
    plannedTo = to;
    moves.sort(Comparator.comparingLong(Move::at));
    return moves;
  }

  private void plan(Shift shift, long nextShift, List<Move> moves) {
    Span span = shift.span();
    moves.add(new Move(span.start() + dice.between(30 * SECOND, 4 * MINUTE), null));
    for (Span pause : shift.breaks()) {
      if (!dice.chance(0.18)) {
        moves.add(new Move(pause.start() + dice.between(-MINUTE, 90 * SECOND), Rest.BREAK));
        boolean overruns = dice.chance(0.3);
        long back = overruns ? dice.between(2 * MINUTE, 9 * MINUTE) : dice.between(-MINUTE, MINUTE);
        moves.add(new Move(pause.end() + back, null));
      }
    }
    if (nextShift == span.end()) {
      if (dice.chance(0.5)) {
        moves.add(new Move(span.end() - dice.between(30 * SECOND, 3 * MINUTE), Rest.SHIFT_OVER));
      }
    } else {
      long stays =
          dice.chance(0.4)
              ? dice.between(8 * MINUTE, 24 * MINUTE)
              : -dice.between(30 * SECOND, 3 * MINUTE);
      moves.add(new Move(span.end() + stays, Rest.SHIFT_OVER));
    }
  }

  private void planMaintenance(long now) {
    for (PlannedOnce once : line.spec().calendar().plannedStops()) {
      for (Machine machine : line.machines()) {
        if (once.isFor(machine.spec().assetId()) && once.span().start() > now) {
          line.agenda()
              .at(
                  once.span().start() + dice.between(-MINUTE, 2 * MINUTE),
                  then -> machine.maintain(then, true));
          line.agenda()
              .at(
                  once.span().end() + dice.between(-2 * MINUTE, 7 * MINUTE),
                  then -> machine.maintain(then, false));
        }
      }
    }
  }
}
