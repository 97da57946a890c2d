package io.takt.jobs.oee;

import static io.takt.jobs.oee.Plant.DAY_AND_NIGHT;
import static io.takt.jobs.oee.Plant.HORIZON;
import static io.takt.jobs.oee.Plant.HOUR;
import static io.takt.jobs.oee.Plant.MINUTE;
import static io.takt.jobs.oee.Plant.PRESS;
import static io.takt.jobs.oee.Plant.dayAndNight;
import static io.takt.jobs.oee.Plant.described;
import static io.takt.jobs.oee.Plant.made;
import static io.takt.jobs.oee.Plant.monday;
import static io.takt.jobs.oee.Plant.reason;
import static io.takt.jobs.oee.Plant.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.takt.avro.DataQuality;
import io.takt.avro.DataQualityKind;
import io.takt.avro.DeadLetter;
import io.takt.avro.DeadLetterReason;
import io.takt.avro.LateEvent;
import io.takt.avro.LateReason;
import io.takt.avro.LedgerMinute;
import io.takt.avro.LedgerSlice;
import io.takt.jobs.intake.AssetInput.Rated;
import io.takt.jobs.intake.AssetInput.Removed;
import io.takt.jobs.intake.SharedRow.OfCalendar;
import io.takt.jobs.intake.SharedRow.OfReason;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.Versions;
import io.takt.jobs.timeline.Versions.Version;
import io.takt.sinks.StopChange;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

class OeeFunctionTest {

  private static final long START = monday("08:00:00");

  /** Spread and the urgent delay are below this. */
  private static final long SOON = 500;

  @Test
  void aMinuteIsBookedRightAfterItEnded() throws Exception {
    try (OeeHarness job = OeeHarness.startedAt(START - HOUR)) {
      job.share(dayAndNight());
      job.send(described(PRESS));
      job.wallTo(START);
      job.send(state(PRESS, START, "PRODUCING"));
      job.wallTo(START + MINUTE - 1);
      assertThat(job.minutesSaid()).isEmpty();
      job.wallTo(START + MINUTE + SOON);
      assertThat(job.ledger().keySet()).containsExactly(START);
      assertThat(job.categories()).containsExactly("RUNNING");
      LedgerSlice slice = job.ledger().get(START).getSlices().get(0);
      assertThat(slice.getDurationMs()).isEqualTo(MINUTE);
      assertThat(slice.getShift()).isEqualTo("all");
    }
  }

  @Test
  void aCountRightAfterTheMinuteEndedStillEntersIt() throws Exception {
    try (OeeHarness job = running()) {
      job.wallTo(START + 2 * MINUTE + SOON);
      job.send(made(PRESS, START + 90_000, 7));
      job.wallTo(START + 2 * MINUTE + OeeFunction.LATE_WITHIN + 2 * SOON);
      assertThat(good(job, START + MINUTE)).isEqualTo(7);
    }
  }

  @Test
  void aLateStopRestatesTheMinutesItTouchesAndNoneBefore() throws Exception {
    try (OeeHarness job = running()) {
      job.wallTo(START + 10 * MINUTE + SOON);
      job.send(state(PRESS, START + 10 * MINUTE, "PRODUCING"));
      job.wallTo(START + 20 * MINUTE + SOON);
      job.send(state(PRESS, START + 20 * MINUTE, "PRODUCING"));
      job.wallTo(START + 20 * MINUTE + 2 * SOON);
      NavigableMap<Long, LedgerMinute> before = job.ledger();
      int said = job.minutesSaid().size();

      job.send(
          state(PRESS, START + 3 * MINUTE, START + 20 * MINUTE, "FAULTED"),
          state(PRESS, START + 4 * MINUTE, START + 20 * MINUTE, "PRODUCING"));
      job.wallTo(START + 20 * MINUTE + 3 * SOON);

      List<LedgerMinute> restated = job.minutesSaid().subList(said, job.minutesSaid().size());
      assertThat(restated)
          .extracting(minute -> minute.getMinute().toEpochMilli())
          .contains(START + 3 * MINUTE)
          .allMatch(minute -> minute >= START + 3 * MINUTE);
      assertThat(category(job, START + 2 * MINUTE)).isEqualTo("RUNNING");
      assertThat(category(job, START + 3 * MINUTE)).isEqualTo("MINOR_STOP");
      assertThat(category(job, START + 4 * MINUTE)).isEqualTo("RUNNING");
      assertThat(job.ledger().get(START + 3 * MINUTE).getRevision())
          .isGreaterThan(before.get(START + 3 * MINUTE).getRevision());
      assertThat(job.stops())
          .extracting(StopChange::startedAt)
          .contains(Instant.ofEpochMilli(START + 3 * MINUTE));
    }
  }

