package io.takt.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.MinuteOfLedger;
import io.takt.jobs.timeline.Slice;
import io.takt.jobs.timeline.StopRecord;
import java.util.List;
import org.assertj.core.data.Offset;

/**
 * What tests of any way to compute a ledger share: every ledger they ask for keeps the invariants.
 */
abstract class LedgerContract {

  static final Offset<Double> PERCENT = within(0.00006);
  static final Offset<Double> EXACTLY = within(1e-9);

  private static final long MINUTE = 60_000;

  /** The way under test. */
  abstract LedgerOf ledgers();

  Ledger ledger(Scenario scenario) {
    Ledger ledger = ledgers().of(scenario);
    assertTimeIsPartitioned(ledger);
    return ledger;
  }

  Kpis kpis(Scenario scenario) {
    return Kpis.of(ledger(scenario).slices());
  }

  /** Invariant I1: no overlap, no gap, shares of orders side by side sum to the time. */
  static void assertTimeIsPartitioned(Ledger ledger) {
    long expected = ledger.minutes().isEmpty() ? 0 : ledger.minutes().get(0).minute();
    for (MinuteOfLedger minute : ledger.minutes()) {
      assertThat(minute.minute()).as("minutes follow each other").isEqualTo(expected);
      expected += MINUTE;
      long at = minute.minute();
      long booked = 0;
      long start = at;
      for (Slice slice : minute.slices()) {
        if (slice.start() != start) {
          assertThat(slice.start()).as("slices follow each other in %s", minute).isEqualTo(at);
          start = slice.start();
        }
        at = slice.end();
        booked += slice.duration();
      }
      assertThat(at).as("the minute is filled: %s", minute).isEqualTo(minute.minute() + MINUTE);
      assertThat(booked).as("booked time of %s", minute).isEqualTo(MINUTE);
    }
  }

  /** The slice that covers an instant; with orders side by side the first one's. */
  static Slice sliceAt(Ledger ledger, long instant) {
    return ledger.slices().stream()
        .filter(slice -> slice.start() <= instant && instant < slice.end())
        .findFirst()
        .orElseThrow(() -> new AssertionError("no slice covers " + instant));
  }

  static LossCategory categoryAt(Ledger ledger, long instant) {
    return sliceAt(ledger, instant).category();
  }

  static List<Slice> slicesOf(Ledger ledger, LossCategory category) {
    return ledger.slices().stream().filter(slice -> slice.category() == category).toList();
  }

  static StopRecord onlyStop(Ledger ledger) {
    assertThat(ledger.stops()).hasSize(1);
    return ledger.stops().get(0);
  }
}
