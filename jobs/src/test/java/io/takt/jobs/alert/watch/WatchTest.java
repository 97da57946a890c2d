package io.takt.jobs.alert.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.takt.jobs.alert.AlertsSettings;
import io.takt.jobs.alert.rule.Observation;
import io.takt.jobs.alert.rule.RuleSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchTest {

  private static final long SIX = Instant.parse("2026-03-02T06:00:00Z").toEpochMilli();
  private static final Place PRESS =
      new Place("press-01", "Press 1", "L1", "shop", "Ulm", "press", "Europe/Berlin");

  private final List<Condition> changed = new ArrayList<>();
  private final Map<String, Order> orders = new HashMap<>();
  private Watch watch = new Watch(AlertsSettings.standardRules());
  private AssetWatch asset = watch.describe(AssetWatch.of("press-01"), PRESS);

  @Test
  void aStopIsAConditionFromItsOwnStartToItsOwnEnd() {
    stop(0, null, "PENDING_STOP");
    stop(0, null, "UNPLANNED_STOP");
    stop(0, 12, "UNPLANNED_STOP");
    assertThat(told("long-stop")).containsExactly("0..open", "0..12");
    assertThat(changed.get(0).summary()).isEqualTo("Press 1 has stood since 07:00");
    assertThat(changed.get(0).fingerprint()).isEqualTo("long-stop|press-01");
    assertThat(changed.get(0).labels())
        .containsEntry("line", "L1")
        .containsEntry("site", "Ulm")
        .containsEntry("severity", "FAULT");
  }

  @Test
  void aStopThatTurnsOutToBeNoneEndsWhereItBegan() {
    stop(0, null, "PENDING_STOP");
    observe(
        new Observation(
            "stops", "press-01", SIX, true, Map.of(), Map.of("started_at", (double) SIX)),
        3);
    assertThat(told("long-stop")).containsExactly("0..open", "0..0");
  }

  @Test
  void anOlderStopNeverReplacesANewerOne() {
    stop(30, null, "UNPLANNED_STOP");
    stop(0, 12, "UNPLANNED_STOP");
    assertThat(told("long-stop")).containsExactly("30..open");
  }

  @Test
  void silenceIsNoticedByTimeAlone() {
    live(0, 0, "RUNNING");
    long due = watch.nextDue(asset, at(0));
    assertThat(due).isEqualTo(at(15));
    asset = watch.advance(asset, due + 1, changed::add);
    assertThat(told("data-stale")).containsExactly("0..open");
    live(20, 20, "RUNNING");
    assertThat(told("data-stale")).containsExactly("0..open", "0..20");
  }

  @Test
  void theOeeOfAWindowIsThatOfTheViews() {
    watch =
        new Watch(
            RuleSet.of(
                "rules: [{name: low, stream: ledger, window: 1h, when: oee < 75%, deadband: 0.02}]"));
    // Half of planned time running at ideal pace, one part in ten scrap: 0.5 x 1 x 0.9.
    for (int minute = 0; minute < 60; minute++) {
      book(minute, minute < 30 ? 10 : 0, minute < 30 ? 9 : 0);
    }
    Condition last = changed.get(changed.size() - 1);
    Observation seen = Sums.ledger("press-01", asset.minutes(), 3_600_000);
    assertThat(seen.numbers().get("oee")).isCloseTo(0.45, within(1e-9));
    assertThat(seen.numbers().get("availability")).isCloseTo(0.5, within(1e-9));
    assertThat(last.labels()).containsEntry("rule", "low");
    assertThat(asset.minutes()).hasSize(60);
    book(60, 0, 0);
    assertThat(asset.minutes()).hasSize(60);
  }

  @Test
  void aMinuteThatIsBookedAnewReplacesWhatItSaid() {
    book(0, 10, 10);
    book(1, 10, 10);
    book(0, 4, 4);
    assertThat(asset.minutes()).extracting(Minute::total).containsExactly(4.0, 10.0);
  }

  @Test
  void anOrderIsBehindWhenItsPaceWillNotDo() {
    orders.put("4711", new Order("4711", "bolt", 1_200, at(120)));
    for (int minute = 0; minute < 60; minute++) {
      book(minute, 10, 10);
    }
    assertThat(changed).noneMatch(c -> c.rule().equals("behind-order"));
    for (int minute = 60; minute < 90; minute++) {
      book(minute, 1, 1);
    }
    Condition behind =
        changed.stream().filter(c -> c.rule().equals("behind-order")).findFirst().orElseThrow();
    assertThat(behind.fingerprint()).isEqualTo("behind-order|press-01|work_order=4711");
    assertThat(behind.summary()).contains("Order 4711 on Press 1 will not be done by 09:00");
  }

  @Test
  void eventsCountWithinTheirTimeAndLast() {
    for (int minute : new int[] {0, 10, 100, 110, 120}) {
      observe(
          new Observation(
              "data-quality",
              "press-01",
              at(minute),
              false,
              Map.of("kind", "COUNTER_RESET", "detail", "fell"),
              Map.of()),
          minute);
    }
    assertThat(told("counter-problem")).containsExactly("120..150");
    assertThat(changed.get(changed.size() - 1).fingerprint())
        .isEqualTo("counter-problem|press-01|kind=COUNTER_RESET");
  }

  @Test
  void whatIsRepeatedSaysNothingNew() {
    stop(0, null, "UNPLANNED_STOP");
    stop(0, null, "UNPLANNED_STOP");
    live(0, 0, "RUNNING");
    live(1, 1, "RUNNING");
    assertThat(changed)
        .extracting(Condition::rule)
        .containsExactly("long-stop", "stop-without-reason");
  }

  private void stop(long start, Integer end, String category) {
    Map<String, Double> numbers = new HashMap<>();
    numbers.put("started_at", (double) at(start));
    if (end != null) {
      numbers.put("ended_at", (double) at(end));
    }
    observe(
        new Observation(
            "stops", "press-01", at(start), false, Map.of("category", category), numbers),
        end == null ? start : end);
  }

  private void live(long asOf, long lastFact, String category) {
    observe(
        new Observation(
            "oee-live",
            "press-01",
            at(asOf),
            false,
            Map.of("category", category),
            Map.of("last_fact_at", (double) at(lastFact))),
        asOf);
  }

  private void book(int minute, double total, double good) {
    asset =
        watch.book(
            asset,
            new Minute(
                at(minute),
                60_000,
                total > 0 ? 60_000 : 0,
                0,
                total * 6_000,
                0,
                total,
                good,
                total - good,
                0,
                Map.of("4711", good),
                "4711"),
            orders::get,
            at(minute + 1),
            changed::add);
  }

  private void observe(Observation seen, long minute) {
    asset = watch.observe(asset, seen, at(minute), changed::add);
  }

  private static long at(long minute) {
    return SIX + minute * 60_000;
  }

  private List<String> told(String rule) {
    return changed.stream()
        .filter(condition -> condition.rule().equals(rule))
        .map(
            condition ->
                (condition.since() - SIX) / 60_000
                    + ".."
                    + (condition.until() == Condition.OPEN
                        ? "open"
                        : (condition.until() - SIX) / 60_000))
        .toList();
  }
}
