package io.takt.bench.suite;

import io.takt.bench.suite.OeeDrain.Manner;
import java.time.Duration;
import java.util.List;

/** B1, B6 and B9: the oee job from Kafka to the database. */
final class DrainBenchmarks {

  private static final String UNIT = "facts/s";
  private static final long FACTS = 2_400_000;

  /** Each gives six times as many rows, as machines count every ten seconds. */
  private static final long FACTS_OF_MANY = 1_200_000;

  private static final int FEW = 100;
  private static final int MANY = 10_000;

  private DrainBenchmarks() {}

  static List<Benchmark> all() {
    return List.of(new FullPipeline(), new ManyMachines(), new Checkpoints());
  }

  /** All that is done with a fact, beside reading and decoding it alone. */
  private static final class FullPipeline implements Benchmark {
    @Override
    public String id() {
      return "B1";
    }

    @Override
    public List<Figure> run(Bed bed, int pairs) throws Exception {
      OeeDrain drain = OeeDrain.load(bed, FactLoad.of(FEW, Duration.ofSeconds(1), FACTS));
      return List.of(
          new Figure(
              id(),
              "Kafka to ledger in the database / raw consumer with the same decoder",
              UNIT,
              Goal.atLeast(0.30, 0.50),
              Rounds.alternate(pairs, () -> drain.job(Manner.USUAL), drain::rawConsumer)));
    }
  }

  /** The same number of facts from a hundred times as many machines, each as talkative. */
  private static final class ManyMachines implements Benchmark {
    @Override
    public String id() {
      return "B6";
    }

    @Override
    public List<Figure> run(Bed bed, int pairs) throws Exception {
      Duration every = Duration.ofSeconds(10);
      return List.of(
          new Figure(
              id(),
              "facts/s at 10 000 machines / at 100",
              UNIT,
              Goal.atLeast(0.75, 0.85),
              Rounds.alternate(
                  pairs,
                  () ->
                      OeeDrain.load(bed, FactLoad.of(MANY, every, FACTS_OF_MANY)).job(Manner.USUAL),
                  () ->
                      OeeDrain.load(bed, FactLoad.of(FEW, every, FACTS_OF_MANY))
                          .job(Manner.USUAL))));
    }
  }

  /** Checkpoints every five seconds, and none. */
  private static final class Checkpoints implements Benchmark {
    @Override
    public String id() {
      return "B9";
    }

    @Override
    public List<Figure> run(Bed bed, int pairs) throws Exception {
      OeeDrain drain = OeeDrain.load(bed, FactLoad.of(FEW, Duration.ofSeconds(1), FACTS));
      return List.of(
          new Figure(
              id(),
              "facts/s with checkpoints every 5 s / without",
              UNIT,
              Goal.atLeast(0.90, 0.96),
              Rounds.alternate(
                  pairs,
                  () -> drain.job(new Manner(true, 1)),
                  () -> drain.job(new Manner(false, 1)))));
    }
  }
}
