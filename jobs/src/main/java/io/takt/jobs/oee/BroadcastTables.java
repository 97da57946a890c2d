package io.takt.jobs.oee;

import io.takt.jobs.intake.SharedRow.OfCalendar;
import io.takt.jobs.intake.SharedRow.OfReason;
import io.takt.jobs.timeline.CalendarRules;
import io.takt.jobs.timeline.ExpandedCalendar;
import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.PlantCalendar;
import io.takt.jobs.timeline.SharedTables;
import io.takt.jobs.timeline.Versions;
import io.takt.jobs.timeline.Versions.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The tables that every task has, ready for use, and what of them changed since when.
 *
 * <p>Each change has a version. An asset remembers the version it was last booked with and asks
 * what changed since; so no change is missed, whenever the asset next gets its turn. What changed
 * before a restart is not known any more: an asset that had not had its turn by then is booked
 * anew.
 */
final class BroadcastTables implements SharedTables {

  /** So many changes are remembered. */
  private static final int REMEMBERED = 4_096;

  private final Map<String, ExpandedCalendar> calendars = new HashMap<>();
  private final Map<String, Versions<LossCategory>> reasons = new HashMap<>();
  private final List<Change> changes = new ArrayList<>();
  private long version;
  private long forgottenTo;

  /** A change; {@code from} is the first instant that is judged otherwise. */
  private record Change(long version, String calendar, String reason, long from) {}

  /** What lay in state. */
  void restore(
      Iterable<Map.Entry<String, CalendarRules>> allCalendars,
      Iterable<Map.Entry<String, Versions<LossCategory>>> allReasons,
      long lastVersion) {
    for (Map.Entry<String, CalendarRules> calendar : allCalendars) {
      calendars.put(calendar.getKey(), new ExpandedCalendar(calendar.getValue()));
    }
    for (Map.Entry<String, Versions<LossCategory>> reason : allReasons) {
      reasons.put(reason.getKey(), reason.getValue());
    }
    version = lastVersion;
    forgottenTo = lastVersion;
  }

  /**
   * Takes a calendar.
   *
   * @param from what lies before is not booked anew any more
   * @param to nothing is booked from here on
   */
  void put(OfCalendar row, long from, long to) {
    ExpandedCalendar before = calendars.get(row.calendar());
    ExpandedCalendar after = row.rules() == null ? null : new ExpandedCalendar(row.rules());
    if (after == null) {
      calendars.remove(row.calendar());
    } else {
      calendars.put(row.calendar(), after);
    }
    if (before == null && after == null) {
      return;
    }
    long changedFrom =
        before == null || after == null ? Long.MIN_VALUE : before.firstDifference(after, from, to);
    if (changedFrom != Long.MAX_VALUE) {
      add(new Change(version + 1, row.calendar(), null, changedFrom));
    }
  }

  /** Takes a reason. */
  void put(OfReason row) {
    Versions<LossCategory> before =
        row.category() == null
            ? reasons.remove(row.reason())
            : reasons.put(row.reason(), row.category());
    long changedFrom = firstDifference(before, row.category());
    if (changedFrom != Long.MAX_VALUE) {
      add(new Change(version + 1, null, row.reason(), changedFrom));
    }
  }

  private void add(Change change) {
    if (changes.size() == REMEMBERED) {
      forgottenTo = changes.remove(0).version();
    }
    changes.add(change);
    version = change.version();
  }

  private static long firstDifference(Versions<LossCategory> a, Versions<LossCategory> b) {
    if (a == null && b == null) {
      return Long.MAX_VALUE;
    }
    if (a == null || b == null) {
      return Long.MIN_VALUE;
    }
    long first = Long.MAX_VALUE;
    for (Versions<LossCategory> some : List.of(a, b)) {
      for (Version<LossCategory> version : some.list()) {
        if (!Objects.equals(a.at(version.from()), b.at(version.from()))) {
          first = Math.min(first, version.from());
        }
      }
    }
    return first;
  }

  /** Rises with each change. */
  long version() {
    return version;
  }

  /** From when on an asset's calendar says something else; Long.MAX_VALUE: it does not. */
  long calendarChangedSince(long seen, AssetState asset) {
    return changedSince(
        seen, change -> change.reason() == null && change.calendar().equals(asset.calendar));
  }

  /** From when on reasons given on an asset book otherwise; Long.MAX_VALUE: they do not. */
  long reasonsChangedSince(long seen, AssetState asset) {
    return changedSince(
        seen, change -> change.reason() != null && asset.mayUseReason(change.reason()));
  }

  private long changedSince(long seen, Predicate<Change> concerns) {
    if (seen == version) {
      return Long.MAX_VALUE;
    }
    if (seen < forgottenTo || seen > version) {
      return Long.MIN_VALUE;
    }
    long from = Long.MAX_VALUE;
    for (int i = changes.size() - 1; i >= 0 && changes.get(i).version() > seen; i--) {
      if (concerns.test(changes.get(i))) {
        from = Math.min(from, changes.get(i).from());
      }
    }
    return from;
  }

  @Override
  public PlantCalendar calendar(String key) {
    return calendars.get(key);
  }

  @Override
  public Versions<LossCategory> reason(String code) {
    return reasons.get(code);
  }
}
