package io.takt.bench.anomalies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.takt.bench.anomalies.SkabScorer.Outliers;
import java.io.IOException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SkabScorerTest {

  /** The golden figures are from an independent scorer. */
  @Test
  void anAlarmThatIsAlwaysOnGetsItsGoldenScores() throws IOException {
    List<SkabRun> runs = Recordings.skab();
    List<boolean[]> alarms = runs.stream().map(run -> on(run.rows(), 0, run.rows())).toList();
    Outliers outliers = new SkabScorer(runs).outliers(alarms);
    assertThat(outliers.f1()).isCloseTo(0.7056, within(0.00005));
    assertThat(outliers.far()).isEqualTo(1);
    assertThat(outliers.mar()).isZero();
  }

  @Test
  void changesFoundAtOnceScoreAHundred() {
    SkabRun run = run(1000, 500, 700);
    assertThat(changePoints(run, 500, 700)).isCloseTo(100, within(1e-9));
  }

  @Test
  void aChangeFoundHalfAMinuteLateIsWorthTheMeanOfAFindAndAFalseAlarm() {
    SkabRun run = run(1000, 500);
    assertThat(changePoints(run, 530)).isCloseTo(100 * ((1 - 0.11) / 2 + 1) / 2, within(1e-9));
  }

  @Test
  void alarmsOutsideTheMinutesAndMissedChangesCost() {
    SkabRun run = run(1000, 500, 700);
    assertThat(changePoints(run)).isZero();
    assertThat(changePoints(run, 500, 561, 699))
        .isCloseTo(100 * (1 - 1 - 2 * 0.11 + 2) / 4, within(1e-9));
  }

  @Test
  void theSecondOfTwoChangesWithinAMinuteMayBeFoundFromTheEndOfTheFirstMinute() {
    SkabRun run = run(1000, 500, 550);
    assertThat(changePoints(run, 500, 560)).isCloseTo(100, within(1e-9));
    assertThat(changePoints(run, 500, 551)).isCloseTo(100 * (1 - 1 + 2) / 4.0, within(1e-9));
  }

  @Test
  void rowsForLearningAreNotScored() {
    SkabRun run = run(1000, 500);
    assertThat(changePoints(run, 10, 200, 399, 500)).isCloseTo(100, within(1e-9));
  }

  private static double changePoints(SkabRun run, int... alarms) {
    boolean[] flags = new boolean[run.rows()];
    Arrays.stream(alarms).forEach(row -> flags[row] = true);
    return new SkabScorer(List.of(run)).changePoints(List.of(flags), NabProfile.STANDARD);
  }

  private static boolean[] on(int rows, int from, int to) {
    boolean[] flags = new boolean[rows];
    Arrays.fill(flags, from, to, true);
    return flags;
  }

  private static SkabRun run(int rows, int... changes) {
    DateTimeFormatter format = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    LocalDateTime start = LocalDateTime.of(2020, 3, 1, 15, 0);
    List<String> times = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      times.add(format.format(start.plusSeconds(i)));
    }
    boolean[] changePoint = new boolean[rows];
    Arrays.stream(changes).forEach(row -> changePoint[row] = true);
    return new SkabRun("made-up", times, new double[rows][8], new boolean[rows], changePoint);
  }
}
