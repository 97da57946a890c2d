package io.takt.jobs.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.OperatorEntry;
import io.takt.jobs.timeline.Slice;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** What holds of every life of every asset, however the plant hears of it. */
class TimelinePropertiesTest {

  private static final long MINUTE = 60_000;
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

  /**
   * All that people said of a life is said while it runs or afterwards, and then taken back, in any
   * order: the ledger and the reports are those of a life in which nobody said anything.
   */
  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void what_was_said_and_taken_back_is_as_if_it_had_never_been_said(
      @ForAll("takenBack") Telling telling) {
    Scenario silent =
        telling
            .scenario()
            .withFacts(
                telling.scenario().facts().stream()
                    .filter(fact -> !(fact instanceof Fact.OfOperator))
                    .toList());
    Ledger expected = new BatchLedger().of(silent);
    Plant plant = telling.play();
    assertThat(Difference.between(expected, plant.ledger())).as(telling.toString()).isNull();
    assertThat(ReportedShifts.difference(expected, plant.shifts, silent.now())).isNull();
  }

  @Provide
  Arbitrary<Telling> takenBack() {
    return Arbitraries.randomValue(
        random -> {
          Scenario life = AssetLife.of(random);
          List<Fact> facts = new ArrayList<>();
          for (Fact fact : life.facts()) {
            boolean entry = fact instanceof Fact.OfOperator;
            boolean withdrawal =
                fact instanceof Fact.OfOperator said && said.entry() == OperatorEntry.WITHDRAWN;
            if (!withdrawal && (!entry || facts.stream().noneMatch(f -> sameEntry(f, fact)))) {
              facts.add(fact);
            }
          }
          for (Fact fact : List.copyOf(facts)) {
            if (fact instanceof Fact.OfOperator said) {
              facts.add(takenBack(said));
            }
          }
          return Telling.of(life.withFacts(facts), random);
        });
  }

  private static boolean sameEntry(Fact a, Fact b) {
    return a instanceof Fact.OfOperator x
        && b instanceof Fact.OfOperator y
        && x.id().equals(y.id());
  }

  private static Fact takenBack(Fact.OfOperator said) {
    return new Fact.OfOperator(
        said.at() + 1,
        said.arrivedAt() + 1,
        "undo " + said.id(),
        OperatorEntry.WITHDRAWN,
        said.at() + 1,
        Fact.NONE,
        null,
        null,
        null,
        false,
        Double.NaN,
        List.of(),
        said.id(),
        "op",
        null,
        said.source(),
        said.sequence());
  }

  /** A life, one of whose machine facts comes when all else has been told. */
  record Latecomer(Scenario life, Fact fact) {}

  @Provide
  Arbitrary<Latecomer> latecomers() {
    return Arbitraries.randomValue(
        random -> {
          Scenario life = AssetLife.of(random);
          List<Fact> signs =
              life.facts().stream().filter(fact -> !(fact instanceof Fact.OfOperator)).toList();
          return new Latecomer(life, signs.get(random.nextInt(signs.size())));
        });
  }

  @Property(tries = 1000, shrinking = ShrinkingMode.OFF)
  void a_late_fact_restates_only_its_neighbourhood(@ForAll("latecomers") Latecomer latecomer) {
    Scenario life = latecomer.life();
    List<Fact> others = new ArrayList<>(life.facts());
    others.removeIf(fact -> fact.equals(latecomer.fact()));
    Assume.that(others.stream().noneMatch(TimelinePropertiesTest::shiftsPartsAround));
    Plant plant = Telling.inOrder(life.withFacts(others)).play();
    plant.written.clear();
    plant.accept(latecomer.fact());
    plant.advance(life.now());

    Neighbourhood near = Neighbourhood.of(latecomer.fact(), life, life.withFacts(others));
    assertThat(plant.written)
        .as(
            "%s beside %s in %s\n%s",
            near,
            latecomer.fact(),
            life.settings(),
            new Ledger(List.of(), new BatchLedger().of(life).stops()))
        .allMatch(minute -> near.from() < minute + MINUTE && minute <= near.to());
  }

  /** Corrections and chains of counter readings reach far by their nature. */
  private static boolean shiftsPartsAround(Fact fact) {
    if (fact instanceof Fact.OfOperator entry) {
      return entry.entry() == OperatorEntry.SCRAP_REPORTED
          || entry.entry() == OperatorEntry.REWORK_REPORTED;
    }
    return fact instanceof Fact.OfCount count && count.cumulative();
  }
}
