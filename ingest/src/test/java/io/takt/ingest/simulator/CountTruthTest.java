package io.takt.ingest.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.takt.avro.CountUnit;
import io.takt.avro.ProductionCount;
import io.takt.ingest.simulator.truth.Totals;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the books say was made is what the deliveries say, read by a plain decoder. */
class CountTruthTest {
  private static final Instant WEDNESDAY = Instant.parse("2026-03-11T04:00:00Z");
  private static final Duration TWENTY_HOURS = Duration.ofHours(20);

  private static double pieces(ProductionCount count, Double figure) {
    return figure == null ? 0 : figure * (count.getUnit() == CountUnit.CYCLE ? 2 : 1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void partsToldAsTheyAreSumToTheBooks(long seed) {
    DeliveredFacts facts =
        DeliveredFacts.of(
            PlantSettings.of(seed, WEDNESDAY, 12).withTelemetryEvery(Duration.ZERO), TWENTY_HOURS);
    for (String asset : new String[] {"N1-M1", "N2-M1", "N2-M2", "N2-M3", "N2-M4", "S3-M4"}) {
      double told = 0;
      for (ProductionCount count : facts.counts(asset)) {
        told +=
            count.getTotal() != null
                ? pieces(count, count.getTotal())
                : pieces(count, count.getGood())
                    + pieces(count, count.getScrap())
                    + pieces(count, count.getRework());
      }
      Totals totals = facts.run.truth().assets().get(asset).totals();
      assertThat(told).as("%s, seed %d", asset, seed).isPositive().isEqualTo(totals.total());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aCounterWithoutZeroRisesByWhatTheBooksSay(long seed) {
    DeliveredFacts facts =
        DeliveredFacts.of(
            PlantSettings.of(seed, WEDNESDAY, 12).withTelemetryEvery(Duration.ZERO), TWENTY_HOURS);
    double good = 0;
    ProductionCount before = null;
    for (ProductionCount count : facts.counts("S3-M1")) {
      if (before != null) {
        good += (count.getGood() - before.getGood() + 1999) % 1999;
        good += (count.getScrap() - before.getScrap() + 1999) % 1999;
      }
      before = count;
    }
    assertThat(good)
        .as("seed %d", seed)
        .isEqualTo(facts.run.truth().assets().get("S3-M1").totals().total());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aCounterWithZeroRisesByWhatTheBooksSay(long seed) {
    DeliveredFacts facts =
        DeliveredFacts.of(
            PlantSettings.of(seed, WEDNESDAY, 12).withTelemetryEvery(Duration.ZERO), TWENTY_HOURS);
    double total = 0;
    ProductionCount before = null;
    for (ProductionCount count : facts.counts("N1-M4")) {
      if (before != null) {
        total += (count.getTotal() - before.getTotal() + 2000) % 2000;
      }
      before = count;
    }
    assertThat(total)
        .as("seed %d", seed)
        .isEqualTo(facts.run.truth().assets().get("N1-M4").totals().total());
  }
}
