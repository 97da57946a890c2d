package io.takt.jobs.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.takt.avro.Quality;
import io.takt.jobs.intake.Sensed.Sample;
import io.takt.sinks.TelemetryMinute;
import io.takt.sinks.TelemetrySample;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.heap.HeapKeyedStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class SumMinutesTest {

  private static final long TEN = 1_773_050_400_000L;
  private static final long MINUTE = 60_000;

  @Test
  void aMinuteIsSaidOnceASecondHoweverManySamplesCome() throws Exception {
    try (Job job = started()) {
      for (int i = 0; i < 50; i++) {
        job.processElement(sample(TEN + i * 10L, i), 0);
      }
      assertThat(job.extractOutputValues()).isEmpty();
      job.setProcessingTime(TEN + SumMinutes.SAY_EVERY);
      assertThat(job.extractOutputValues())
          .singleElement()
          .satisfies(row -> assertThat(row.samples()).isEqualTo(50));
      assertThat(samples(job)).hasSize(50).noneMatch(TelemetrySample::restates);
    }
  }

  @Test
  void aSampleForAMinuteLongSummedIsMarkedForTheDatabase() throws Exception {
    try (Job job = started()) {
      for (int i = 0; i < 10; i++) {
        job.processElement(sample(TEN + i * MINUTE, i), 0);
      }
      job.processElement(sample(TEN + 1, 99), 0);
      job.processElement(sample(TEN + 9 * MINUTE, 9), 0);
      List<TelemetrySample> samples = samples(job);
      assertThat(samples).as("the repeated one is not kept").hasSize(11);
      assertThat(samples.get(10).restates()).isTrue();
    }
  }

  @Test
  void afterARestoreTheTableHoldsWhatItWouldHaveWithout() throws Exception {
    Map<String, TelemetryMinute> expected = new HashMap<>();
    try (Job job = started()) {
      for (int i = 0; i < 600; i++) {
        job.processElement(sample(TEN + i * 1_000L, i), 0);
      }
      job.setProcessingTime(TEN + 10_000);
      keep(job, expected);
    }
    Map<String, TelemetryMinute> table = new HashMap<>();
    OperatorSubtaskState snapshot;
    try (Job job = started()) {
      for (int i = 0; i < 250; i++) {
        job.processElement(sample(TEN + i * 1_000L, i), 0);
      }
      snapshot = job.snapshot(1, 1);
      for (int i = 250; i < 400; i++) {
        job.processElement(sample(TEN + i * 1_000L, i), 0);
      }
      job.setProcessingTime(TEN + 5_000);
      keep(job, table);
    }
    try (Job job = created(TEN + 6_000)) {
      job.initializeState(snapshot);
      job.open();
      for (int i = 250; i < 600; i++) {
        job.processElement(sample(TEN + i * 1_000L, i), 0);
      }
      job.setProcessingTime(TEN + 20_000);
      keep(job, table);
    }
    assertThat(table).hasSameSizeAs(expected);
    table.forEach((key, row) -> assertThat(unrevised(row)).isEqualTo(unrevised(expected.get(key))));
  }

  @Test
  void anAssetWithoutSamplesForAMonthIsForgotten() throws Exception {
    try (Job job = started()) {
      job.processElement(sample(TEN, 0), 0);
      job.setProcessingTime(TEN + 5_000);
      job.processElement(sample(TEN + MINUTE, 1), 0);
      job.setProcessingTime(TEN + 10_000);
      job.processWatermark(TEN + 100 + SumMinutes.FORGET_AFTER);
      assertThat(entries(job)).isEqualTo(1);
      job.processWatermark(TEN + MINUTE + 100 + SumMinutes.FORGET_AFTER);
      assertThat(entries(job)).isZero();
      assertThat(job.numEventTimeTimers() + job.numProcessingTimeTimers()).isZero();
    }
  }

  private static void keep(Job job, Map<String, TelemetryMinute> table) {
    for (TelemetryMinute row : job.extractOutputValues()) {
      TelemetryMinute before = table.get(row.signal() + row.minute());
      assertThat(before == null || before.revision() < row.revision()).isTrue();
      table.put(row.signal() + row.minute(), row);
    }
  }

  private static TelemetryMinute unrevised(TelemetryMinute row) {
    return new TelemetryMinute(
        row.assetId(),
        row.signal(),
        row.minute(),
        row.good(),
        row.uncertain(),
        row.bad(),
        row.used(),
        row.minimum(),
        row.maximum(),
        row.mean(),
        row.sd(),
        row.first(),
        row.last(),
        0);
  }

  private static Sample sample(long at, long sequence) {
    return new Sample(
        "press", "heat", at, Math.sin((double) sequence), Quality.GOOD, at + 100, "plc", sequence);
  }

  private static List<TelemetrySample> samples(Job job) {
    List<TelemetrySample> samples = new ArrayList<>();
    job.getSideOutput(SumMinutes.SAMPLES).forEach(record -> samples.add(record.getValue()));
    return samples;
  }

  private static int entries(Job job) {
    return ((HeapKeyedStateBackend<?>)
            ((KeyedProcessOperator<?, ?, ?>) job.getOperator()).getKeyedStateBackend())
        .numKeyValueStateEntries();
  }

  private static Job started() throws Exception {
    Job job = created(TEN);
    job.open();
    return job;
  }

  private static Job created(long wall) throws Exception {
    Job job = new Job();
    job.getExecutionConfig().enableObjectReuse();
    job.setup(new TelemetryMinuteSerializer());
    job.setProcessingTime(wall);
    return job;
  }

  /** The function in an operator, its wall clock in the test's hands. */
  private static final class Job
      extends KeyedOneInputStreamOperatorTestHarness<String, Sample, TelemetryMinute> {

    Job() throws Exception {
      super(new KeyedProcessOperator<>(new SumMinutes()), Sample::asset, Types.STRING);
    }

    @Override
    public void close() throws IOException {
      try {
        super.close();
      } catch (Exception e) {
        throw new IOException("The harness cannot be closed.", e);
      }
    }
  }
}