  @Test
  void factsOfABacklogWaitForThoseThatArrivedBefore() throws Exception {
    long from = START - 2 * HOUR;
    OperatorSubtaskState snapshot;
    try (OeeHarness job = OeeHarness.startedAt(START)) {
      job.share(dayAndNight());
      job.watermark(from);
      job.send(described(PRESS));
      job.send(state(PRESS, from + MINUTE, from + MINUTE, "PRODUCING"));
      job.send(state(PRESS, from + 5 * MINUTE, from + 5 * MINUTE, "FAULTED"));
      job.send(made(PRESS, from + 2 * MINUTE, 7));
      job.watermark(from + 4 * MINUTE);
      job.wallTo(START + 3_000);
      assertThat(good(job, from + 2 * MINUTE)).isEqualTo(7);
      assertThat(job.ledger().lastKey()).isLessThan(from + 4 * MINUTE);
      assertThat(job.stops()).as("the stop has not been taken yet").isEmpty();
      snapshot = job.snapshot(1);
    }
    try (OeeHarness job = OeeHarness.restoredAt(START + 4_000, 1, snapshot)) {
      job.watermark(from + 8 * MINUTE);
      job.wallTo(START + 7_000);
      assertThat(category(job, from + 4 * MINUTE)).isEqualTo("RUNNING");
      assertThat(category(job, from + 5 * MINUTE)).endsWith("STOP");
    }
  }

  @Test
  void factsOfABacklogWaitAlsoWhenTheirAssetIsDescribedAfterThem() throws Exception {
    long from = START - 2 * HOUR;
    try (OeeHarness job = OeeHarness.startedAt(START)) {
      job.share(dayAndNight());
      job.watermark(from);
      job.send(state(PRESS, from + 5 * MINUTE, from + 5 * MINUTE, "FAULTED"));
      job.send(described(PRESS));
      job.send(state(PRESS, from + MINUTE, from + MINUTE, "PRODUCING"));
      job.watermark(from + 4 * MINUTE);
      job.wallTo(START + 3_000);
      assertThat(job.stops()).as("the stop has not been taken yet").isEmpty();
      job.watermark(from + 8 * MINUTE);
      job.wallTo(START + 6_000);
      assertThat(category(job, from + 4 * MINUTE)).isEqualTo("RUNNING");
      assertThat(category(job, from + 5 * MINUTE)).endsWith("STOP");
      assertThat(job.deadLetters()).isEmpty();
    }
  }

  @Test
  void whatWaitsIsTakenWhenTheBacklogIsOver() throws Exception {
    try (OeeHarness job = OeeHarness.startedAt(START)) {
      job.share(dayAndNight());
      job.watermark(START - HOUR);
      job.send(described(PRESS));
      job.send(state(PRESS, START - 2_000, START - 2_000, "FAULTED"));
      assertThat(job.live()).isEmpty();
      job.wallTo(START + Progress.PATIENCE + OeeFunction.LOOK_AGAIN);
      assertThat(job.live()).last().extracting(live -> live.getState()).isEqualTo("FAULTED");
    }
  }

