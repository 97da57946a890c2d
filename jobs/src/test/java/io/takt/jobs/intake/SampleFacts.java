package io.takt.jobs.intake;

import io.takt.jobs.timeline.AlarmSeverity;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.OperatorEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Facts of all kinds, some with everything and some with as little as can be. */
public final class SampleFacts {

  private SampleFacts() {}

  /** Always the same for a seed. */
  public static List<Fact> facts(long seed) {
    Random random = new Random(seed);
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      long at = 1_700_000_000_000L + random.nextInt(1_000_000_000);
      facts.add(
          switch (i % 4) {
            case 0 -> new Fact.OfState(at, at + 5, text(random), text(random), random.nextLong());
            case 1 ->
                new Fact.OfCount(
                    at,
                    at + 5,
                    random.nextBoolean(),
                    random.nextBoolean(),
                    figure(random),
                    figure(random),
                    figure(random),
                    figure(random),
                    figure(random),
                    random.nextBoolean() ? text(random) : null,
                    text(random),
                    i);
            case 2 ->
                new Fact.OfAlarm(
                    at,
                    at + 5,
                    text(random),
                    random.nextBoolean(),
                    any(List.of(AlarmSeverity.values()), random),
                    text(random),
                    i);
            default ->
                new Fact.OfOperator(
                    at,
                    at + 5,
                    text(random),
                    any(List.of(OperatorEntry.values()), random),
                    at - 7,
                    random.nextBoolean() ? at : Fact.NONE,
                    random.nextBoolean() ? text(random) : null,
                    random.nextBoolean() ? text(random) : null,
                    random.nextBoolean() ? text(random) : null,
                    random.nextBoolean(),
                    figure(random),
                    random.nextBoolean() ? List.of(at - 3, at - 1) : List.of(),
                    random.nextBoolean() ? text(random) : null,
                    text(random),
                    random.nextBoolean() ? text(random) : null,
                    text(random),
                    i);
          });
    }
    return facts;
  }

  private static <T> T any(List<T> values, Random random) {
    return values.get(random.nextInt(values.size()));
  }

  private static double figure(Random random) {
    return random.nextBoolean() ? Double.NaN : random.nextDouble() * 1_000;
  }

  private static String text(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> "";
      case 1 -> "plc-" + random.nextInt(9);
      case 2 -> "Ständer 压机 \"é\"";
      default -> "x".repeat(random.nextInt(300));
    };
  }
}
