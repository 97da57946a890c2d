package io.takt.bench.suite;

import java.time.Duration;
import java.util.List;

/**
 * B7: what is kept of one machine that works on and on. It counts parts every ten seconds, and
 * stops four times an hour for two minutes.
 */
final class StateSize implements Benchmark {

  private static final Duration HORIZON = Duration.ofHours(72);

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
            "head state of a machine, its horizon of 72 h full",
            "bytes",
            Goal.atMost(2048, 1024),
            List.of(new Pair(head, 1))),
        new Figure(
            "B7_day",
            "state after 24 h / after 1 h, horizon aside",
            "bytes",
            Goal.atMost(1.10, 1.05),
            List.of(new Pair(day, hour))));
  }
}
