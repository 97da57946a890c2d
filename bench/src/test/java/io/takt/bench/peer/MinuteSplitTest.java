package io.takt.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MinuteSplitTest {

  private static final long TEN = 600_000;

  private record Piece(long minute, long ms) {}

  private static List<Piece> split(long from, long to) {
    List<Piece> pieces = new ArrayList<>();
    MinuteSplit.split(from, to, (minute, ms) -> pieces.add(new Piece(minute, ms)));
    return pieces;
  }

  @Test
  void timeIsCutWhereMinutesBeginAndNoneIsLost() {
    assertThat(split(TEN + 59_000, TEN + 121_500))
        .containsExactly(
            new Piece(TEN, 1_000),
            new Piece(TEN + 60_000, 60_000),
            new Piece(TEN + 120_000, 1_500));
  }

  @Test
  void whatLiesWithinOneMinuteIsOnePiece() {
    assertThat(split(TEN, TEN + 60_000)).containsExactly(new Piece(TEN, 60_000));
    assertThat(split(TEN + 5, TEN + 6)).containsExactly(new Piece(TEN, 1));
  }

  @Test
  void noTimeHasNoPieces() {
    assertThat(split(TEN, TEN)).isEmpty();
    assertThat(split(TEN + 1, TEN)).isEmpty();
  }

  @Test
  void minutesBeforeTheEpochBeginBeforeIt() {
    assertThat(split(-1_000, 1_000))
        .containsExactly(new Piece(-60_000, 1_000), new Piece(0, 1_000));
  }
}
