package io.takt.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.takt.jobs.timeline.Slice;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** What holds of every life of every asset, however the plant hears of it. */
class TimelinePropertiesTest {

  private static final long HOUR = 3_600_000;

  @Provide
  Arbitrary<Scenario> lives() {
    return Arbitraries.randomValue(AssetLife::of);
  }

  @Provide
  Arbitrary<Telling> tellings() {
    return Arbitraries.randomValue(random -> Telling.of(AssetLife.of(random), random));
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void a_life_told_in_order_gives_the_ledger_of_the_batch(@ForAll("lives") Scenario life) {
    assertSame(Telling.inOrder(life));
  }

  @Property(tries = 2000, shrinking = ShrinkingMode.OFF)
  void order_repetition_late_tables_restarts_and_crashes_change_nothing(
      @ForAll("tellings") Telling telling) {
    assertSame(telling);
  }

  private static void assertSame(Telling telling) {
    if (telling.difference() != null) {
      Telling smallest = telling.shrunk();
      throw new AssertionError(smallest.difference() + "\n" + smallest);
    }
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void every_minute_is_booked_exactly_once(@ForAll("lives") Scenario life) {
    LedgerContract.assertTimeIsPartitioned(new TimelineLedger().of(life));
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void every_counted_part_is_in_exactly_one_slice(@ForAll("lives") Scenario life) {
    Scenario whole = life.at(life.now() + HOUR);
    Ledger ledger = new TimelineLedger().of(whole);
    long from = ledger.minutes().isEmpty() ? Long.MAX_VALUE : ledger.minutes().get(0).minute();
    double counted = 0;
    for (CountedDeltas.Delta delta :
        new CountedDeltas(life.settings()).of(new AcceptedFacts(life.facts()).counts)) {
      counted += delta.at() >= from ? delta.total() : 0;
    }
    assertThat(ledger.slices().stream().mapToDouble(Slice::total).sum())
        .isCloseTo(counted, within(1e-6));
  }
}