  @Test
  void aStopThatIsOpenAtTheEndOfABacklogIsSaidAsSoonAsItIsLive() throws Exception {
    long stopped = START - 14 * MINUTE;
    try (OeeHarness job = OeeHarness.startedAt(START)) {
      job.share(dayAndNight());
      job.send(described(PRESS));
      job.send(state(PRESS, START - 2 * HOUR, START - 2 * HOUR, "PRODUCING"));
      job.send(state(PRESS, stopped, stopped, "FAULTED"));
      for (long at = START - 2 * HOUR + MINUTE; at < stopped; at += 5 * MINUTE) {
        job.send(made(PRESS, at, 12));
      }
      job.wallTo(START + 200);
      job.watermark(START - HOUR);
      job.wallTo(START + 1_500);
      job.watermark(stopped - 5_000);
      job.wallTo(START + 15_000);
      assertThat(job.live()).last().extracting(live -> live.getState()).isEqualTo("FAULTED");
      assertThat(job.stops())
          .extracting(StopChange::startedAt)
          .contains(Instant.ofEpochMilli(stopped));
    }
  }

  @Test
  void aRepeatedFactSaysNothing() throws Exception {
    try (OeeHarness job = running()) {
      job.wallTo(START + 30_000);
      job.send(made(PRESS, START + 20_000, 7));
      job.wallTo(START + MINUTE + SOON);
      int said = job.minutesSaid().size();
      job.send(made(PRESS, START + 20_000, 7));
      job.wallTo(START + MINUTE + 10 * SOON);
      assertThat(job.minutesSaid()).hasSize(said);
      assertThat(good(job, START)).isEqualTo(7);
      assertThat(last(job.live()).getDuplicates()).isEqualTo(1);
    }
  }

  @Test
  void aCalendarThatArrivesAfterTheFactsRestatesThemWithinSeconds() throws Exception {
    try (OeeHarness job = OeeHarness.startedAt(START)) {
      job.send(described(PRESS), state(PRESS, START, "IDLE"));
      job.wallTo(START + 2 * MINUTE + SOON);
      assertThat(job.categories()).containsOnly("NOT_SCHEDULED");
      assertThat(job.dataQuality())
          .extracting(DataQuality::getKind)
          .containsExactly(DataQualityKind.UNKNOWN_CALENDAR);

      job.share(dayAndNight());
      job.wallTo(START + 2 * MINUTE + OeeFunction.LOOK_AGAIN + 2 * SOON);
      assertThat(job.categories()).containsOnly("PENDING_STOP");

      job.share(new OfCalendar(DAY_AND_NIGHT, null));
      job.wallTo(START + 2 * MINUTE + 2 * OeeFunction.LOOK_AGAIN + 4 * SOON);
      assertThat(job.categories()).containsOnly("NOT_SCHEDULED");
    }
  }

  @Test
  void aReasonThatBecomesPlannedRestatesTheStopsItWasGivenFor() throws Exception {
    try (OeeHarness job = running()) {
      job.send(described("press-2"), state("press-2", START, "PRODUCING"));
      job.share(booking("jam", LossCategory.UNPLANNED_STOP));
      job.wallTo(START + 2 * MINUTE);
      job.send(state(PRESS, START + MINUTE, "FAULTED"));
      job.send(state(PRESS, START + 2 * MINUTE, "PRODUCING"));
      job.send(reason(PRESS, START + 2 * MINUTE, START + MINUTE, START + 2 * MINUTE, "jam"));
      job.wallTo(START + 3 * MINUTE + SOON);
      assertThat(category(job, START + MINUTE)).isEqualTo("MINOR_STOP");
      int said = job.minutesSaid().size();

      job.share(booking("jam", LossCategory.PLANNED_STOP));
      job.wallTo(START + 3 * MINUTE + OeeFunction.LOOK_AGAIN + 2 * SOON);
      assertThat(category(job, START + MINUTE)).isEqualTo("PLANNED_STOP");
      assertThat(job.minutesSaid().subList(said, job.minutesSaid().size()))
          .extracting(LedgerMinute::getAssetId)
          .containsOnly(PRESS);
    }
  }

