package io.takt.jobs.oee;

import static io.takt.jobs.oee.Plant.HOUR;
import static io.takt.jobs.oee.Plant.monday;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockTest {

  private static final long WALL = monday("08:00:00");

  @Test
  void inProductionThePlantsTimeIsTheWalls() {
    assertThat(PlantClock.WALL.now(WALL)).isEqualTo(WALL);
    assertThat(PlantClock.WALL.wallOf(WALL)).isEqualTo(WALL);
    assertThat(PlantClock.WALL.wallOf(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 1, 7, 60, 600, 3_599.9})
  void theWallOfAnInstantIsTheFirstThatShowsIt(double speed) {
    PlantClock clock = new PlantClock(WALL, monday("00:00:00"), speed, Long.MAX_VALUE);
    long seed = 20260105;
    Random random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      long plant = monday("00:00:00") + random.nextInt(1_000_000_000);
      long wall = clock.wallOf(plant);
      assertThat(clock.now(wall)).as("seed %s", seed).isGreaterThanOrEqualTo(plant);
      assertThat(clock.now(wall - 1)).as("seed %s", seed).isLessThan(plant);
    }
  }

  @Test
  void theClockStandsAtItsStopAndNothingLaterEverComes() {
    PlantClock clock = new PlantClock(WALL, 0, 60, HOUR);
    assertThat(clock.now(WALL + HOUR)).isEqualTo(HOUR);
    assertThat(clock.wallOf(HOUR)).isEqualTo(WALL + HOUR / 60);
    assertThat(clock.wallOf(HOUR + 1)).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void aClockThatDoesNotGoIsRefused(double speed) {
    assertThatThrownBy(() -> new PlantClock(0, 0, speed, HOUR)).hasMessageContaining("speed");
  }

  @Test
  void whileABacklogIsReadTimeIsBookedAsFarAsItWasRead() {
    Progress progress = new Progress(PlantClock.WALL, WALL);
    progress.at(WALL, Long.MIN_VALUE);
    assertThat(progress.now()).isEqualTo(Long.MIN_VALUE);
    progress.at(WALL + 100, WALL - HOUR);
    assertThat(progress.now()).isEqualTo(WALL - HOUR);
    assertThat(progress.catchingUp()).isTrue();
    progress.at(WALL + 200, WALL - 1_000);
    assertThat(progress.now()).isEqualTo(WALL + 200);
    assertThat(progress.catchingUp()).isFalse();
  }

  @Test
  void aBacklogIsReadToItsEndBeforeTimeIsBookedAhead() {
    Progress progress = new Progress(PlantClock.WALL, WALL);
    progress.at(WALL, WALL - HOUR);
    progress.at(WALL + 100, WALL - Progress.BACKLOG + 1_000);
    assertThat(progress.now()).isEqualTo(WALL - Progress.BACKLOG + 1_000);
    progress.at(WALL + 200, WALL - Progress.OUT_OF_ORDER - Progress.BACKLOG_OVER + 300);
    assertThat(progress.now()).isEqualTo(WALL + 200);
    progress.at(WALL + 3_000, WALL - Progress.OUT_OF_ORDER);
    assertThat(progress.now()).as("facts of late are no backlog").isEqualTo(WALL + 3_000);
  }

  @Test
  void byAFastClockAFewMinutesOfThePlantAreABacklog() {
    PlantClock fast = new PlantClock(WALL, WALL, 30, Long.MAX_VALUE);
    Progress progress = new Progress(fast, WALL);
    long wall = WALL + HOUR;
    long near = fast.now(wall) - fast.perWall(Progress.BACKLOG_AT_LEAST);
    progress.at(wall, near);
    assertThat(progress.catchingUp()).isFalse();
    progress.at(wall + 100, near);
    assertThat(progress.catchingUp()).isTrue();

    PlantClock brisk = new PlantClock(WALL, WALL, 10, Long.MAX_VALUE);
    Progress other = new Progress(brisk, WALL);
    other.at(wall, brisk.now(wall) - Progress.BACKLOG_OF_PLANT);
    assertThat(other.catchingUp()).isFalse();
    other.at(wall + 1, brisk.now(wall) - Progress.BACKLOG_OF_PLANT);
    assertThat(other.catchingUp()).isTrue();
  }

  @Test
  void aWatermarkThatStandsStillDoesNotHoldTimeForLong() {
    Progress progress = new Progress(PlantClock.WALL, WALL);
    for (long at = WALL; at <= WALL + Progress.PATIENCE; at += 1_000) {
      progress.at(at, WALL - HOUR);
    }
    assertThat(progress.now()).isEqualTo(WALL + Progress.PATIENCE);
  }

  @Test
  void factsOfABacklogTellThatItIsReadThoughTheWatermarkStandsStill() {
    Progress progress = new Progress(PlantClock.WALL, WALL);
    long end = WALL + 2 * Progress.PATIENCE;
    for (long at = WALL; at <= end; at += 1_000) {
      progress.at(at, WALL - HOUR);
      progress.heard(WALL - HOUR + 1);
    }
    assertThat(progress.now()).isEqualTo(WALL - HOUR);
    for (long at = end; at <= end + Progress.PATIENCE; at += 1_000) {
      progress.at(at, WALL - HOUR);
      progress.heard(at);
    }
    assertThat(progress.now()).as("facts of now are no backlog").isEqualTo(end + Progress.PATIENCE);
  }

  @Test
  void theRestOfABacklogBelongsToItAsLongAsItIsRead() {
    Progress progress = new Progress(PlantClock.WALL, WALL);
    progress.at(WALL, Long.MIN_VALUE);
    long end = WALL + 2 * Progress.START_UP;
    for (long at = WALL; at <= end; at += 1_000) {
      progress.at(at, Long.MIN_VALUE);
      progress.heard(at - Progress.BACKLOG_OVER - 1);
    }
    assertThat(progress.now()).as("the first watermark is late").isEqualTo(Long.MIN_VALUE);
    for (long at = end; at <= end + Progress.START_UP; at += 1_000) {
      progress.at(at, Long.MIN_VALUE);
      progress.heard(at - Progress.BACKLOG_OVER);
    }
    assertThat(progress.now()).isEqualTo(end + Progress.START_UP);
  }

  @Test
  void aTaskThatWasHeldUpTakesNothingForSilenceMeanwhile() {
    Progress progress = new Progress(PlantClock.WALL, WALL);
    progress.at(WALL, WALL - Progress.OUT_OF_ORDER);
    progress.at(WALL + 20_000, WALL - Progress.OUT_OF_ORDER);
    assertThat(progress.catchingUp()).as("what arrived in the 20 s has yet to be read").isTrue();
    assertThat(progress.now()).isEqualTo(WALL);
  }

  @Test
  void allIsSurelyReadAfterTenMinutesWithoutALongBacklogOrTheHorizonIfThatIsLess() {
    Progress progress = new Progress(PlantClock.WALL, WALL);
    progress.at(WALL + 599_999, WALL + 599_999);
    assertThat(progress.allSurelyRead(HOUR)).isFalse();
    assertThat(progress.allSurelyRead(599_999)).isTrue();
    progress.at(WALL + 600_000, WALL + 600_000);
    assertThat(progress.allSurelyRead(HOUR)).isTrue();

    PlantClock fast = new PlantClock(WALL, WALL, 60, Long.MAX_VALUE);
    Progress sped = new Progress(fast, WALL);
    sped.at(WALL + 59_999, fast.now(WALL + 59_999));
    assertThat(sped.allSurelyRead(HOUR)).isFalse();
    sped.at(WALL + 60_000, fast.now(WALL + 60_000));
    assertThat(sped.allSurelyRead(HOUR)).isTrue();
  }

  @Test
  void aShortBacklogIsNoReasonToKeepWhatIsOld() {
    Progress progress = new Progress(PlantClock.WALL, WALL);
    long later = WALL + Progress.SURELY_READ;
    progress.at(later, later - Progress.SHORT);
    assertThat(progress.catchingUp()).isTrue();
    assertThat(progress.allSurelyRead(HOUR)).isTrue();
    progress.at(later + 1, later - Progress.SHORT);
    assertThat(progress.allSurelyRead(HOUR)).isFalse();
  }

  @Test
  void aFactOfALongBacklogIsAReasonThoughTheWatermarkHasPassedItBy() {
    Progress progress = new Progress(PlantClock.WALL, WALL);
    long later = WALL + Progress.SURELY_READ;
    progress.at(later, later);
    progress.heard(later - Progress.SHORT);
    assertThat(progress.allSurelyRead(HOUR)).isTrue();
    progress.heard(later - Progress.SHORT - 1);
    assertThat(progress.allSurelyRead(HOUR)).isFalse();
  }

  @Test
  void bookedTimeNeverFallsWhenABacklogArrivesLater() {
    Progress progress = new Progress(PlantClock.WALL, WALL);
    progress.at(WALL + Progress.START_UP, Long.MIN_VALUE);
    long booked = progress.now();
    assertThat(booked).isEqualTo(WALL + Progress.START_UP);
    progress.at(WALL + Progress.START_UP + 1, WALL - HOUR);
    assertThat(progress.now()).isEqualTo(booked);
  }
}
