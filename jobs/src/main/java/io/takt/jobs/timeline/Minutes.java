package io.takt.jobs.timeline;

import static io.takt.jobs.timeline.Fact.NONE;
import static io.takt.jobs.timeline.MinuteOfLedger.MINUTE;

import io.takt.jobs.timeline.OrderHistory.Active;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The minutes of the ledger: each is cut where its booking changes, shared out to the orders that
 * run, and given the parts counted in it. Minutes are always emitted whole.
 */
final class Minutes {
  /** Longest time derived at once, so that what is read for it stays small. */
  private static final long AT_ONCE = 60 * MINUTE;

  private final Evidence evidence;
  private final Corrections corrections;
  private final Changes out;

  Minutes(Evidence evidence, Corrections corrections, Changes out) {
    this.evidence = evidence;
    this.corrections = corrections;
    this.out = out;
  }

  /** Emits every minute of {@code [from, to)}, both whole minutes, some at a time. */
  void emitAll(long from, long to) {
    for (long at = from; at < to; at += AT_ONCE) {
      emit(at, Math.min(at + AT_ONCE, to));
    }
  }

  private void emit(long from, long to) {
    long[] span = {from, to};
    corrections.widen(span);
    Runs runs = evidence.runs(span[0], span[1]);
    List<Booking> bookings = Booking.of(evidence, runs);
    corrections.apply(bookings, span[0], span[1], out);
    bookings.sort(Comparator.comparingLong(Booking::place));
    int next = 0;
    while (next < bookings.size() && bookings.get(next).place() < from) {
      next++;
    }
    Walk walk = new Walk(evidence, runs, from);
    List<Piece> pieces = new ArrayList<>();
    for (long minute = from; minute < to; minute += MINUTE) {
      pieces.clear();
      walk.to(minute + MINUTE, pieces);
      int end = next;
      while (end < bookings.size() && bookings.get(end).place() < minute + MINUTE) {
        end++;
      }
      emitMinute(minute, pieces, bookings.subList(next, end), runs.lastSign);
      next = end;
    }
  }

  private void emitMinute(long minute, List<Piece> pieces, List<Booking> bookings, long lastSign) {
    List<Slice> slices = new ArrayList<>(pieces.size());
    int next = 0;
    long booked = 0;
    for (Piece piece : pieces) {
      int end = next;
      while (end < bookings.size() && bookings.get(end).place() < piece.to()) {
        end++;
      }
      List<Active> active = piece.orders().active();
      long length = piece.to() - piece.from();
      long share = length / active.size();
      long rest = length % active.size();
      for (int i = 0; i < active.size(); i++) {
        Amounts amounts = new Amounts();
        for (int j = next; j < end; j++) {
          add(amounts, bookings.get(j), piece, active, i);
        }
        long duration = share + (i < rest ? 1 : 0);
        booked += duration;
        slices.add(slice(piece, active.get(i), duration, amounts, lastSign));
      }
      next = end;
    }
    if (booked != MINUTE) {
      Doubts.invariantBroken(minute, booked, out);
    }
    out.minute(new MinuteOfLedger(minute, List.copyOf(slices)));
  }

  private static Slice slice(
      Piece piece, Active active, long duration, Amounts amounts, long lastSign) {
    return new Slice(
        piece.from(),
        piece.to(),
        duration,
        piece.state(),
        piece.category(),
        piece.extra(),
        piece.reason(),
        active.order(),
        active.product(),
        piece.calendar().shift(),
        piece.calendar().shiftStart(),
        piece.calendar().businessDay(),
        amounts.ideal,
        amounts.unrated,
        amounts.unseen,
        amounts.total,
        amounts.good,
        amounts.scrap,
        amounts.rework,
        piece.category() == LossCategory.PENDING_STOP || lastSign == NONE || piece.to() > lastSign);
  }

  /** Parts, and the ideal milliseconds they stand for, of one slice. */
  private static final class Amounts {
    double ideal;
    double unrated;
    double unseen;
    double total;
    double good;
    double scrap;
    double rework;
  }

  private void add(Amounts amounts, Booking booking, Piece piece, List<Active> active, int index) {
    Runs.Counted counted = booking.counted();
    double share = share(counted.fact.order(), active, index);
    if (share == 0) {
      return;
    }
    double total = counted.total * share;
    amounts.total += total;
    amounts.good += counted.good * share;
    amounts.scrap += counted.scrap * share;
    amounts.rework += counted.rework * share;
    if (booking.unseen()) {
      amounts.unseen += total;
      return;
    }
    if (piece.orders().excluded()) {
      return;
    }
    Double seconds = secondsPerUnit(active.get(index).product(), booking.place());
    if (seconds == null) {
      amounts.unrated += total;
    } else {
      // whole microseconds: then sums do not depend on the order in which they are added
      amounts.ideal += total * (Math.rint(seconds * 1e6) / 1e3);
    }
  }

  /**
   * The part of a count that goes to one of the orders that run: its own order's, or even shares.
   */
  private static double share(String order, List<Active> active, int index) {
    if (active.size() == 1) {
      return 1;
    }
    if (order != null) {
      for (int i = 0; i < active.size(); i++) {
        if (order.equals(active.get(i).order())) {
          return i == index ? 1 : 0;
        }
      }
    }
    return 1.0 / active.size();
  }

  private Double secondsPerUnit(String product, long instant) {
    Versions<Double> versions = product == null ? null : evidence.head.rates.get(product);
    return versions == null ? null : versions.at(instant);
  }
}
