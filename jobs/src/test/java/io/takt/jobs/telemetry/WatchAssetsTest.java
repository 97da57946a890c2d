package io.takt.jobs.telemetry;

import static io.takt.jobs.telemetry.WatchedPlant.PRESS;
import static io.takt.jobs.telemetry.WatchedPlant.SECOND;
import static io.takt.jobs.telemetry.WatchedPlant.START;
import static io.takt.jobs.telemetry.WatchedPlant.course;
import static io.takt.jobs.telemetry.WatchedPlant.decided;
import static io.takt.jobs.telemetry.WatchedPlant.described;
import static io.takt.jobs.telemetry.WatchedPlant.limits;
import static io.takt.jobs.telemetry.WatchedPlant.orderStarted;
import static io.takt.jobs.telemetry.WatchedPlant.ordered;
import static io.takt.jobs.telemetry.WatchedPlant.plannedStop;
import static io.takt.jobs.telemetry.WatchedPlant.removed;
import static io.takt.jobs.telemetry.WatchedPlant.sample;
import static io.takt.jobs.telemetry.WatchedPlant.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.takt.avro.Anomaly;
import io.takt.avro.DataQuality;
import io.takt.avro.DataQualityKind;
import io.takt.avro.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class WatchAssetsTest {

  /** Seconds in which the press is learned, then those in which it is too hot, then the rest. */
  private static final int LEARNED = 3_000;

  private static final int HOT = 400;
  private static final int AFTER = 1_200;

  @Test
  void anEpisodeSaysWhatLeftItsBandAndWhatRanAtTheTime() throws Exception {
    try (WatchHarness job = WatchHarness.started()) {
      run(job, "RUN");
      Anomaly episode = hot(job);
      assertThat(episode.getAssetId()).isEqualTo(PRESS);
      assertThat(episode.getEndedAt()).isNotNull();
      assertThat(episode.getRegime()).contains("PRODUCING").contains("bolt");
      assertThat(episode.getWorkOrder()).isEqualTo("4711");
      assertThat(episode.getProduct()).isEqualTo("bolt");
      assertThat(episode.getDetector()).isNotEmpty();
      assertThat(episode.getContributions().get(0).getSignal()).isEqualTo("heat");
      assertThat(wordsOn(episode, job).get(0).getClearsWhen()).contains("heat");
      assertThat(episode.getClearsWhen()).as("it has ended").isEmpty();
    }
  }

  @Test
  void itIsSaidWhileItGoesOnWithRisingRevisions() throws Exception {
    try (WatchHarness job = WatchHarness.started()) {
      run(job, "RUN");
      Anomaly episode = hot(job);
      List<Anomaly> words = wordsOn(episode, job);
      assertThat(words).hasSizeGreaterThan(1);
      assertThat(words.get(0).getEndedAt()).isNull();
      assertThat(words).extracting(Anomaly::getRevision).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void inSetupItIsQuiet() throws Exception {
    try (WatchHarness job = WatchHarness.started()) {
      run(job, "SETUP");
      assertThat(hotOnes(job)).isEmpty();
    }
  }

  @Test
  void inAPlannedStopItIsQuietWhateverTheMachineSays() throws Exception {
    try (WatchHarness job = WatchHarness.started()) {
      job.share(plannedStop(START + LEARNED * SECOND, START + (LEARNED + HOT) * SECOND));
      run(job, "RUN");
      assertThat(hotOnes(job)).isEmpty();
    }
  }

  @Test
  void theOrderInWhichTopicsAreReadChangesNothing() throws Exception {
    byte[] model;
    List<Anomaly> said;
    try (WatchHarness job = WatchHarness.started()) {
      run(job, "RUN");
      model = job.model();
      said = job.said();
    }
    assertThat(said).isNotEmpty();
    // Topic by topic, all of the samples first, and nothing is told of arrivals until the end.
    try (WatchHarness job = WatchHarness.started()) {
      job.send(described());
      job.send(ordered("4711", "bolt"));
      List<Watched> inputs = inputs("RUN");
      for (Watched input : inputs) {
        if (input instanceof Watched.OfSignals) {
          job.send(input);
        }
      }
      for (Watched input : inputs) {
        if (input instanceof Watched.OfPlant) {
          job.send(input);
        }
      }
      job.arrivedTo(START + (LEARNED + HOT + AFTER + 60) * SECOND);
      assertThat(job.said()).map(WatchAssetsTest::unrevised).isEqualTo(unrevised(said));
      assertThat(job.model()).isEqualTo(model);
    }
  }

  @Test
  void aRestartInTheMiddleOfAnEpisodeChangesNothingAfter() throws Exception {
    byte[] model;
    List<Anomaly> said;
    List<DataQuality> doubts;
    try (WatchHarness job = WatchHarness.started()) {
      run(job, "RUN");
      model = job.model();
      said = job.said();
      doubts = job.doubts();
    }
    List<Watched> inputs = inputs("RUN");
    int middle = 2 * (LEARNED + HOT / 4);
    List<Anomaly> pieced = new ArrayList<>();
    List<DataQuality> piecedDoubts = new ArrayList<>();
    OperatorSubtaskState snapshot;
    try (WatchHarness job = WatchHarness.started()) {
      job.send(described());
      job.send(ordered("4711", "bolt"));
      feed(job, inputs.subList(0, middle));
      snapshot = job.snapshot();
      pieced.addAll(job.said());
      piecedDoubts.addAll(job.doubts());
      // What comes after the snapshot is lost with the process.
      feed(job, inputs.subList(middle, middle + 300));
    }
    try (WatchHarness job = WatchHarness.restored(snapshot)) {
      feed(job, inputs.subList(middle, inputs.size()));
      job.arrivedTo(START + (LEARNED + HOT + AFTER + 60) * SECOND);
      pieced.addAll(job.said());
      piecedDoubts.addAll(job.doubts());
      assertThat(job.model()).as("bit for bit").isEqualTo(model);
    }
    assertThat(unrevised(pieced)).isEqualTo(unrevised(said));
    assertThat(piecedDoubts).isEqualTo(doubts);
  }

  @Test
  void anOperatorsDecisionIsShownAndReachesTheDetector() throws Exception {
    try (WatchHarness job = WatchHarness.started()) {
      run(job, "RUN");
      Anomaly episode = hot(job);
      byte[] before = job.model();
      long now = START + (LEARNED + HOT + AFTER + 60) * SECOND;
      job.send(decided(now, episode.getStartedAt(), "NOT_AN_ANOMALY"));
      job.arrivedTo(now + 60 * SECOND);
      Anomaly decided = hot(job);
      assertThat(decided.getVerdict()).isEqualTo(Verdict.NOT_AN_ANOMALY);
      assertThat(decided.getRevision()).isGreaterThan(episode.getRevision());
      assertThat(job.model()).isNotEqualTo(before);
      job.send(decided(now + 120 * SECOND, episode.getStartedAt(), "NONSENSE"));
      job.arrivedTo(now + 180 * SECOND);
      assertThat(hot(job)).isEqualTo(decided);
    }
  }

  @Test
  void aSensorThatFallsSilentIsADoubtAndNoAnomaly() throws Exception {
    try (WatchHarness job = WatchHarness.started()) {
      job.send(described());
      job.send(state(START, "RUN"));
      feed(job, course(new Random(3), 0, 1_000, 0));
      List<Watched> alone = new ArrayList<>();
      for (int second = 1_000; second < 4_000; second++) {
        alone.add(sample("load", START + second * SECOND, 20 + (second % 7) * 0.1));
      }
      feed(job, alone);
      assertThat(job.doubts())
          .anySatisfy(
              doubt -> {
                assertThat(doubt.getKind()).isEqualTo(DataQualityKind.SENSOR_MISSING);
                assertThat(doubt.getSubject()).isEqualTo("heat");
                assertThat(doubt.getDetail()).contains("heat");
              });
    }
  }

  @Test
  void specificationLimitsReachTheDetector() throws Exception {
    byte[] without;
    try (WatchHarness job = WatchHarness.started()) {
      job.send(described());
      feed(job, course(new Random(3), 0, 60, 0));
      without = job.model();
    }
    try (WatchHarness job = WatchHarness.started()) {
      job.send(described());
      job.send(limits("heat", 50.0, 70.0));
      feed(job, course(new Random(3), 0, 60, 0));
      assertThat(job.model()).isNotEqualTo(without);
    }
  }

  @Test
  void aRemovedAssetLeavesNothing() throws Exception {
    try (WatchHarness job = WatchHarness.started()) {
      run(job, "RUN");
      job.send(removed());
      job.arrivedTo(START + WatchAssets.FORGET_AFTER * 2);
      assertThat(job.stateEntries()).isZero();
      assertThat(job.timers()).isZero();
    }
  }

  @Test
  void anAssetThatNobodyDescribesIsForgottenAMonthAfterItsLastSample() throws Exception {
    try (WatchHarness job = WatchHarness.started()) {
      feed(job, course(new Random(3), 0, 1_000, 0));
      assertThat(job.stateEntries()).isPositive();
      assertThat(job.timers()).as("however many samples came").isLessThan(40);
      job.arrivedTo(START + WatchAssets.FORGET_AFTER + 90_000 * SECOND);
      assertThat(job.stateEntries()).isZero();
      assertThat(job.timers()).isZero();
    }
  }

  /** A press that is learned, gets hot and is well again; in the hot time it is in that state. */
  private static List<Watched> inputs(String stateWhileHot) {
    Random random = new Random(11);
    List<Watched> inputs = new ArrayList<>();
    inputs.add(state(START, "RUN"));
    inputs.add(orderStarted(START, "4711"));
    inputs.addAll(course(random, 0, LEARNED, 0));
    inputs.add(state(START + LEARNED * SECOND, stateWhileHot));
    inputs.addAll(course(random, LEARNED, LEARNED + HOT, 8));
    inputs.add(state(START + (LEARNED + HOT) * SECOND, "RUN"));
    inputs.addAll(course(random, LEARNED + HOT, LEARNED + HOT + AFTER, 0));
    return inputs;
  }

  private static void run(WatchHarness job, String stateWhileHot) throws Exception {
    job.send(described());
    job.send(ordered("4711", "bolt"));
    feed(job, inputs(stateWhileHot));
    job.arrivedTo(START + (LEARNED + HOT + AFTER + 60) * SECOND);
  }

  /** As live: arrivals pass while the inputs come. */
  private static void feed(WatchHarness job, List<Watched> inputs) throws Exception {
    int sent = 0;
    for (Watched input : inputs) {
      job.send(input);
      if (++sent % 10 == 0 && input instanceof Watched.OfSignals of) {
        job.arrivedTo(((io.takt.jobs.intake.Sensed.Sample) of.sensed()).arrivedAt() - 5 * SECOND);
      }
    }
  }

  /** The episode of the hot time. */
  private static Anomaly hot(WatchHarness job) {
    List<Anomaly> hot = hotOnes(job);
    assertThat(hot).as("episodes in the hot time, of " + job.episodes()).hasSize(1);
    return hot.get(0);
  }

  private static List<Anomaly> hotOnes(WatchHarness job) {
    long from = START + (LEARNED - 5) * SECOND;
    long to = START + (LEARNED + HOT) * SECOND;
    return job.episodes().stream()
        .filter(
            a -> a.getStartedAt().toEpochMilli() >= from && a.getStartedAt().toEpochMilli() < to)
        .toList();
  }

  private static List<Anomaly> wordsOn(Anomaly episode, WatchHarness job) {
    return job.said().stream()
        .filter(said -> said.getStartedAt().equals(episode.getStartedAt()))
        .toList();
  }

  private static List<Anomaly> unrevised(List<Anomaly> said) {
    return said.stream().map(WatchAssetsTest::unrevised).toList();
  }

  private static Anomaly unrevised(Anomaly said) {
    return Anomaly.newBuilder(said).setRevision(0).build();
  }
}
