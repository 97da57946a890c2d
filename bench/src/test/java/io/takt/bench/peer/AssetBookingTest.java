package io.takt.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.takt.bench.peer.AssetBooking.Doing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssetBookingTest {

  private static final String PRESS = "press";
  private static final long SEVEN = 7 * 3_600_000L;
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;

  private final AssetBooking booking = new AssetBooking();
  private final List<MinuteRow> rows = new ArrayList<>();

  private static MinuteRow row(long minute, long runs, long stands, double good, double ideal) {
    return new MinuteRow(PRESS, SEVEN + minute * MINUTE, runs, stands, good, ideal);
  }

  @Test
  void aStateHoldsOnOverTheEndOfItsMinute() {
    booking.state(PRESS, SEVEN, Doing.RUNS, rows::add);
    booking.state(PRESS, SEVEN + 40 * SECOND, Doing.STANDS, rows::add);
    booking.state(PRESS, SEVEN + 2 * MINUTE + 10 * SECOND, Doing.RUNS, rows::add);
    booking.until(PRESS, SEVEN + 3 * MINUTE, rows::add);
    assertThat(rows)
        .containsExactly(
            row(0, 40 * SECOND, 20 * SECOND, 0, 0),
            row(1, 0, MINUTE, 0, 0),
            row(2, 50 * SECOND, 10 * SECOND, 0, 0));
  }

  @Test
  void partsTakeTheIdealTimeOfTheOrderOfTheirTime() {
    booking.order(PRESS, SEVEN, 500, rows::add);
    booking.state(PRESS, SEVEN, Doing.RUNS, rows::add);
    booking.count(PRESS, SEVEN + SECOND, 2, rows::add);
    booking.order(PRESS, SEVEN + 2 * SECOND, 100, rows::add);
    booking.count(PRESS, SEVEN + 3 * SECOND, 1, rows::add);
    booking.until(PRESS, SEVEN + MINUTE, rows::add);
    assertThat(rows).containsExactly(row(0, MINUTE, 0, 3, 1_100));
  }

  @Test
  void itDoesNotMatterWhichOfOneInstantComesFirst() {
    booking.count(PRESS, SEVEN, 1, rows::add);
    booking.count(PRESS, SEVEN, 1, rows::add);
    booking.order(PRESS, SEVEN, 500, rows::add);
    booking.state(PRESS, SEVEN, Doing.RUNS, rows::add);
    booking.until(PRESS, SEVEN + MINUTE, rows::add);
    assertThat(rows).containsExactly(row(0, MINUTE, 0, 2, 1_000));
  }

  @Test
  void aFactOfAMinuteThatIsOverIsLeftOut() {
    booking.state(PRESS, SEVEN, Doing.RUNS, rows::add);
    booking.until(PRESS, SEVEN + MINUTE, rows::add);
    booking.count(PRESS, SEVEN + 59 * SECOND, 1, rows::add);
    booking.state(PRESS, SEVEN + 59 * SECOND, Doing.STANDS, rows::add);
    booking.until(PRESS, SEVEN + 2 * MINUTE, rows::add);
    assertThat(rows).containsExactly(row(0, MINUTE, 0, 0, 0), row(1, MINUTE, 0, 0, 0));
  }

  @Test
  void beforeItsFirstFactAnAssetHasNoMinutes() {
    booking.until(PRESS, SEVEN, rows::add);
    assertThat(rows).isEmpty();
  }

  @Test
  void whatIsKeptGoesOnAsIfNothingHadHappened() {
    booking.order(PRESS, SEVEN, 500, rows::add);
    booking.state(PRESS, SEVEN, Doing.RUNS, rows::add);
    booking.count(PRESS, SEVEN + SECOND, 2, rows::add);
    booking.state(PRESS, SEVEN + 30 * SECOND, Doing.STANDS, rows::add);
    AssetBookingSerde serde = new AssetBookingSerde();
    AssetBooking read =
        serde.deserializer().deserialize("", serde.serializer().serialize("", booking));
    assertThat(read).usingRecursiveComparison().isEqualTo(booking);
    read.until(PRESS, SEVEN + MINUTE, rows::add);
    assertThat(rows).containsExactly(row(0, 30 * SECOND, 30 * SECOND, 2, 1_000));
  }
}
