package io.takt.ingest.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.takt.avro.Asset;
import io.takt.avro.CountKind;
import io.takt.avro.CountUnit;
import io.takt.avro.MachineAlarm;
import io.takt.avro.MachineState;
import io.takt.avro.OperatorEvent;
import io.takt.avro.OperatorEventKind;
import io.takt.avro.ProductionCount;
import io.takt.avro.Telemetry;
import io.takt.ingest.simulator.master.Cause;
import io.takt.ingest.simulator.truth.HiddenCause;
import io.takt.ingest.simulator.truth.PlantTruth;
import io.takt.ingest.simulator.truth.Totals;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Twenty plant hours of twelve machines hold every trouble the plant knows. */
class PlantFaultsTest {
  private static final Instant WEDNESDAY = Instant.parse("2026-03-11T04:00:00Z");
  private static final Duration TWENTY_HOURS = Duration.ofHours(20);

  private static DeliveredFacts run(long seed, FaultSettings faults) {
    return DeliveredFacts.of(
        PlantSettings.of(seed, WEDNESDAY, 12).withTelemetryEvery(Duration.ZERO).with(faults),
        TWENTY_HOURS);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void everyTroubleOnTheWayOccurs(long seed) {
    DeliveredFacts facts = run(seed, FaultSettings.ALL);
    assertThat(repeated(facts)).as("repeated, seed %d", seed).isPositive();
    assertThat(facts.times(d -> lateBy(d) > 5_000 && lateBy(d) < 240_000)).isPositive();
    assertThat(facts.times(d -> lateBy(d) > 45 * 60_000)).isGreaterThan(100);
    assertThat(facts.times(d -> lateBy(d) < -300_000)).isGreaterThan(20);
    assertThat(facts.times(Delivery::isRaw)).isPositive();
    assertThat(facts.times(d -> d.key().endsWith("GHOST"))).isPositive();
    PlantTruth truth = facts.run.truth();
    assertThat(sum(truth, Totals::noData)).isGreaterThan(60 * 60_000);
    assertThat(sum(truth, totals -> (long) totals.unseen())).isPositive();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aPerfectTransportLosesRepeatsAndDelaysNothing(long seed) {
    DeliveredFacts facts = run(seed, FaultSettings.NONE);
    assertThat(repeated(facts)).as("seed %d", seed).isZero();
    assertThat(facts.times(d -> lateBy(d) < 0 || lateBy(d) > 300)).isZero();
    assertThat(facts.times(d -> d.isRaw() || d.key().endsWith("GHOST"))).isZero();
    // What is left is what machines themselves do not know.
    PlantTruth truth = facts.run.truth();
    assertThat(truth.assets().get("S3-M4").totals().noData()).isLessThan(45 * 60_000);
  }

  @Test
  void whatFaultsDoOnTheWayChangesNothingThatHappened() {
    List<Object> clean = floor(run(5, FaultSettings.NONE));
    FaultSettings delaying = new FaultSettings(true, true, true, false, false, true, true);
    assertThat(floor(run(5, delaying))).containsExactlyInAnyOrderElementsOf(clean);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void countersResetRollOverJitterAndJump(long seed) {
    DeliveredFacts facts = run(seed, FaultSettings.ALL);
    assertThat(falls(facts, "N1-M2")).as("resets, seed %d", seed).anyMatch(to -> to == 0);
    assertThat(falls(facts, "N1-M4")).as("rollovers with zero").isNotEmpty();
    assertThat(falls(facts, "S3-M1")).as("rollovers without zero").isNotEmpty();
    assertThat(facts.counts("S3-M1")).allMatch(count -> count.getGood() >= 1);
    assertThat(facts.counts("S3-M1")).allMatch(count -> count.getCounterMax() == 1999.0);
    List<Double> jittery = facts.counts("N1-M3").stream().map(ProductionCount::getTotal).toList();
    assertThat(steps(jittery)).anyMatch(step -> step < 0 && step >= -3);
    assertThat(steps(jittery)).anyMatch(step -> step >= 40_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void machinesCountInEveryWay(long seed) {
    Set<Object> ways = new HashSet<>();
    for (ProductionCount count : run(seed, FaultSettings.NONE).of(ProductionCount.class)) {
      ways.add(count.getKind());
      ways.add(count.getUnit());
      ways.add(
          (count.getTotal() == null ? "" : "total ")
              + (count.getGood() == null ? "" : "good ")
              + (count.getScrap() == null ? "" : "scrap ")
              + (count.getRework() == null ? "" : "rework"));
    }
    assertThat(ways)
        .as("seed %d", seed)
        .contains(CountKind.DELTA, CountKind.CUMULATIVE, CountUnit.PIECE, CountUnit.CYCLE)
        .contains(
            "total ", "total scrap ", "good scrap ", "good scrap rework", "total scrap rework");
  }

  @Test
  void peopleSayEverythingThatPeopleSay() {
    Set<OperatorEventKind> kinds = EnumSet.noneOf(OperatorEventKind.class);
    Set<String> reasons = new HashSet<>();
    for (long seed = 1; seed <= 6; seed++) {
      for (OperatorEvent event : run(seed, FaultSettings.ALL).of(OperatorEvent.class)) {
        kinds.add(event.getKind());
        if (event.getReason() != null) {
          reasons.add(event.getReason());
        }
      }
    }
    assertThat(kinds)
        .contains(
            OperatorEventKind.REASON_GIVEN,
            OperatorEventKind.STOP_SPLIT,
            OperatorEventKind.SCRAP_REPORTED,
            OperatorEventKind.REWORK_REPORTED,
            OperatorEventKind.ORDER_STARTED,
            OperatorEventKind.ORDER_PAUSED,
            OperatorEventKind.ORDER_FINISHED,
            OperatorEventKind.ORDER_ASSIGNED,
            OperatorEventKind.NOTE,
            OperatorEventKind.WITHDRAWN);
    assertThat(reasons).contains("MAINT", "TOOL", "CLEAN", "MATERIAL", "JAM");
  }

  @Test
  void someCausesAreSilentSomeChatterAndSomeShareTheirAlarms() {
    Map<String, Set<Object>> causesByAlarm = new HashMap<>();
    Set<Boolean> silent = new HashSet<>();
    long chatters = 0;
    for (long seed = 1; seed <= 4; seed++) {
      DeliveredFacts facts = run(seed, FaultSettings.NONE);
      for (var cause : facts.run.hiddenCauses()) {
        List<String> alarms =
            cause.evidence().stream().filter(word -> word.startsWith("F-")).toList();
        if (!cause.cause().faults().isEmpty()) {
          silent.add(alarms.isEmpty());
        }
        alarms.forEach(
            alarm ->
                causesByAlarm.computeIfAbsent(alarm, code -> new HashSet<>()).add(cause.cause()));
      }
      Map<String, Long> raised =
          facts.of(MachineAlarm.class).stream()
              .filter(alarm -> alarm.getActive() && alarm.getCode().startsWith("F-"))
              .collect(
                  Collectors.groupingBy(
                      alarm ->
                          alarm.getAssetId()
                              + alarm.getCode()
                              + alarm.getAt().getEpochSecond() / 60,
                      Collectors.counting()));
      chatters += raised.values().stream().filter(times -> times >= 3).count();
    }
    assertThat(silent).containsExactlyInAnyOrder(true, false);
    assertThat(chatters).isPositive();
    assertThat(causesByAlarm.get("F-DRIVE-TRIP")).hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theDayHasBreaksExtraTimeSetupsTrialsAndUnknownWords(long seed) {
    DeliveredFacts facts = run(seed, FaultSettings.ALL);
    PlantTruth truth = facts.run.truth();
    assertThat(sum(truth, Totals::plannedStop)).as("seed %d", seed).isPositive();
    assertThat(sum(truth, Totals::extra)).isPositive();
    assertThat(sum(truth, Totals::setup)).isPositive();
    assertThat(sum(truth, Totals::minorStop)).isPositive();
    assertThat(sum(truth, Totals::unplannedStop)).isPositive();
    assertThat(sum(truth, totals -> (long) totals.excluded())).isPositive();
    assertThat(truth.assets().get("N1-M3").totals().unrated()).isPositive();
    assertThat(truth.assets().get("N1-M3").totals().oee()).isNull();
    assertThat(truth.assets().get("S3-M1").totals().unrated()).isZero();
    assertThat(truth.assets().get("S3-M3").totals().performance()).isNotNull();
    assertThat(truth.assets().values()).anyMatch(asset -> asset.byBusinessDate().size() > 1);
    Map<String, Asset> assets = new HashMap<>();
    new Plant(PlantSettings.of(seed, WEDNESDAY, 12))
        .tables()
        .forEach(
            row -> {
              if (row.row() instanceof Asset asset) {
                assets.put(asset.getAssetId(), asset);
              }
            });
    assertThat(facts.of(MachineState.class))
        .anyMatch(
            state ->
                assets.containsKey(state.getAssetId())
                    && !assets.get(state.getAssetId()).getStateMap().isEmpty()
                    && state.getState().matches("CLEARING|Status 17"));
  }

  @Test
  void aWornBearingShowsInItsVibrationBeforeTheMachineStops() {
    int shown = 0;
    for (long seed = 1; seed <= 3; seed++) {
      DeliveredFacts facts =
          DeliveredFacts.of(
              PlantSettings.of(seed, WEDNESDAY, 12).with(FaultSettings.NONE), TWENTY_HOURS);
      for (HiddenCause hidden : facts.run.hiddenCauses()) {
        // One that was due while the machine stood comes later, on a machine that hardly ran.
        if (hidden.cause() == Cause.BEARING_WEAR && hidden.from() - hidden.onset() < 49 * 60_000) {
          double before =
              vibration(facts, hidden.assetId(), hidden.onset() - 60 * 60_000, hidden.onset());
          double atLast =
              vibration(facts, hidden.assetId(), hidden.from() - 15 * 60_000, hidden.from());
          assertThat(atLast).as("%s, seed %d", hidden, seed).isGreaterThan(before + 0.8);
          shown++;
        }
      }
    }
    assertThat(shown).isPositive();
  }

  /* Highest value: what it is while the machine runs. */
  private static double vibration(DeliveredFacts facts, String asset, long from, long to) {
    return facts.of(Telemetry.class).stream()
        .filter(sample -> sample.getAssetId().equals(asset))
        .filter(sample -> sample.getSignal().equals("vibration"))
        .filter(sample -> sample.getAt().toEpochMilli() >= from)
        .filter(sample -> sample.getAt().toEpochMilli() < to)
        .mapToDouble(Telemetry::getValue)
        .max()
        .orElse(0);
  }

  private static long lateBy(Delivery delivery) {
    Instant at = DeliveredFacts.at(delivery);
    return at == null ? 0 : delivery.arrivedAt() - at.toEpochMilli();
  }

  /* Facts delivered again with the stamp they had. */
  private static long repeated(DeliveredFacts facts) {
    Set<Object> seen = new HashSet<>();
    long repeated = 0;
    for (Delivery delivery : facts.all) {
      if (!delivery.isRaw() && !seen.add(identity(delivery))) {
        repeated++;
      }
    }
    return repeated;
  }

  private static Object identity(Delivery delivery) {
    SpecificRecord fact = (SpecificRecord) delivery.value();
    return fact.getSchema().getFields().stream()
        .filter(field -> !field.name().equals("arrived_at"))
        .map(field -> String.valueOf(fact.get(field.pos())))
        .collect(Collectors.joining("|", delivery.topic(), ""));
  }

  /* What was said of known assets, each thing once, without when it came. */
  private static List<Object> floor(DeliveredFacts facts) {
    return facts.all.stream()
        .filter(delivery -> !delivery.isRaw() && !delivery.key().endsWith("GHOST"))
        .map(PlantFaultsTest::identity)
        .distinct()
        .toList();
  }

  private static List<Double> falls(DeliveredFacts facts, String asset) {
    List<ProductionCount> counts = facts.counts(asset);
    List<Double> falls = new java.util.ArrayList<>();
    for (int i = 1; i < counts.size(); i++) {
      double before = reading(counts.get(i - 1));
      double after = reading(counts.get(i));
      if (after < before) {
        falls.add(after);
      }
    }
    return falls;
  }

  private static double reading(ProductionCount count) {
    return count.getTotal() == null ? count.getGood() : count.getTotal();
  }

  private static List<Double> steps(List<Double> readings) {
    List<Double> steps = new java.util.ArrayList<>();
    for (int i = 1; i < readings.size(); i++) {
      steps.add(readings.get(i) - readings.get(i - 1));
    }
    return steps;
  }

  private static long sum(PlantTruth truth, ToLongFunction<Totals> figure) {
    return truth.assets().values().stream()
        .mapToLong(asset -> figure.applyAsLong(asset.totals()))
        .sum();
  }
}
