package io.takt.bench.anomalies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.takt.bench.anomalies.NabFile.Window;
import io.takt.bench.anomalies.NabScorer.Scored;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Golden figures are from an independent scorer. */
class NabScorerTest {
  private static final String MACHINE = "realKnownCause/machine_temperature_system_failure.csv";

  @Test
  void aClockThatReadsNoDataGetsItsGoldenScores() throws IOException {
    List<NabFile> corpus = Recordings.nab();
    assertThat(corpus).hasSize(31);
    List<double[]> scores = corpus.stream().map(NabScorerTest::every500).toList();
    assertScores(corpus, scores, 20.751, 0, 33.132);
  }

  @Test
  void aClockThatReadsNoDataGetsItsGoldenScoresOnOneFile() throws IOException {
    List<NabFile> machine = machine();
    assertScores(machine, List.of(every500(machine.get(0))), 32.564, 0, 55.042);
  }

  @Test
  void aDetectorOfStepsGetsItsGoldenScores() throws IOException {
    List<NabFile> corpus = Recordings.nab();
    List<double[]> scores = corpus.stream().map(NabScorerTest::step).toList();
    assertScores(corpus, scores, 0, 0, 17.258);
  }

  @Test
  void aDetectorOfStepsGetsItsGoldenScoresAndThresholdsOnOneFile() throws IOException {
    List<NabFile> machine = machine();
    List<double[]> scores = List.of(step(machine.get(0)));
    assertScores(machine, scores, 60.446, 37.130, 73.631);
    NabScorer scorer = new NabScorer(machine);
    assertThat(scorer.best(scores, NabProfile.STANDARD).threshold()).isEqualTo(0.257957);
    assertThat(scorer.best(scores, NabProfile.LOW_FP).threshold()).isEqualTo(0.604187);
  }

  @Test
  void theFirstAlarmOfAWindowAloneCountsAndAlarmsInTheProbationDoNot() {
    NabFile file = file(100, new Window(50, 59));
    double[] scores = new double[100];
    scores[3] = 1;
    scores[50] = 1;
    scores[55] = 1;
    assertThat(standard(file, scores)).isEqualTo(new Scored(100, 1));
  }

  @Test
  void anAlarmFarBehindAWindowCostsAllAndOneCloseBehindItLess() {
    NabFile file = file(100, new Window(50, 59));
    double[] early = new double[100];
    early[50] = 1;
    double[] close = early.clone();
    close[60] = 1;
    double[] far = early.clone();
    far[90] = 1;
    NabScorer scorer = new NabScorer(List.of(file));
    assertThat(scorer.at(1, List.of(far), NabProfile.STANDARD))
        .isCloseTo(100 * (2 - 0.11) / 2, within(1e-9));
    assertThat(scorer.at(1, List.of(close), NabProfile.STANDARD))
        .isBetween(scorer.at(1, List.of(far), NabProfile.STANDARD), 100.0);
  }

  @Test
  void theBestThresholdScoresTheSameWhenItIsGiven() {
    NabFile file = file(400, new Window(100, 139), new Window(300, 339));
    double[] scores = step(file);
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (i * 7919 % 101) / 101.0;
    }
    NabScorer scorer = new NabScorer(List.of(file));
    for (NabProfile profile : NabProfile.values()) {
      Scored best = scorer.best(List.of(scores), profile);
      assertThat(scorer.at(best.threshold(), List.of(scores), profile))
          .isCloseTo(best.score(), within(1e-9));
    }
  }

  private static void assertScores(
      List<NabFile> corpus, List<double[]> scores, double standard, double lowFp, double lowFn) {
    NabScorer scorer = new NabScorer(corpus);
    assertThat(scorer.best(scores, NabProfile.STANDARD).score())
        .isCloseTo(standard, within(0.0006));
    assertThat(scorer.best(scores, NabProfile.LOW_FP).score()).isCloseTo(lowFp, within(0.0006));
    assertThat(scorer.best(scores, NabProfile.LOW_FN).score()).isCloseTo(lowFn, within(0.0006));
  }

  private static Scored standard(NabFile file, double[] scores) {
    return new NabScorer(List.of(file)).best(List.of(scores), NabProfile.STANDARD);
  }

  private static NabFile file(int rows, Window... windows) {
    return new NabFile(
        "made-up.csv", Collections.nCopies(rows, ""), new double[rows], Arrays.asList(windows));
  }

  private static List<NabFile> machine() throws IOException {
    return Recordings.nab().stream().filter(file -> file.name().equals(MACHINE)).toList();
  }

  private static double[] every500(NabFile file) {
    double[] scores = new double[file.rows()];
    for (int i = 0; i < scores.length; i += 500) {
      scores[i] = 1;
    }
    return scores;
  }

  private static double[] step(NabFile file) {
    double[] scores = new double[file.rows()];
    double sum = 0;
    for (int i = 1; i < scores.length; i++) {
      double d = Math.abs(file.values()[i] - file.values()[i - 1]);
      double mean = sum / i;
      scores[i] = mean == 0 ? 0 : Math.round(1e6 * Math.min(1, d / (20 * mean))) / 1e6;
      sum += d;
    }
    return scores;
  }
}
