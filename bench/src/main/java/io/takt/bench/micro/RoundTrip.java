package io.takt.bench.micro;

import io.takt.avro.ProductionCount;
import io.takt.jobs.intake.AssetInput.Reported;
import io.takt.jobs.intake.FactTopic;
import io.takt.jobs.intake.Inlet;
import io.takt.jobs.intake.InletSerializer;
import io.takt.jobs.timeline.Fact;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.formats.avro.typeutils.AvroSerializer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A count to bytes and back, as between two tasks: as the job has it, and as Flink's Avro does. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RoundTrip {

  private static final int ROOM = 256;

  private final DataOutputSerializer out = new DataOutputSerializer(ROOM);
  private final DataInputDeserializer in = new DataInputDeserializer();
  private final InletSerializer ours = new InletSerializer();
  private final AvroSerializer<ProductionCount> avro = new AvroSerializer<>(ProductionCount.class);
  private final ProductionCount count = Decoding.count();
  private final Inlet reported =
      new Reported(
          FactTopic.PRODUCTION_COUNTS,
          0,
          7,
          count.getAssetId(),
          new Fact.OfCount(
              count.getAt().toEpochMilli(),
              count.getAt().toEpochMilli(),
              false,
              false,
              Double.NaN,
              count.getGood(),
              Double.NaN,
              Double.NaN,
              Double.NaN,
              null,
              count.getSource(),
              count.getSequence()));

  /** The job's own serializer of what its source has read. */
  @Benchmark
  public Inlet ours() throws IOException {
    return through(ours, reported);
  }

  /** Flink's serializer for Avro's classes. */
  @Benchmark
  public ProductionCount avro() throws IOException {
    return through(avro, count);
  }

  private <T> T through(TypeSerializer<T> serializer, T value) throws IOException {
    out.clear();
    serializer.serialize(value, out);
    in.setBuffer(out.getSharedBuffer(), 0, out.length());
    return serializer.deserialize(in);
  }
}
