package io.takt.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.Slice;
import io.takt.jobs.timeline.StopRecord;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * What stops are divided into sums to what the ledger books as stopped, so a Pareto of stops and
 * the ledger never differ.
 */
class StopTimeTest {

  private static final Set<LossCategory> STOPPED =
      EnumSet.of(LossCategory.MINOR_STOP, LossCategory.UNPLANNED_STOP, LossCategory.PENDING_STOP);

  @Provide
  Arbitrary<Telling> tellings() {
    return Arbitraries.randomValue(random -> Telling.of(AssetLife.of(random), random));
  }

  @Property(tries = 500, shrinking = ShrinkingMode.OFF)
  void allocations_sum_to_the_ledgers_stopped_time_by_shift_and_day_also_after_corrections(
      @ForAll("tellings") Telling telling) {
    Ledger ledger = telling.play().ledger();
    if (ledger.minutes().isEmpty()) {
      return;
    }
    long from = ledger.minutes().get(0).minute();
    long to = ledger.minutes().get(ledger.minutes().size() - 1).minute() + 60_000;
    Map<String, Long> booked = new TreeMap<>();
    for (Slice slice : ledger.slices()) {
      if (STOPPED.contains(slice.category())) {
        booked.merge(
            key(slice.category(), slice.shift(), slice.shiftStart(), slice.businessDay()),
            slice.duration(),
            Long::sum);
      }
    }
    Map<String, Long> allocated = new TreeMap<>();
    for (StopRecord stop : ledger.stops()) {
      for (StopRecord.Allocation part : stop.allocations()) {
        long length = Math.min(part.end(), to) - Math.max(part.start(), from);
        if (STOPPED.contains(part.category()) && length > 0) {
          allocated.merge(
              key(part.category(), part.shift(), part.shiftStart(), part.businessDay()),
              length,
              Long::sum);
        }
      }
    }
    assertThat(allocated).isEqualTo(booked);
  }

  private static String key(LossCategory category, String shift, long shiftStart, int day) {
    return category + " " + shift + " " + shiftStart + " " + day;
  }
}