  @Test
  void factsOfAnUnknownAssetAreReportedOnceAndUsedWhenItIsDescribed() throws Exception {
    try (OeeHarness job = OeeHarness.startedAt(START)) {
      job.share(dayAndNight());
      job.send(state(PRESS, START, "PRODUCING"), made(PRESS, START + 1, 3));
      job.wallTo(START + OeeFunction.UNKNOWN_GRACE - 1);
      assertThat(job.deadLetters()).isEmpty();
      job.wallTo(START + 3 * MINUTE);
      assertThat(job.deadLetters())
          .extracting(DeadLetter::getReason)
          .containsExactly(DeadLetterReason.UNKNOWN_ASSET, DeadLetterReason.UNKNOWN_ASSET);
      assertThat(job.deadLetters())
          .extracting(DeadLetter::getTopic)
          .containsExactly("takt.machine-states", "takt.production-counts");
      assertThat(job.dataQuality())
          .extracting(DataQuality::getKind)
          .containsExactly(DataQualityKind.UNKNOWN_ASSET);
      assertThat(job.minutesSaid()).isEmpty();

      job.send(described(PRESS));
      job.wallTo(START + 3 * MINUTE + SOON);
      assertThat(job.categories()).containsExactly("RUNNING", "RUNNING", "RUNNING");
      assertThat(good(job, START)).isEqualTo(3);
    }
  }

  @Test
  void factsOfAnAssetDescribedWithinTheGraceAreNoDeadLetters() throws Exception {
    try (OeeHarness job = OeeHarness.startedAt(START)) {
      job.send(state(PRESS, START, "PRODUCING"));
      job.wallTo(START + OeeFunction.UNKNOWN_GRACE - 1);
      job.send(described(PRESS));
      job.wallTo(START + MINUTE + SOON);
      assertThat(job.deadLetters()).isEmpty();
      assertThat(job.minutesSaid()).hasSize(1);
    }
  }

  @Test
  void ofAnUnknownAssetSoManyFactsAreHeldAndTheRestAreDeadLettersAtOnce() throws Exception {
    try (OeeHarness job = OeeHarness.startedAt(START)) {
      for (int i = 0; i < OeeFunction.HELD_AT_MOST; i++) {
        job.send(made(PRESS, START + i, 1));
      }
      assertThat(job.deadLetters()).isEmpty();
      job.send(made(PRESS, START + OeeFunction.HELD_AT_MOST, 1));
      assertThat(job.deadLetters()).hasSize(1);
      assertThat(job.deadLetters().get(0).getDetail()).contains("this one is not");
    }
  }

  @Test
  void theLiveRowIsSaidAtMostOnceASecondAndTheLastWordWins() throws Exception {
    try (OeeHarness job = running()) {
      job.wallTo(START + 5_000);
      int said = job.live().size();
      for (int i = 1; i <= 100; i++) {
        job.wallTo(START + 5_000 + 30L * i);
        job.send(made(PRESS, START + 5_000 + 30L * i, 1));
      }
      job.wallTo(START + 10_000);
      assertThat(job.live().size() - said).isBetween(3, 5);
      assertThat(last(job.live()).getFacts()).isEqualTo(101);
      assertThat(job.live())
          .isSortedAccordingTo((a, b) -> Long.compare(a.getRevision(), b.getRevision()));
    }
  }

  @Test
  void aChangeOfStateIsSeenInTheLiveRowWithinASecond() throws Exception {
    try (OeeHarness job = running()) {
      job.wallTo(START + 30_000);
      job.send(state(PRESS, START + 30_000, "FAULTED"));
      job.wallTo(START + 31_000);
      assertThat(last(job.live()).getState()).isEqualTo("FAULTED");
      assertThat(last(job.live()).getStopSince().toEpochMilli()).isEqualTo(START + 30_000);
      assertThat(last(job.stops()).stop().getCategory()).isEqualTo("PENDING_STOP");
    }
  }

