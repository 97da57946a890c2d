package io.takt.jobs.oracle;

import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.MinuteOfLedger;
import io.takt.jobs.timeline.ShiftReport;
import io.takt.jobs.timeline.ShiftSums;
import io.takt.jobs.timeline.Slice;
import io.takt.jobs.timeline.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether what was reported of shifts, in its latest version, is what the ledger sums up to. */
final class ReportedShifts {

  private static final double ROUNDING = 1e-6;

  private ReportedShifts() {}

  /** The first difference in words, or null. */
  static String difference(Ledger ledger, Map<Long, ShiftReport> reports, long now) {
    Map<Long, List<Slice>> booked = new TreeMap<>();
    long bookedTo = Long.MIN_VALUE;
    for (MinuteOfLedger minute : ledger.minutes()) {
      bookedTo = minute.minute() + 60_000;
      for (Slice slice : minute.slices()) {
        if (slice.shiftStart() != Fact.NONE) {
          booked.computeIfAbsent(slice.shiftStart(), start -> new ArrayList<>()).add(slice);
        }
      }
    }
    for (Map.Entry<Long, List<Slice>> shift : booked.entrySet()) {
      long end = shift.getValue().get(shift.getValue().size() - 1).end();
      boolean ended = end < bookedTo && end + Timeline.SETTLE <= now;
      if (ended && !reports.containsKey(shift.getKey())) {
        return "the shift of " + time(shift.getKey()) + " to " + time(end) + " was not reported";
      }
      if (ended && reports.get(shift.getKey()).end() != end) {
        return "the shift of %s ends %s, and was reported to end %s"
            .formatted(time(shift.getKey()), time(end), time(reports.get(shift.getKey()).end()));
      }
    }
    for (ShiftReport report : reports.values()) {
      ShiftSums last = report.versions().get(report.versions().size() - 1).sums();
      // By a calendar that came later a longer shift may begin at the same instant. Until that one
      // ends, the report is of the time it was made for.
      List<Slice> reported = new ArrayList<>(booked.getOrDefault(report.start(), List.of()));
      reported.removeIf(slice -> slice.end() > report.end());
      double[] expected = sums(reported);
      double[] actual = sums(last);
      for (int i = 0; i < expected.length; i++) {
        if (Math.abs(expected[i] - actual[i]) > ROUNDING * Math.max(1, Math.abs(expected[i]))) {
          return "sum %d of the shift of %s is %s, and was reported as %s in %s"
              .formatted(i, time(report.start()), expected[i], actual[i], report);
        }
      }
    }
    return null;
  }

  private static double[] sums(List<Slice> slices) {
    LossCategory[] categories = LossCategory.values();
    double[] sums = new double[categories.length + 8];
    for (Slice slice : slices) {
      for (int i = 0; i < categories.length; i++) {
        sums[i] += slice.category() == categories[i] ? slice.duration() : 0;
      }
      int next = categories.length;
      sums[next++] += slice.extra() ? slice.duration() : 0;
      sums[next++] += slice.ideal();
      sums[next++] += slice.total();
      sums[next++] += slice.good();
      sums[next++] += slice.scrap();
      sums[next++] += slice.rework();
      sums[next++] += slice.unseen();
      sums[next] += slice.unrated();
    }
    return sums;
  }

  private static double[] sums(ShiftSums reported) {
    LossCategory[] categories = LossCategory.values();
    double[] sums = new double[categories.length + 8];
    int next = 0;
    for (LossCategory category : categories) {
      sums[next++] = reported.time(category);
    }
    sums[next++] = reported.extra();
    sums[next++] = reported.ideal();
    sums[next++] = reported.total();
    sums[next++] = reported.good();
    sums[next++] = reported.scrap();
    sums[next++] = reported.rework();
    sums[next++] = reported.unseen();
    sums[next] = reported.unrated();
    return sums;
  }

  private static String time(long instant) {
    return Instant.ofEpochMilli(instant).toString();
  }
}
