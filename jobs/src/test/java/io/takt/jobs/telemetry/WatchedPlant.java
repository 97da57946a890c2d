package io.takt.jobs.telemetry;

import io.takt.avro.Quality;
import io.takt.avro.Signal;
import io.takt.jobs.intake.AssetInput;
import io.takt.jobs.intake.FactTopic;
import io.takt.jobs.intake.Sensed;
import io.takt.jobs.intake.Sensed.Sample;
import io.takt.jobs.intake.SharedRow;
import io.takt.jobs.timeline.AssetSettings;
import io.takt.jobs.timeline.AssetSettings.CounterSettings;
import io.takt.jobs.timeline.CalendarRules;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.MachineState;
import io.takt.jobs.timeline.OperatorEntry;
import io.takt.jobs.timeline.WorkOrderInfo;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** A press with two signals, a second apart. Instants are epoch milliseconds. */
final class WatchedPlant {

  static final String PRESS = "press";
  static final long START = Instant.parse("2026-03-09T08:00:00Z").toEpochMilli();
  static final long SECOND = 1_000;

  private WatchedPlant() {}

  /** How the press is to be read: it says RUN when it produces. */
  static Watched described() {
    return plant(
        new AssetInput.Described(
            PRESS,
            new AssetSettings(
                PRESS,
                "UTC",
                "three",
                Long.MIN_VALUE,
                300_000,
                900_000,
                0,
                1,
                CounterSettings.PLAIN,
                Map.of("RUN", MachineState.PRODUCING))));
  }

  static Watched removed() {
    return plant(new AssetInput.Removed(PRESS));
  }

  static Watched ordered(String order, String product) {
    return plant(new AssetInput.Ordered(PRESS, new WorkOrderInfo(order, product, false)));
  }

  static Watched state(long at, String word) {
    return reported(new Fact.OfState(at, at + 200, word, "plc", at));
  }

  static Watched orderStarted(long at, String order) {
    return said(at, OperatorEntry.ORDER_STARTED, null, order, null);
  }

  /** A decision on an episode, as the contract has it. */
  static Watched decided(long at, Instant startedAt, String verdict) {
    return said(at, OperatorEntry.DECISION, verdict, null, PRESS + "|" + startedAt);
  }

  private static Watched said(
      long at, OperatorEntry entry, String reason, String order, String refersTo) {
    return reported(
        new Fact.OfOperator(
            at,
            at + 300,
            entry + "-" + at,
            entry,
            at,
            Fact.NONE,
            reason,
            order,
            null,
            false,
            Double.NaN,
            List.of(),
            refersTo,
            "op-1",
            null,
            "tablet",
            1));
  }

  private static Watched reported(Fact fact) {
    FactTopic topic =
        fact instanceof Fact.OfState ? FactTopic.MACHINE_STATES : FactTopic.OPERATOR_EVENTS;
    return plant(new AssetInput.Reported(topic, 0, 0, PRESS, fact));
  }

  private static Watched plant(AssetInput input) {
    return new Watched.OfPlant(input);
  }

  static Watched sample(String signal, long at, double value) {
    return new Watched.OfSignals(
        new Sample(PRESS, signal, at, value, Quality.GOOD, at + 100, "plc", at));
  }

  static Watched limits(String signal, Double lower, Double upper) {
    return new Watched.OfSignals(
        new Sensed.Described(
            PRESS,
            signal,
            Signal.newBuilder()
                .setAssetId(PRESS)
                .setSignal(signal)
                .setLowerSpecification(lower)
                .setUpperSpecification(upper)
                .build()));
  }

  /** A calendar with one planned stop. */
  static SharedRow plannedStop(long from, long to) {
    return new SharedRow.OfCalendar(
        "three",
        new CalendarRules(
            "three",
            ZoneOffset.UTC,
            List.of(),
            Set.of(),
            List.of(new CalendarRules.PlannedStop("service", from, to, Set.of()))));
  }

  /**
   * Samples of heat and load, one a second each: noise around 60 and 20, and where {@code off} is
   * not 0 heat that much higher.
   */
  static List<Watched> course(Random random, int fromSecond, int toSecond, double off) {
    List<Watched> course = new ArrayList<>();
    for (int second = fromSecond; second < toSecond; second++) {
      long at = START + second * SECOND;
      course.add(sample("heat", at, 60 + off + random.nextGaussian() * 0.5));
      course.add(sample("load", at, 20 + random.nextGaussian() * 0.3));
    }
    return course;
  }
}
