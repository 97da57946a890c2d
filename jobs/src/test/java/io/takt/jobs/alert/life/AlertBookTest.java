package io.takt.jobs.alert.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.takt.jobs.alert.rule.RuleSet;
import io.takt.jobs.alert.watch.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Lives told in simulated time; each state is written as "minute STATE". */
class AlertBookTest {

  private static final long SIX = Instant.parse("2026-03-02T06:00:00Z").toEpochMilli();
  private static final RuleSet RULES =
      RuleSet.of(
          """
          rules:
            - {name: stop, stream: stops, when: reason is null, on-delay: 10m, suppressed-by: [line-down]}
            - {name: noisy, stream: stops, when: reason is null, off-delay: 5m}
            - {name: always, stream: stops, when: reason is null, in-planned-stop: true}
            - {name: stale, stream: stops, when: reason is null, suppressed-by: [gateway]}
            - {name: gateway, stream: alerts, several: {of: [stale], sharing: site, at-least: 3}, summary: "{count} in {site}"}
            - {name: line-down, stream: alerts, several: {of: [stop], sharing: line, at-least: 2}}
          """);

  private final List<Life> told = new ArrayList<>();
  private AlertBook book = new AlertBook(RULES, told::add);

  @Test
  void whatEndsBeforeItsOnDelayWasNeverActive() {
    on("stop", "a", 0, Condition.OPEN, 0);
    on("stop", "a", 0, 9, 9);
    advance(60);
    assertThat(states("stop|a")).containsExactly("0 PENDING", "9 CLEARED");
    assertThat(told).allMatch(life -> life.activeAt() == Life.NONE);
  }

  @Test
  void theOnDelayCountsFromTheConditionWheneverItIsTold() {
    on("stop", "a", 0, Condition.OPEN, 25);
    assertThat(states("stop|a")).containsExactly("10 ACTIVE_UNACKNOWLEDGED");
    on("stop", "a", 0, 40, 41);
    assertThat(states("stop|a")).containsExactly("10 ACTIVE_UNACKNOWLEDGED", "40 CLEARED");
  }

  @Test
  void anEpisodeThatIsOverWhenItIsToldIsToldInItsOwnTime() {
    on("stop", "a", 0, 30, 120);
    assertThat(states("stop|a")).containsExactly("10 ACTIVE_UNACKNOWLEDGED", "30 CLEARED");
    on("stop", "a", 40, 45, 120);
    advance(300);
    assertThat(states("stop|a")).hasSize(2);
  }

  @Test
  void theOffDelayJoinsWhatComesBackBeforeItIsOver() {
    on("noisy", "a", 0, Condition.OPEN, 0);
    on("noisy", "a", 0, 2, 2);
    on("noisy", "a", 4, Condition.OPEN, 4);
    on("noisy", "a", 4, 6, 6);
    advance(60);
    assertThat(states("noisy|a")).containsExactly("0 ACTIVE_UNACKNOWLEDGED", "11 CLEARED");
    assertThat(told.get(1).startedAt()).isEqualTo(SIX);
  }

  /** While a backlog is read the plant's time lags behind what is heard. */
  @Test
  void whatIsHeardBeforeItsTimeMakesTheSameEpisodes() {
    long lagging = -60;
    on("noisy", "a", 0, Condition.OPEN, lagging);
    on("noisy", "a", 0, 2, lagging);
    on("noisy", "a", 4, Condition.OPEN, lagging);
    on("noisy", "a", 4, 6, lagging);
    on("noisy", "a", 100, Condition.OPEN, lagging);
    on("noisy", "a", 100, 101, lagging);
    advance(300);
    assertThat(states("noisy|a"))
        .containsExactly(
            "0 ACTIVE_UNACKNOWLEDGED", "11 CLEARED", "100 ACTIVE_UNACKNOWLEDGED", "106 CLEARED");
  }

  @Test
  void whatIsHeardBeforeItsTimeIsRaisedWhenItsTimeComes() {
    on("always", "a", 10, Condition.OPEN, 5);
    advance(9);
    assertThat(states("always|a")).isEmpty();
    advance(10);
    assertThat(states("always|a")).containsExactly("10 ACTIVE_UNACKNOWLEDGED");
  }

  @Test
  void acknowledgingHoldsForThisEpisodeAlone() {
    on("always", "a", 0, Condition.OPEN, 0);
    book.on(new Word("always|a", "a", at(3), 0, "badge 7"), at(3));
    on("always", "a", 0, 5, 5);
    on("always", "a", 8, Condition.OPEN, 8);
    // Somebody presses the button of a message that is long past.
    book.on(new Word("always|a", "a", at(7), 0, "badge 7"), at(9));
    assertThat(states("always|a"))
        .containsExactly(
            "0 ACTIVE_UNACKNOWLEDGED",
            "3 ACTIVE_ACKNOWLEDGED",
            "5 CLEARED",
            "8 ACTIVE_UNACKNOWLEDGED");
    assertThat(told.get(1).acknowledgedBy()).isEqualTo("badge 7");
    assertThat(told.get(3).acknowledgedBy()).isEmpty();
  }

  @Test
  void aWordUnderAnotherAssetChangesNothing() {
    on("always", "a", 0, Condition.OPEN, 0);
    book.on(new Word("always|a", "b", at(3), 0, "badge 7"), at(3));
    book.on(new Word("always|a", "b", at(3), at(60), "badge 7"), at(3));
    assertThat(states("always|a")).containsExactly("0 ACTIVE_UNACKNOWLEDGED");
  }

