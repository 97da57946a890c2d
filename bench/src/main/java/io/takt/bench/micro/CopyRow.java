package io.takt.bench.micro;

import io.takt.avro.LedgerMinute;
import io.takt.bench.suite.MadeLedger;
import io.takt.sinks.copy.CopyBuffer;
import io.takt.sinks.copy.Rows;
import io.takt.sinks.tables.LedgerBinding;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A minute of the ledger, 24 columns, → a row in PostgreSQL's binary COPY format. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CopyRow {

  private final CopyBuffer buffer = new CopyBuffer();
  private final Rows<LedgerMinute> ledger = new LedgerBinding().tables().get(0);
  private final int columns = ledger.sql().columns().size();
  private final LedgerMinute minute = MadeLedger.minute(1, 1);

  /** The row's bytes. */
  @Benchmark
  public int encode() {
    buffer.clear();
    buffer.row(columns);
    ledger.encode(minute, 0, buffer);
    return buffer.length();
  }
}
