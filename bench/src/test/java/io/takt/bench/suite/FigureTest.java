package io.takt.bench.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FigureTest {

  private static final Goal FASTER = Goal.atLeast(2, 4);

  @Test
  void theRatioIsTheMedianOfThePairsAndNotTheRatioOfMedians() {
    Figure figure =
        new Figure(
            "B0", "a / b", "", FASTER, List.of(new Pair(9, 3), new Pair(10, 5), new Pair(8, 1)));
    assertThat(figure.ratio()).isEqualTo(3);
    assertThat(figure.spread()).isEqualTo((8 - 2) / 3.0);
  }

  @Test
  void lessIsBetterWhereTheGoalSaysSo() {
    Goal small = Goal.atMost(1.10, 1.05);
    assertThat(small.gateMet(1.10)).isTrue();
    assertThat(small.gateMet(1.11)).isFalse();
    assertThat(small.targetMet(1.06)).isFalse();
    assertThat(FASTER.gateMet(1.9)).isFalse();
    assertThat(FASTER.targetMet(4)).isTrue();
  }

  @Test
  void aFigureOfNothingIsRefused() {
    assertThatThrownBy(() -> new Figure("B0", "a / b", "", FASTER, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNameStandsForAllThatBeginWithItsNumber() {
    Suite suite = new Suite();
    assertThat(suite.named(List.of("b2"))).extracting(Benchmark::id).containsExactly("B2a", "B2b");
    assertThat(suite.named(List.of("B3"))).extracting(Benchmark::id).containsExactly("B3", "B3r");
    assertThat(suite.named(List.of("B1"))).extracting(Benchmark::id).containsExactly("B1");
    assertThatThrownBy(() -> suite.named(List.of("B99"))).hasMessageContaining("no benchmark B99");
  }

  @Test
  void whatSteadyProductionLeavesInStateDoesNotGrowAndStaysSmall() throws Exception {
    List<Figure> figures = new StateSize().run(new Bed(null), 1);
    assertThat(figures).allMatch(Figure::gateMet, "meets its gate");
  }
}