  @Test
  void whatIsShelvedComesBackWhenTheTimeIsOver() {
    on("always", "a", 0, Condition.OPEN, 0);
    book.on(new Word("always|a", "a", at(1), at(61), "badge 7"), at(1));
    advance(60);
    assertThat(states("always|a")).containsExactly("0 ACTIVE_UNACKNOWLEDGED", "1 SHELVED");
    advance(200);
    assertThat(states("always|a")).last().isEqualTo("61 ACTIVE_UNACKNOWLEDGED");
    book.on(new Word("always|a", "a", at(201), at(900), "badge 7"), at(201));
    book.on(new Word("always|a", "a", at(210), at(210), "badge 7"), at(210));
    assertThat(states("always|a")).last().isEqualTo("210 ACTIVE_UNACKNOWLEDGED");
  }

  @Test
  void aPlannedStopSuppressesUnlessTheRuleSaysOtherwise() {
    on("noisy", "a", 0, Condition.OPEN, 0);
    on("always", "a", 0, Condition.OPEN, 0);
    book.planned("a", true, at(5));
    book.planned("a", false, at(20));
    assertThat(states("noisy|a"))
        .containsExactly("0 ACTIVE_UNACKNOWLEDGED", "5 SUPPRESSED", "20 ACTIVE_UNACKNOWLEDGED");
    assertThat(told.get(2).suppressedBy()).isEqualTo(AlertBook.PLANNED_STOP);
    assertThat(states("always|a")).hasSize(1);
  }

  @Test
  void aParentHidesItsChildrenAndGivesThemBack() {
    on("stale", "a", 0, Condition.OPEN, 0);
    on("stale", "b", 1, Condition.OPEN, 1);
    on("stale", "c", 2, Condition.OPEN, 2);
    assertThat(states("gateway|site=Ulm")).containsExactly("2 ACTIVE_UNACKNOWLEDGED");
    for (String asset : List.of("a", "b", "c")) {
      assertThat(states("stale|" + asset)).last().isEqualTo("2 SUPPRESSED");
    }
    on("stale", "a", 0, 7, 7);
    assertThat(states("gateway|site=Ulm")).last().isEqualTo("7 CLEARED");
    assertThat(states("stale|a")).last().isEqualTo("7 CLEARED");
    assertThat(states("stale|b")).last().isEqualTo("7 ACTIVE_UNACKNOWLEDGED");
  }

  @Test
  void aStopThatIsNoMoreClearsItsAlert() {
    on("stop", "a", 0, Condition.OPEN, 15);
    on("stop", "a", 0, 0, 20);
    assertThat(states("stop|a")).last().asString().endsWith("CLEARED");
  }

  @Test
  void anAlertIsForgottenADayAfterItCleared() {
    on("noisy", "a", 0, 10, 10);
    advance(16 + 24 * 60);
    assertThat(book.lives()).isEmpty();
    assertThat(book.nextDue()).isEqualTo(Long.MAX_VALUE);
  }

  /** Restored anywhere, looked at whenever: the same states at the same times. */
  @Test
  void theTimesOfStatesDoNotDependOnWhenTheyAreLookedAt() {
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<Condition> conditions = new ArrayList<>();
    for (String asset : List.of("a", "b", "c", "d")) {
      for (String rule : List.of("stop", "noisy")) {
        long minute = random.nextInt(5);
        while (minute < 600) {
          long end = minute + 1 + random.nextInt(30);
          conditions.add(condition(rule, asset, at(minute), Condition.OPEN));
          conditions.add(condition(rule, asset, at(minute), at(end)));
          minute = end + 1 + random.nextInt(20);
        }
      }
    }
    conditions.sort(
        java.util.Comparator.comparingLong(
            (Condition c) -> c.until() == Condition.OPEN ? c.since() : c.until()));
    assertThat(run(conditions, new Random(seed), 0, false))
        .isEqualTo(run(conditions, new Random(seed + 1), 7, true));
  }

  private Map<String, List<String>> run(
      List<Condition> conditions, Random random, int late, boolean restores) {
    told.clear();
    book = new AlertBook(RULES, told::add);
    for (Condition condition : conditions) {
      long now = condition.until() == Condition.OPEN ? condition.since() : condition.until();
      book.advance(now - random.nextInt(late + 1) * 100L);
      book.on(condition, now);
      if (restores && random.nextInt(5) == 0) {
        List<Life> kept = new ArrayList<>(book.lives());
        Collections.shuffle(kept, random);
        AlertBook restored = new AlertBook(RULES, told::add);
        restored.restore(kept, book.plannedAssets());
        book = restored;
      }
    }
    advance(2_000);
    Map<String, List<String>> byAlert = new java.util.TreeMap<>();
    for (Life life : told) {
      if (life.rule().equals("noisy")) {
        byAlert
            .computeIfAbsent(life.fingerprint(), name -> new ArrayList<>())
            .add((life.since() - SIX) + " " + life.state());
      }
    }
    assertThat(byAlert).isNotEmpty();
    return byAlert;
  }

  private void on(String rule, String asset, long since, long until, long now) {
    advance(now);
    book.on(
        condition(rule, asset, at(since), until == Condition.OPEN ? until : at(until)), at(now));
  }

  private static Condition condition(String rule, String asset, long since, long until) {
    return new Condition(
        rule + "|" + asset,
        rule,
        asset,
        Map.of("rule", rule, "asset", asset, "line", "L1", "site", "Ulm", "area", "press shop"),
        since,
        until,
        rule + " on " + asset,
        Map.of());
  }

  private void advance(long minute) {
    book.advance(at(minute));
  }

  private static long at(long minute) {
    return SIX + Duration.ofMinutes(minute).toMillis();
  }

  private List<String> states(String fingerprint) {
    return told.stream()
        .filter(life -> life.fingerprint().equals(fingerprint))
        .map(life -> Duration.ofMillis(life.since() - SIX).toMinutes() + " " + life.state())
        .toList();
  }
}
