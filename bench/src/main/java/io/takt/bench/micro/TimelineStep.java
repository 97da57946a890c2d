package io.takt.bench.micro;

import io.takt.bench.suite.SteadyMachine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A count is taken and time goes on by ten seconds; a sixth of these book a minute. Stops and
 * shifts of a day are in it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TimelineStep {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HORIZON = Duration.ofDays(3);
  private static final int STEPS = 24 * 360;

  /** One machine's day, which begins with nothing. */
  @Benchmark
  @OperationsPerInvocation(STEPS)
  public long day() {
    SteadyMachine machine = new SteadyMachine(HORIZON);
    machine.runFor(DAY);
    return machine.facts();
  }
}
