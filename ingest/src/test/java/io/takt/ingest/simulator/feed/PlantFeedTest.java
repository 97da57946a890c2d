package io.takt.ingest.simulator.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.takt.ingest.FactPublisher;
import io.takt.ingest.simulator.Plant;
import io.takt.ingest.simulator.PlantSettings;
import io.takt.schemas.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class PlantFeedTest {
  private static final Instant START = Instant.parse("2026-03-11T04:00:00Z");
  private static final double SPEED = 600;

  /* A wall that moves only while somebody waits for it. */
  private static final class Wall {
    private long nanos = 42;
    private long waits;

    PlantClock clock() {
      return new PlantClock(
          START,
          SPEED,
          () -> nanos,
          duration -> {
            nanos += duration.toNanos();
            waits++;
          });
    }
  }

  private record Published(String topic, String key, Instant arrivedAt, long plantTime) {}

  private static final class Records implements FactPublisher {
    private final List<Published> published = new ArrayList<>();
    private final Map<String, Long> perTopic = new TreeMap<>();
    private PlantClock clock;
    private int flushed;

    @Override
    public void publish(String topic, String key, SpecificRecord value, Instant arrivedAt) {
      assertThat(value).isInstanceOf(TopicCatalogue.byName(topic).orElseThrow().type());
      note(topic, key, arrivedAt);
    }

    @Override
    public void publishRaw(String topic, byte[] key, byte[] value, Instant arrivedAt) {
      note(topic, "raw", arrivedAt);
    }

    private void note(String topic, String key, Instant arrivedAt) {
      published.add(new Published(topic, key, arrivedAt, clock == null ? 0 : clock.now()));
      perTopic.merge(topic, 1L, Long::sum);
    }

    @Override
    public void flush() {
      flushed++;
    }

    @Override
    public Map<String, Long> published() {
      return perTopic;
    }
  }

  @Test
  void nothingIsPublishedBeforeItsArrivalAndAllOfItBeforeTheEndOfTheRun() throws Exception {
    Plant plant = new Plant(PlantSettings.of(1, START, 12));
    Wall wall = new Wall();
    Records records = new Records();
    records.clock = wall.clock();
    Instant end = START.plus(Duration.ofHours(3));
    FeedReport report = new PlantFeed(plant, records).publish(plant.until(end), records.clock);
    assertThat(records.published).hasSizeGreaterThan(1_000);
    for (Published published : records.published) {
      assertThat(published.plantTime())
          .isBetween(
              published.arrivedAt().toEpochMilli(), published.arrivedAt().toEpochMilli() + 1);
    }
    assertThat(records.clock.now()).isGreaterThanOrEqualTo(end.toEpochMilli());
    assertThat(wall.nanos - 42).isBetween(18_000_000_000L, 18_100_000_000L);
    assertThat(wall.waits).isPositive();
    assertThat(records.flushed).isEqualTo(1);
    assertThat(report.facts()).isEqualTo(records.published());
    assertThat(report.total()).isEqualTo(records.published.size());
  }

  @Test
  void theFeedCountsTablesAndGarbageApart() {
    Plant plant = new Plant(PlantSettings.of(1, START, 12));
    Records records = new Records();
    PlantFeed feed = new PlantFeed(plant, records);
    feed.publishTables();
    assertThat(feed.report().total()).isZero();
    assertThat(feed.report().arrivedUntil()).isNull();
    assertThat(feed.report().tables()).containsEntry("takt.assets", 12L);
    FeedReport report = feed.publishAtOnce(plant.until(START.plus(Duration.ofHours(12))));
    long raw = records.published.stream().filter(one -> one.key().equals("raw")).count();
    assertThat(report.undecodable()).isEqualTo(raw).isPositive();
    assertThat(report.arrivedUntil()).isBefore(START.plus(Duration.ofHours(12)).plusMillis(1));
  }

  @Test
  void aSpeedMustBeANumberAboveZero() {
    assertThatThrownBy(() -> PlantClock.starting(START, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("speed must be a number above 0, not 0.0");
    assertThatThrownBy(() -> PlantClock.starting(START, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
