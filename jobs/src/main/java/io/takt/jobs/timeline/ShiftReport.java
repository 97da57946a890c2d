package io.takt.jobs.timeline;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What has been reported of one asset's shift: the figures at its close, and anew each time they
 * changed, with the cause. Versions stand in the order in which their causes arrived, not in that
 * in which they were read: what arrived earlier and is read later is put before, and what follows
 * is moved by as much.
 *
 * @param start with the asset, its identity
 * @param businessDay in days since 1970-01-01
 * @param versions never empty; the first is as reported, the last as corrected
 */
public record ShiftReport(
    String shift, long start, long end, int businessDay, List<Version> versions) {

  /** So many versions are told apart; more join the last one. */
  static final int MOST = 200;

  public ShiftReport {
    versions = List.copyOf(versions);
  }

  /**
   * The shift's figures after something was heard.
   *
   * @param heardFrom plant's time at which the first of it arrived
   * @param heardTo when the last of it did
   * @param event id of the operator's entry; null: nobody said it
   * @param operator who said it; null: nobody
   * @param note in their own words; null: none
   */
  public record Version(
      Set<RestatementCause> causes,
      long heardFrom,
      long heardTo,
      String event,
      String operator,
      String note,
      ShiftSums sums) {

    public Version {
      causes = Set.copyOf(EnumSet.copyOf(causes));
    }

    static Version of(Heard heard, ShiftSums sums) {
      return new Version(
          heard.causes(),
          heard.from(),
          heard.to(),
          heard.event(),
          heard.operator(),
          heard.note(),
          sums);
    }

    Heard heard() {
      return new Heard(causes, heardFrom, heardTo, event, operator, note);
    }

    private Version with(ShiftSums other) {
      return new Version(causes, heardFrom, heardTo, event, operator, note, other);
    }
  }

  /** The shift for the first time. */
  static ShiftReport first(PlantCalendar.Segment shift, long end, Heard heard, ShiftSums sums) {
    return new ShiftReport(
        shift.shift(),
        shift.shiftStart(),
        end,
        shift.businessDay(),
        List.of(Version.of(heard, sums)));
  }

  ShiftReport until(long otherEnd) {
    return new ShiftReport(shift, start, otherEnd, businessDay, versions);
  }

  ShiftSums latest() {
    return versions.get(versions.size() - 1).sums();
  }

  /** With what was heard, after which the shift sums up so; itself where it makes no difference. */
  ShiftReport restated(Heard heard, ShiftSums now) {
    ShiftSums before = latest();
    if (before.says(now)) {
      return this;
    }
    List<Version> next = new ArrayList<>(versions);
    int at = place(heard, next);
    for (int i = at; i < next.size(); i++) {
      next.set(i, next.get(i).with(next.get(i).sums().moved(before, now)));
    }
    if (at > 0 && next.get(at).sums().says(next.get(at - 1).sums())) {
      next.remove(at); // what came together makes no difference in the end
    }
    // the last is what is booked, to the last digit
    int last = next.size() - 1;
    next.set(last, next.get(last).with(now));
    return new ShiftReport(shift, start, end, businessDay, next);
  }

  /** Where it belongs by its arrival: in a version that is there, or in one of its own. */
  private static int place(Heard heard, List<Version> versions) {
    int before = versions.size() - 1;
    while (before > 0 && versions.get(before).heardFrom() > heard.from()) {
      before--;
    }
    if (heard.from() <= versions.get(0).heardTo()) {
      return 0; // it had arrived when the shift was reported
    }
    for (int i = Math.max(before, 1); i <= before + 1 && i < versions.size(); i++) {
      if (versions.get(i).heard().joins(heard)) {
        join(versions, i, heard);
        return i;
      }
    }
    if (versions.size() >= MOST) {
      join(versions, versions.size() - 1, heard);
      return versions.size() - 1;
    }
    versions.add(before + 1, Version.of(heard, versions.get(before).sums()));
    return before + 1;
  }

  private static void join(List<Version> versions, int index, Heard heard) {
    Version version = versions.get(index);
    versions.set(index, Version.of(version.heard().with(heard), version.sums()));
  }
}
