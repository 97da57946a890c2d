package io.takt.ingest.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.takt.ingest.simulator.truth.AssetTruth;
import io.takt.ingest.simulator.truth.PlantTruth;
import io.takt.ingest.simulator.truth.Totals;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlantRunTest {
  private static final Instant WEDNESDAY = Instant.parse("2026-03-11T04:00:00Z");
  private static final Duration TWENTY_HOURS = Duration.ofHours(20);

  @Test
  void theSameSeedGivesTheSameDeliveriesAndAnotherSeedOthers() {
    assertThat(hash(1)).isEqualTo(hash(1)).isNotEqualTo(hash(2));
  }

  @Test
  void theFirstHoursAreTheSameHoweverLongTheRunIs() {
    PlantRun brief = new Plant(plant(3)).until(WEDNESDAY.plus(Duration.ofHours(2)));
    PlantRun whole = new Plant(plant(3)).until(WEDNESDAY.plus(TWENTY_HOURS));
    long untilNearEnd = WEDNESDAY.plus(Duration.ofMinutes(119)).toEpochMilli();
    while (brief.peek().arrivedAt() < untilNearEnd) {
      Delivery expected = whole.next();
      Delivery actual = brief.next();
      assertThat(actual.arrivedAt()).isEqualTo(expected.arrivedAt());
      assertThat(text(actual)).isEqualTo(text(expected));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void deliveriesComeInOrderOfArrivalAndNoneAfterTheEnd(long seed) {
    DeliveredFacts facts = DeliveredFacts.of(plant(seed), TWENTY_HOURS);
    long end = WEDNESDAY.plus(TWENTY_HOURS).toEpochMilli();
    long last = WEDNESDAY.toEpochMilli();
    for (Delivery delivery : facts.all) {
      assertThat(delivery.arrivedAt()).as("seed %d", seed).isBetween(last, end);
      last = delivery.arrivedAt();
      if (!delivery.isRaw()) {
        Instant at = DeliveredFacts.at(delivery);
        Instant arrived = DeliveredFacts.arrivedAt(delivery);
        assertThat(arrived.toEpochMilli()).isEqualTo(delivery.arrivedAt());
        if (!DeliveredFacts.ahead(at, arrived)) {
          assertThat(at.toEpochMilli()).isLessThan(end).isLessThanOrEqualTo(last);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2026-03-11T04:00:00Z, 12",
    "2, 2026-03-11T04:00:00Z, 12",
    "3, 2026-03-14T20:00:00Z, 7",
    "4, 2026-03-28T13:00:00Z, 12",
    "5, 2026-10-24T13:00:00Z, 12",
    "6, 2026-10-03T04:30:00Z, 12",
    "7, 2026-04-04T04:30:00Z, 1",
    "8, 2026-01-01T00:00:00Z, 30"
  })
  void theCategoriesOfEachAssetSumToItsWindow(long seed, Instant start, int assets) {
    DeliveredFacts facts =
        DeliveredFacts.of(
            PlantSettings.of(seed, start, assets).withTelemetryEvery(Duration.ZERO), TWENTY_HOURS);
    PlantTruth truth = facts.run.truth();
    assertThat(truth.assets()).hasSize(assets);
    for (AssetTruth asset : truth.assets().values()) {
      Totals totals = asset.totals();
      assertThat(asset.bookedFrom()).isEqualTo(start.toEpochMilli());
      assertThat(totals.calendar()).as("seed %d", seed).isEqualTo(TWENTY_HOURS.toMillis());
      assertThat(totals.notScheduled() + totals.plannedStop() + totals.noData() + totals.pbt())
          .isEqualTo(totals.calendar());
      assertThat(totals.good() + totals.scrap() + totals.rework()).isEqualTo(totals.total());
      assertThat(asset.byBusinessDate().values().stream().mapToLong(Totals::calendar).sum())
          .isEqualTo(totals.calendar());
      assertThat(asset.byBusinessDate().values().stream().mapToDouble(Totals::total).sum())
          .isEqualTo(totals.total());
    }
  }

  @ParameterizedTest
  @CsvSource({
    // Berlin: the night before the clock goes forward, and back.
    "2026-03-28T12:00:00Z, 2026-03-29T04:00:00Z, 2026-03-29, N1-M1, 7",
    "2026-10-24T12:00:00Z, 2026-10-25T05:00:00Z, 2026-10-25, N1-M1, 9",
    "2026-10-25T12:00:00Z, 2026-10-26T05:00:00Z, 2026-10-26, N1-M1, 8",
    // Adelaide, half an hour off: from the night shift's start.
    "2026-04-04T12:30:00Z, 2026-04-04T21:30:00Z, 2026-04-04, S3-M1, 9",
    "2026-10-03T13:30:00Z, 2026-10-03T20:30:00Z, 2026-10-03, S3-M1, 7"
  })
  void theNightShiftOfAClockChangeHasItsOwnLength(
      Instant start, Instant end, String businessDate, String asset, int hours) {
    DeliveredFacts facts =
        new DeliveredFacts(
            new Plant(PlantSettings.of(11, start, 12).withTelemetryEvery(Duration.ZERO))
                .until(end));
    Totals night =
        facts
            .run
            .truth()
            .assets()
            .get(asset)
            .byBusinessDate()
            .get(java.time.LocalDate.parse(businessDate));
    assertThat(Duration.ofMillis(night.calendar())).isEqualTo(Duration.ofHours(hours));
  }

  @Test
  void theBooksAreClosedOnlyAtTheEnd() {
    PlantRun run = new Plant(plant(1)).until(WEDNESDAY.plus(Duration.ofMinutes(30)));
    assertThatThrownBy(run::truth)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("take all deliveries first");
  }

  @Test
  void aThousandMachinesStandInLinesOfFourOrFive() {
    Plant plant = new Plant(PlantSettings.load(1, WEDNESDAY, 1_003));
    Set<String> names = new HashSet<>();
    int machines = 0;
    for (var line : plant.lines()) {
      assertThat(line.machines()).hasSizeBetween(4, 5);
      machines += line.machines().size();
      line.machines().forEach(machine -> names.add(machine.assetId()));
    }
    assertThat(machines).isEqualTo(1_003);
    assertThat(names).hasSize(1_003);
  }

  private static PlantSettings plant(long seed) {
    return PlantSettings.of(seed, WEDNESDAY, 12);
  }

  private static long hash(long seed) {
    PlantRun run = new Plant(plant(seed)).until(WEDNESDAY.plus(Duration.ofHours(8)));
    long hash = 17;
    while (run.hasNext()) {
      Delivery delivery = run.next();
      hash = hash * 31 + delivery.arrivedAt();
      hash = hash * 31 + text(delivery).hashCode();
    }
    return hash;
  }

  private static String text(Delivery delivery) {
    return delivery.topic()
        + delivery.key()
        + (delivery.value() instanceof byte[] raw
            ? Arrays.toString(raw)
            : delivery.value().toString());
  }
}