  @Test
  void e27SilenceBecomesNoDataWithoutAnyFact() throws Exception {
    try (OeeHarness job = running()) {
      job.wallTo(START + 16 * MINUTE);
      assertThat(job.categories()).containsOnly("NO_DATA");
      assertThat(last(job.live()).getState()).isEqualTo("UNKNOWN");
    }
  }

  @Test
  void aRestartInTheMiddleEndsWithTheRowsOfARunWithoutOne() throws Exception {
    NavigableMap<Long, LedgerMinute> undisturbed;
    try (OeeHarness job = running()) {
      stopAndGo(job);
      goOn(job);
      undisturbed = job.ledger();
    }
    OperatorSubtaskState snapshot;
    NavigableMap<Long, LedgerMinute> ledger;
    try (OeeHarness job = running()) {
      stopAndGo(job);
      snapshot = job.snapshot(7);
      goOn(job);
      ledger = job.ledger();
    }
    long crashedAt = START + 15 * MINUTE;
    try (OeeHarness job = OeeHarness.restoredAt(crashedAt, 7, snapshot)) {
      goOn(job);
      for (LedgerMinute again : job.minutesSaid()) {
        LedgerMinute written = ledger.put(again.getMinute().toEpochMilli(), again);
        if (written != null) {
          assertThat(again.getRevision()).isGreaterThanOrEqualTo(written.getRevision());
        }
      }
    }
    assertThat(ledger.keySet()).isEqualTo(undisturbed.keySet());
    for (Long minute : undisturbed.keySet()) {
      assertThat(ledger.get(minute).getSlices())
          .asString()
          .isEqualTo(undisturbed.get(minute).getSlices().toString());
    }
  }

  private static void stopAndGo(OeeHarness job) throws Exception {
    job.wallTo(START + 2 * MINUTE);
    job.send(state(PRESS, START + 2 * MINUTE, "FAULTED"));
    job.wallTo(START + 5 * MINUTE + SOON);
  }

  private static void goOn(OeeHarness job) throws Exception {
    job.send(state(PRESS, START + 6 * MINUTE, "PRODUCING"));
    job.send(made(PRESS, START + 7 * MINUTE, 9));
    job.wallTo(START + 15 * MINUTE + SOON);
  }

  @Test
  void aCalendarHoldsOnAcrossARestart() throws Exception {
    OperatorSubtaskState snapshot;
    try (OeeHarness job = running()) {
      snapshot = job.snapshot(1);
    }
    try (OeeHarness job = OeeHarness.restoredAt(START + MINUTE, 1, snapshot)) {
      job.wallTo(START + 2 * MINUTE + 4 * SOON);
      assertThat(job.ledger().get(START).getSlices().get(0).getShift()).isEqualTo("all");
    }
  }

  @Test
  void aBacklogIsBookedAsFarAsItWasRead() throws Exception {
    try (OeeHarness job = OeeHarness.startedAt(START + 10 * HOUR)) {
      job.share(dayAndNight());
      job.send(described(PRESS));
      long wall = START + 10 * HOUR;
      for (int i = 0; i < 60; i++) {
        job.send(state(PRESS, START + i * MINUTE, "PRODUCING"));
        job.watermark(START + i * MINUTE);
        wall += 50;
        job.wallTo(wall);
      }
      assertThat(job.ledger().lastKey()).isLessThan(START + 59 * MINUTE);
      assertThat(job.minutesSaid()).hasSizeBetween(10, 65);
      assertThat(job.categories()).containsOnly("RUNNING");
    }
  }

  @Test
  void aFactOfTimeThatWasPrunedIsALateEvent() throws Exception {
    try (OeeHarness job = running()) {
      long later = START + HORIZON + 5 * HOUR;
      job.jumpTo(later);
      job.send(state(PRESS, later, "PRODUCING"));
      job.watermark(later);
      job.wallTo(later + MINUTE);
      job.send(state(PRESS, START + MINUTE, START + 2 * MINUTE, "FAULTED"));
      assertThat(job.lateEvents()).hasSize(1);
      assertThat(job.lateEvents().get(0).getReason()).isEqualTo(LateReason.STATE_PRUNED);
      assertThat(job.lateEvents().get(0).getFact()).contains("\"state\":\"FAULTED\"");
      assertThat(job.lateEvents().get(0).getOffset())
          .isEqualTo(START + MINUTE - monday("00:00:00"));
    }
  }

