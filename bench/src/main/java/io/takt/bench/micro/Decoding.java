package io.takt.bench.micro;

import io.takt.avro.CountKind;
import io.takt.avro.CountUnit;
import io.takt.avro.ProductionCount;
import io.takt.schemas.RecordDecoder;
import io.takt.schemas.RecordEncoder;
import io.takt.schemas.RegistryAddress;
import io.takt.schemas.TopicCatalogue;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A message's bytes → a count, as the oee job reads it, and as Avro's generic reader does. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Decoding {

  /** Magic byte and the schema's id stand before Avro's bytes. */
  private static final int HEADER = 5;

  private byte[] payload;
  private RecordDecoder<ProductionCount> ours;
  private GenericDatumReader<GenericRecord> generic;
  private BinaryDecoder reused;

  /** Registers the schema in memory and encodes one count. */
  @Setup
  public void encode() throws Exception {
    var registry = new RegistryAddress("mock://decoding").connect();
    payload = new RecordEncoder<>(TopicCatalogue.PRODUCTION_COUNTS, registry).encode(count());
    ours = new RecordDecoder<>(TopicCatalogue.PRODUCTION_COUNTS, registry);
    generic = new GenericDatumReader<>(ProductionCount.getClassSchema());
  }

  static ProductionCount count() {
    return ProductionCount.newBuilder()
        .setAssetId("press-1")
        .setAt(Instant.parse("2026-03-02T06:00:00Z"))
        .setKind(CountKind.DELTA)
        .setUnit(CountUnit.PIECE)
        .setGood(1.0)
        .setSource("plc")
        .setSequence(7)
        .build();
  }

  /** The job's decoder: Avro's fast reader, strings shared. */
  @Benchmark
  public ProductionCount ours() throws Exception {
    return ours.decode(payload);
  }

  /** Avro's own, into a generic record. */
  @Benchmark
  public GenericRecord generic() throws IOException {
    reused = DecoderFactory.get().binaryDecoder(payload, HEADER, payload.length - HEADER, reused);
    return generic.read(null, reused);
  }
}
