package io.takt.bench.suite;

import java.time.Duration;
import java.util.List;

/**
 * B7: what is kept of one machine that works on and on. It counts parts every ten seconds, and
 * stops four times an hour for two minutes.
 */
final class StateSize implements Benchmark {

  private static final Duration HORIZON = Duration.ofDays(3);

  /** Just before the newest block of facts is full, when it is largest. */
  private static final Duration BEFORE_THE_BLOCK_ENDS = Duration.ofSeconds(10);

  @Override
  public String id() {
    return "B7";
  }

  @Override
  public List<Figure> run(Bed bed, int pairs) throws Exception {
    SteadyMachine machine = new SteadyMachine(HORIZON);
    machine.runFor(Duration.ofHours(1).minus(BEFORE_THE_BLOCK_ENDS));
    double hour = machine.bytesWithoutHorizon();
    machine.runFor(Duration.ofHours(23));
    double day = machine.bytesWithoutHorizon();
    machine.runFor(Duration.ofHours(56));
    double head = machine.headBytes();
    machine.mustHaveBookedAll();
    return List.of(
        new Figure(
            id(),
            "head state of a machine, corrections horizon aside",
            "bytes",
            Goal.atMost(2048, 1024),
            List.of(new Pair(day, 1))),
        new Figure(
            "B7_day",
            "the same after 24 h / after 1 h",
            "bytes",
            Goal.atMost(1.10, 1.05),
            List.of(new Pair(day, hour))),
        new Figure(
            "B7_full",
            "head state of a machine with 72 h of horizon, 288 stops in it",
            "bytes",
            Goal.atMost(2048, 1024),
            List.of(new Pair(head, 1))));
  }
}
