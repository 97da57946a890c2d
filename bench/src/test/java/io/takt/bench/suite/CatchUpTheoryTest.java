package io.takt.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CatchUpTheoryTest {

  @Test
  void atHalfTheSpeedItTakesAsLongAsWhatIsReadAgainAndTheOutage() {
    assertThat(new CatchUpTheory(20_000, 40_000).seconds(8, 2.5)).isEqualTo(10.5);
  }

  @Test
  void whatIsLeftOfTheSpeedDecides() {
    assertThat(new CatchUpTheory(30_000, 40_000).seconds(8, 0)).isEqualTo(24);
    assertThat(new CatchUpTheory(10_000, 40_000).seconds(8, 1)).isEqualTo(3);
  }

  @Test
  void itIsWhatASimulationByTheMillisecondTakes() {
    CatchUpTheory theory = new CatchUpTheory(17, 29);
    double waiting = 17 * (6.2 + 1.9);
    double seconds = 0;
    while (waiting > 0) {
      waiting += (17 - 29) / 1000.0;
      seconds += 0.001;
    }
    assertThat(theory.seconds(6.2, 1.9)).isCloseTo(seconds, within(0.01));
  }

  @Test
  void aSpeedThatIsNotAboveTheRateIsRefused() {
    assertThatThrownBy(() -> new CatchUpTheory(100, 100))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("never caught up");
  }
}
