package io.takt.bench.suite;

import java.util.ArrayList;
import java.util.List;

/** B2a, B2b, B3 and B3r: the sink, row for row. */
final class SinkBenchmarks {

  private static final String UNIT = "rows/s";
  private static final long MINUTES = 100_000;

  /** Updates are several times slower on both sides. */
  private static final long UPDATED_MINUTES = 50_000;

  private SinkBenchmarks() {}

  static List<Benchmark> all() {
    return List.of(new Inserts(), new Updates(), new RawCopy(), new Replay());
  }

  /** Our sink and Flink's JDBC sink into an empty table. */
  private static final class Inserts implements Benchmark {
    @Override
    public String id() {
      return "B2a";
    }

    @Override
    public List<Figure> run(Bed bed, int pairs) throws Exception {
      SinkJob job = new SinkJob(bed, MINUTES);
      SinkTables tables = new SinkTables(bed, MINUTES);
      List<Pair> measured =
          Rounds.alternate(
              pairs,
              () -> {
                tables.empty();
                double speed = job.ours(0);
                tables.mustHold(0, "our sink");
                return speed;
              },
              () -> {
                tables.empty();
                double speed = job.stock(0);
                tables.mustHold(0, "the stock sink");
                return speed;
              });
      return List.of(
          new Figure(
              id(),
              "our sink / stock Flink JDBC sink, inserts",
              UNIT,
              Goal.atLeast(2.5, 4),
              measured));
    }
  }

  /** The same, all rows being there already with other content. */
  private static final class Updates implements Benchmark {
    @Override
    public String id() {
      return "B2b";
    }

    @Override
    public List<Figure> run(Bed bed, int pairs) throws Exception {
      SinkJob job = new SinkJob(bed, UPDATED_MINUTES);
      SinkTables tables = new SinkTables(bed, UPDATED_MINUTES);
      List<Pair> measured =
          Rounds.alternate(
              pairs,
              () -> {
                tables.fill();
                double speed = job.ours(1);
                tables.mustHold(1, "our sink");
                return speed;
              },
              () -> {
                tables.fill();
                double speed = job.stock(1);
                tables.mustHold(1, "the stock sink");
                return speed;
              });
      return List.of(
          new Figure(
              id(),
              "our sink / stock Flink JDBC sink, all updates",
              UNIT,
              Goal.atLeast(1.7, 2.3),
              measured));
    }
  }

  /** Our sink and COPY without anything around it. */
  private static final class RawCopy implements Benchmark {
    @Override
    public String id() {
      return "B3";
    }

    @Override
    public List<Figure> run(Bed bed, int pairs) throws Exception {
      SinkJob job = new SinkJob(bed, MINUTES);
      SinkTables tables = new SinkTables(bed, MINUTES);
      List<Pair> measured =
          Rounds.alternate(
              pairs,
              () -> {
                tables.empty();
                double speed = job.ours(0);
                tables.mustHold(0, "our sink");
                return speed;
              },
              () -> {
                tables.empty();
                double speed = job.raw(0);
                tables.mustHold(0, "raw COPY");
                return speed;
              });
      return List.of(
          new Figure(
              id(),
              "our sink / raw COPY BINARY into the same table",
              UNIT,
              Goal.atLeast(0.70, 0.85),
              measured));
    }
  }

  /** Rows that are there already, just as they are said again, and fresh ones. */
  private static final class Replay implements Benchmark {
    @Override
    public String id() {
      return "B3r";
    }

    @Override
    public List<Figure> run(Bed bed, int pairs) throws Exception {
      SinkJob job = new SinkJob(bed, MINUTES);
      SinkTables tables = new SinkTables(bed, MINUTES);
      List<Pair> rewritten = new ArrayList<>();
      List<Pair> measured =
          Rounds.alternate(
              pairs,
              () -> {
                tables.fill();
                String began = tables.now();
                double speed = job.ours(0);
                tables.mustHold(0, "the replay");
                rewritten.add(new Pair(tables.writtenSince(began), 1));
                return speed;
              },
              () -> {
                tables.empty();
                double speed = job.ours(0);
                tables.mustHold(0, "our sink");
                return speed;
              });
      return List.of(
          new Figure(
              id(),
              "replay of rows already written / fresh inserts",
              UNIT,
              Goal.atLeast(0.5, 0.65),
              measured),
          new Figure(
              "B3r_rows", "rows rewritten by a replay", "rows", Goal.atMost(0, 0), rewritten));
    }
  }
}
