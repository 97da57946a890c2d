package io.takt.jobs.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.takt.avro.Quality;
import io.takt.jobs.intake.Sensed.Sample;
import io.takt.jobs.telemetry.RecentMinutes.Fate;
import io.takt.sinks.TelemetryMinute;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecentMinutesTest {

  private static final long MINUTE = 60_000;
  private static final long TEN = 1_773_050_400_000L;

  private final RecentMinutes minutes = new RecentMinutes();
  private final Map<String, TelemetryMinute> table = new HashMap<>();
  private long wall = 1;
  private long sequence;

  @Test
  void aMinuteIsOfAllItsSamplesWhicheverCameFirst() {
    List<Sample> samples = new ArrayList<>();
    samples.add(sample(TEN + 30_000, 7, Quality.GOOD));
    samples.add(sample(TEN + 10_000, 4, Quality.UNCERTAIN));
    samples.add(sample(TEN + 59_999, 1, Quality.GOOD));
    samples.add(sample(TEN + 5_000, 1_000, Quality.BAD));
    samples.add(sample(TEN, Double.NaN, Quality.GOOD));
    TelemetryMinute inOrder = summed(samples);
    assertThat(inOrder.samples()).isEqualTo(5);
    assertThat(inOrder.good()).isEqualTo(3);
    assertThat(inOrder.bad()).isEqualTo(1);
    assertThat(inOrder.used()).isEqualTo(3);
    assertThat(inOrder.minimum()).isEqualTo(1);
    assertThat(inOrder.maximum()).isEqualTo(7);
    assertThat(inOrder.mean()).isCloseTo(4, within(1e-12));
    assertThat(inOrder.sd()).isCloseTo(3, within(1e-12));
    assertThat(inOrder.first()).isEqualTo(4);
    assertThat(inOrder.last()).isEqualTo(1);
    Collections.reverse(samples);
    TelemetryMinute reversed = summed(samples);
    assertThat(reversed.first()).isEqualTo(4);
    assertThat(reversed.last()).isEqualTo(1);
    assertThat(reversed.sd()).isCloseTo(3, within(1e-12));
  }

  @Test
  void aRepeatedDeliveryChangesNothing() {
    Sample sample = sample(TEN, 5, Quality.GOOD);
    assertThat(accept(sample)).isEqualTo(Fate.COUNTED);
    say();
    assertThat(accept(sample)).isEqualTo(Fate.REPEATED);
    assertThat(minutes.anythingUnsaid()).isFalse();
  }

  @Test
  void whatWasHeldBackForHoursIsSummedBesideWhatIsLive() {
    for (int i = 0; i < 10; i++) {
      accept(sample(TEN + i * MINUTE, 1, Quality.GOOD));
    }
    // The gateway is back after two hours: live samples, and between them what it held back.
    long back = TEN + 130 * MINUTE;
    for (int i = 10; i < 130; i++) {
      assertThat(accept(sample(back + i * 500L, 2, Quality.GOOD))).isEqualTo(Fate.COUNTED);
      for (int second = 0; second < 60; second += 20) {
        Sample held = sample(TEN + i * MINUTE + second * 1_000L, 3, Quality.GOOD);
        assertThat(accept(held)).as("minute " + i).isEqualTo(Fate.COUNTED);
      }
    }
    say();
    for (int i = 10; i < 130; i++) {
      assertThat(table.get("heat " + (TEN + i * MINUTE)).samples()).isEqualTo(3);
    }
    assertThat(table.get("heat " + back).samples()).isEqualTo(110);
  }

  @Test
  void aSampleForAMinuteThatWasLetGoIsLeftToTheDatabase() {
    for (int i = 0; i <= RecentMinutes.KEPT; i++) {
      accept(sample(TEN + i * MINUTE, i, Quality.GOOD));
    }
    assertThat(table).as("said when it is let go").containsKey("heat " + TEN);
    assertThat(accept(sample(TEN + 1, 9, Quality.GOOD))).isEqualTo(Fate.FOR_THE_DATABASE);
    assertThat(accept(sample(TEN - MINUTE, 9, Quality.GOOD)))
        .as("a minute that was never touched")
        .isEqualTo(Fate.COUNTED);
  }

  @Test
  void revisionsRiseEvenWhenTheWallClockDoesNot() {
    accept(sample(TEN, 1, Quality.GOOD));
    say();
    long before = table.get("heat " + TEN).revision();
    accept(sample(TEN + 1, 1, Quality.GOOD));
    wall -= 1_000_000;
    say();
    assertThat(table.get("heat " + TEN).revision()).isGreaterThan(before);
  }

  @Test
  void whatIsWrittenAndReadGoesOnAlike() throws IOException {
    long seed = 7;
    System.out.println("RecentMinutesTest seed " + seed);
    Random random = new Random(seed);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      long at = TEN + i * 400L - (random.nextInt(10) == 0 ? random.nextInt(600_000) : 0);
      samples.add(
          new Sample(
              "press",
              random.nextBoolean() ? "heat" : "load",
              at,
              random.nextGaussian(),
              Quality.GOOD,
              at,
              "plc",
              random.nextInt(4)));
    }
    RecentMinutes once = new RecentMinutes();
    RecentMinutes again = new RecentMinutes();
    List<TelemetryMinute> said = new ArrayList<>();
    List<TelemetryMinute> saidAgain = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      Fate fate = once.accept(samples.get(i), "press", said::add, i);
      assertThat(again.accept(samples.get(i), "press", saidAgain::add, i)).isEqualTo(fate);
      if (i % 100 == 99) {
        again = i % 200 == 199 ? again.copy() : throughBytes(again);
      }
      if (i % 70 == 69) {
        once.sayChanged("press", said::add, i);
        again.sayChanged("press", saidAgain::add, i);
      }
    }
    assertThat(saidAgain).hasSizeGreaterThan(20).isEqualTo(said);
  }

  @Test
  void rangesOfMinutesLetGoAreJoinedAndBounded() throws IOException {
    MinutesLetGo letGo = new MinutesLetGo();
    letGo.add(TEN);
    letGo.add(TEN + 2 * MINUTE);
    letGo.add(TEN + MINUTE);
    assertThat(letGo.size()).isEqualTo(1);
    assertThat(letGo.contains(TEN + 2 * MINUTE)).isTrue();
    assertThat(letGo.contains(TEN + 3 * MINUTE)).isFalse();
    for (int i = 0; i < 500; i++) {
      letGo.add(TEN + 10 * MINUTE * i);
    }
    assertThat(letGo.size()).isEqualTo(MinutesLetGo.RANGES);
    assertThat(letGo.contains(TEN + 4990 * MINUTE)).isTrue();
    assertThat(letGo.contains(TEN + 4985 * MINUTE)).isFalse();
  }

  private TelemetryMinute summed(List<Sample> samples) {
    RecentMinutes own = new RecentMinutes();
    List<TelemetryMinute> said = new ArrayList<>();
    samples.forEach(sample -> own.accept(sample, "press", said::add, 1));
    own.sayChanged("press", said::add, 1);
    assertThat(said).hasSize(1);
    return said.get(0);
  }

  private Fate accept(Sample sample) {
    return minutes.accept(sample, "press", this::keep, wall++);
  }

  private void say() {
    minutes.sayChanged("press", this::keep, wall++);
  }

  private void keep(TelemetryMinute row) {
    TelemetryMinute before = table.put(row.signal() + " " + row.minute(), row);
    assertThat(before == null || before.revision() < row.revision()).isTrue();
  }

  private Sample sample(long at, double value, Quality quality) {
    return new Sample("press", "heat", at, value, quality, at, "plc", sequence++);
  }

  private static RecentMinutes throughBytes(RecentMinutes minutes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    minutes.write(new DataOutputStream(bytes));
    return RecentMinutes.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }
}
