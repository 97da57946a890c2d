package io.takt.jobs.oracle;

import io.takt.jobs.timeline.MinuteOfLedger;
import io.takt.jobs.timeline.Slice;
import io.takt.jobs.timeline.StopRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where two ledgers differ; quantities may differ by what adding in another order does to doubles.
 */
final class Difference {

  private static final double ROUNDING = 1e-6;

  private Difference() {}

  /** The first difference in words, or null. */
  static String between(Ledger expected, Ledger actual) {
    String minutes = betweenMinutes(byMinute(expected), byMinute(actual));
    return minutes != null ? minutes : betweenStops(expected.stops(), actual.stops());
  }

  private static Map<Long, List<Slice>> byMinute(Ledger ledger) {
    Map<Long, List<Slice>> minutes = new TreeMap<>();
    for (MinuteOfLedger minute : ledger.minutes()) {
      minutes.put(minute.minute(), minute.slices());
    }
    return minutes;
  }

  private static String betweenMinutes(
      Map<Long, List<Slice>> expected, Map<Long, List<Slice>> actual) {
    TreeSet<Long> minutes = new TreeSet<>(expected.keySet());
    minutes.addAll(actual.keySet());
    for (long minute : minutes) {
      List<Slice> e = expected.get(minute);
      List<Slice> a = actual.get(minute);
      boolean same = e != null && a != null && e.size() == a.size();
      for (int i = 0; same && i < e.size(); i++) {
        same = same(e.get(i), a.get(i));
      }
      if (!same) {
        return "minute " + Instant.ofEpochMilli(minute) + "\n  expected " + e + "\n  actual   " + a;
      }
    }
    return null;
  }

  private static boolean same(Slice a, Slice b) {
    return withoutQuantities(a).equals(withoutQuantities(b))
        && close(a.ideal(), b.ideal())
        && close(a.unrated(), b.unrated())
        && close(a.unseen(), b.unseen())
        && close(a.total(), b.total())
        && close(a.good(), b.good())
        && close(a.scrap(), b.scrap())
        && close(a.rework(), b.rework());
  }

  private static Slice withoutQuantities(Slice s) {
    return new Slice(
        s.start(),
        s.end(),
        s.duration(),
        s.state(),
        s.category(),
        s.extra(),
        s.reason(),
        s.order(),
        s.product(),
        s.shift(),
        s.shiftStart(),
        s.businessDay(),
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        s.provisional());
  }

  private static boolean close(double a, double b) {
    return Math.abs(a - b) <= ROUNDING * Math.max(1, Math.abs(a));
  }

  private static String betweenStops(List<StopRecord> expected, List<StopRecord> actual) {
    for (int i = 0; i < Math.max(expected.size(), actual.size()); i++) {
      StopRecord e = i < expected.size() ? expected.get(i) : null;
      StopRecord a = i < actual.size() ? actual.get(i) : null;
      if (e == null || !e.equals(a)) {
        return "stop " + i + "\n  expected " + e + "\n  actual   " + a;
      }
    }
    return null;
  }
}