  @Test
  void assetsForgetAnHourEachAtATimeOfItsOwn() throws Exception {
    List<String> assets = IntStream.range(0, 20).mapToObj(i -> "press-" + i).toList();
    try (OeeHarness job = OeeHarness.startedAt(START)) {
      job.share(dayAndNight());
      for (String asset : assets) {
        job.send(described(asset));
        for (long at = START; at < START + 4 * HOUR; at += 5 * MINUTE) {
          job.send(state(asset, at, at % (10 * MINUTE) == 0 ? "PRODUCING" : "IDLE"));
        }
      }
      long first = START + HORIZON + 2 * HOUR;
      Map<String, Long> forgotten = new HashMap<>();
      for (long at = first; at < first + 2 * HOUR; at += 5 * MINUTE) {
        job.jumpTo(at);
        for (String asset : assets) {
          job.send(state(asset, at, "PRODUCING"));
          job.watermark(at);
        }
        for (String asset : assets) {
          job.send(state(asset, START + 90 * MINUTE, at, "IDLE"));
        }
        for (LateEvent refused : job.lateEvents()) {
          forgotten.putIfAbsent(refused.getAssetId(), at);
        }
      }
      assertThat(forgotten).containsOnlyKeys(assets);
      assertThat(Set.copyOf(forgotten.values())).hasSizeGreaterThan(2);
    }
  }

  @Test
  void anAssetWhoseDescriptionIsDeletedLeavesNeitherStateNorTimer() throws Exception {
    try (OeeHarness job = running()) {
      job.wallTo(START + 12 * MINUTE);
      job.send(made(PRESS, START + 12 * MINUTE, 1));
      assertThat(job.stateEntries()).isPositive();
      job.send(new Removed(PRESS));
      assertThat(job.stateEntries()).isZero();
      assertThat(job.timers()).isZero();
    }
  }

  @Test
  void anAssetThatNobodyDescribesIsForgottenAfterTheHorizon() throws Exception {
    try (OeeHarness job = OeeHarness.startedAt(START)) {
      job.send(state(PRESS, START, "PRODUCING"));
      job.wallTo(START + MINUTE);
      long later = START + HORIZON + 2 * HOUR;
      job.watermark(later);
      job.jumpTo(later);
      assertThat(job.stateEntries()).isZero();
      assertThat(job.timers()).isZero();
    }
  }

  @Test
  void ratesThatComeBeforeTheirAssetWaitForIt() throws Exception {
    try (OeeHarness job = OeeHarness.startedAt(START)) {
      job.send(new Rated(PRESS, "lid", new Versions<>(List.of(new Version<>(Fact.NONE, 6.0)))));
      long later = START + HORIZON + 2 * HOUR;
      job.watermark(later);
      job.jumpTo(later);
      assertThat(job.stateEntries()).isPositive();
    }
  }

  private static OeeHarness running() throws Exception {
    OeeHarness job = OeeHarness.startedAt(START - 10_000);
    job.share(dayAndNight());
    job.send(described(PRESS));
    job.wallTo(START);
    job.send(state(PRESS, START, "PRODUCING"));
    return job;
  }

  private static OfReason booking(String reason, LossCategory category) {
    return new OfReason(reason, new Versions<>(List.of(new Version<>(Fact.NONE, category))));
  }

  private static double good(OeeHarness job, long minute) {
    double good = 0;
    for (LedgerSlice slice : job.ledger().get(minute).getSlices()) {
      good += slice.getGood();
    }
    return good;
  }

  private static String category(OeeHarness job, long minute) {
    List<LedgerSlice> slices = job.ledger().get(minute).getSlices();
    assertThat(slices).hasSize(1);
    return slices.get(0).getCategory();
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }
}
