package io.takt.ingest.replay;

import io.takt.avro.ShiftRule;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Whether two shifts of a calendar would hold at one local time. */
final class ShiftOverlap {

  /** Any two weeks show what a rule without dates does. */
  private static final LocalDate SOME_MONDAY = LocalDate.of(2024, 1, 1);

  private static final int DAYS_AROUND = 14;

  private ShiftOverlap() {}

  private record Instance(LocalDateTime start, LocalDateTime end, ShiftRule shift) {}

  /**
   * Expands the rules around each date at which one begins or ceases to hold; between those dates
   * every week is alike.
   *
   * @throws MappingException when two overlap; names both and a day
   */
  static void check(String file, String place, List<ShiftRule> shifts) {
    TreeSet<LocalDate> dates = new TreeSet<>();
    addAround(dates, SOME_MONDAY);
    for (ShiftRule shift : shifts) {
      addAround(dates, shift.getValidFrom());
      addAround(dates, shift.getValidTo());
    }
    List<Instance> instances = new ArrayList<>();
    for (LocalDate date : dates) {
      for (ShiftRule shift : shifts) {
        if (startsOn(shift, date)) {
          instances.add(instance(shift, date));
        }
      }
    }
    instances.sort(Comparator.comparing(Instance::start));
    Instance longest = null;
    for (Instance instance : instances) {
      if (longest != null && instance.start().isBefore(longest.end())) {
        throw MappingException.at(
            file,
            place,
            "the shifts '"
                + longest.shift().getName()
                + "' and '"
                + instance.shift().getName()
                + "' overlap on "
                + instance.start().getDayOfWeek()
                + " at "
                + instance.start().toLocalTime()
                + "; shifts of one calendar must not.");
      }
      longest = longest == null || instance.end().isAfter(longest.end()) ? instance : longest;
    }
  }

  private static void addAround(Set<LocalDate> dates, LocalDate date) {
    if (date != null) {
      for (int i = -DAYS_AROUND; i <= DAYS_AROUND; i++) {
        dates.add(date.plusDays(i));
      }
    }
  }

  private static boolean startsOn(ShiftRule shift, LocalDate date) {
    return shift.getDays().stream().anyMatch(day -> day.name().equals(date.getDayOfWeek().name()))
        && (shift.getValidFrom() == null || !date.isBefore(shift.getValidFrom()))
        && (shift.getValidTo() == null || date.isBefore(shift.getValidTo()));
  }

  private static Instance instance(ShiftRule shift, LocalDate date) {
    LocalTime start = LocalTime.parse(shift.getStart());
    LocalTime end = LocalTime.parse(shift.getEnd());
    LocalDate endDate = end.isAfter(start) ? date : date.plusDays(1);
    return new Instance(date.atTime(start), endDate.atTime(end), shift);
  }
}
