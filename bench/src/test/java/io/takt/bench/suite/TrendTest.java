package io.takt.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.takt.bench.suite.Trend.Sample;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrendTest {

  @Test
  void samplesOnALineTellTheSlopeOfTheLine() {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      samples.add(new Sample(i / 360.0, 100 + 12 * (i / 360.0)));
    }
    assertThat(Trend.of(samples).slopePerHour()).isCloseTo(12, within(1e-6));
  }

  @Test
  void theSlopeIsThatOfTheLeastSquares() {
    // By hand: means 1.5 and 3.5, sums of products 8 and of squares 5.
    Trend trend =
        Trend.of(List.of(new Sample(0, 1), new Sample(1, 3), new Sample(2, 4), new Sample(3, 6)));
    assertThat(trend.slopePerHour()).isCloseTo(1.6, within(1e-12));
    assertThat(trend.min()).isEqualTo(1);
    assertThat(trend.median()).isEqualTo(3.5);
    assertThat(trend.max()).isEqualTo(6);
  }

  @Test
  void aSawtoothOfWholeTeethIsFlatAndARiseIsNotNorIsAFall() {
    List<Sample> teeth = new ArrayList<>();
    List<Sample> rise = new ArrayList<>();
    List<Sample> fall = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      double hours = i / 360.0;
      teeth.add(new Sample(hours, 200 + i % 4));
      rise.add(new Sample(hours, 200 + 60 * hours));
      fall.add(new Sample(hours, 200 - 60 * hours));
    }
    assertThat(Trend.of(teeth).flatOver(0.5)).isTrue();
    assertThat(Trend.of(rise).flatOver(0.5)).isFalse();
    assertThat(Trend.of(fall).flatOver(0.5)).isFalse();
  }

  @Test
  void samplesOfOneMomentAreRefused() {
    assertThatThrownBy(() -> Trend.of(List.of(new Sample(1, 2), new Sample(1, 3))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Trend.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }
}
