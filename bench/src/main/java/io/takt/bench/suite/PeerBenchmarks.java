package io.takt.bench.suite;

import io.takt.bench.peer.FlinkSqlOee;
import io.takt.bench.peer.OwnLibraries;
import io.takt.bench.peer.Peer;
import io.takt.bench.suite.OeeDrain.Manner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** B4 and B5: the oee job and the same OEE by other means, on the same topics. */
final class PeerBenchmarks {

  private static final long FACTS = 1_200_000;
  private static final int ASSETS = 100;

  /** Where the build puts Kafka Streams and the clients it goes with. */
  private static final Path STREAMS =
      Path.of(System.getProperty("takt.home", "."), "bench/target/kafka-streams");

  private PeerBenchmarks() {}

  static List<Benchmark> all() {
    return List.of(
        new Against(
            "B4",
            "oee job / the same OEE in Flink SQL",
            Goal.atLeast(1.2, 2),
            () -> new FlinkSqlOee(ReadStamps.SETTING)),
        new Against(
            "B5",
            "oee job / the same OEE in Kafka Streams",
            Goal.atLeast(1.2, 1.8),
            () -> OwnLibraries.kafkaStreams(STREAMS, ReadStamps::given)));
  }

  private record Against(String id, String what, Goal goal, Callable<Peer> peer)
      implements Benchmark {

    @Override
    public List<Figure> run(Bed bed, int pairs) throws Exception {
      OeeDrain drain = OeeDrain.load(bed, FactLoad.of(ASSETS, Duration.ofSeconds(1), FACTS));
      PeerDrain theirs = new PeerDrain(bed, drain, peer.call());
      return List.of(
          new Figure(
              id,
              what,
              "facts/s",
              goal,
              Rounds.alternate(pairs, () -> drain.job(Manner.USUAL), theirs::run)));
    }
  }
}
