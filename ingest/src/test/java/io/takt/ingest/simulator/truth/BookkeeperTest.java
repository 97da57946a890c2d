package io.takt.ingest.simulator.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.takt.avro.OperatorEventKind;
import io.takt.ingest.simulator.PlantSettings;
import io.takt.ingest.simulator.calendar.PlantCalendar;
import io.takt.ingest.simulator.master.Condition;
import io.takt.ingest.simulator.master.Layout;
import io.takt.ingest.simulator.master.MachineSpec;
import io.takt.ingest.simulator.master.PlannedOrder;
import io.takt.ingest.simulator.master.Product;
import io.takt.ingest.simulator.sensing.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * Hours worked out by hand: machine N1-M1, early shift 06:00 to 14:00 in Berlin, breaks 08:30 to
 * 08:45 and 11:30 to 12:00.
 */
class BookkeeperTest {
  private static final Instant START = Instant.parse("2026-03-11T05:00:00Z");
  private static final long SIX = START.toEpochMilli();
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final PlantSettings SETTINGS = PlantSettings.of(1, START, 12);
  private static final MachineSpec MACHINE = Layout.lines(SETTINGS).get(0).machines().get(0);
  private static final MachineSpec MERGING = Layout.lines(SETTINGS).get(0).machines().get(1);
  private static final PlantCalendar CALENDAR = Layout.lines(SETTINGS).get(0).calendar();
  private static final Product PRODUCT = Product.ALL.get(0);
  private static final double IDEAL_MS = PRODUCT.basicCycleMs();
  private static final Map<String, PlannedOrder> ORDERS =
      Map.of(
          "A", new PlannedOrder("A", PRODUCT, 100, false),
          "T", new PlannedOrder("T", PRODUCT, 100, true));

  private record Happened(long at, Consumer<AssetHistory> tell) {}

  private final List<Happened> told = new ArrayList<>();
  private final List<Report.Word> words = new ArrayList<>();
  private long entries;

  private static long at(int hour, int minute) {
    return SIX + (hour - 6) * HOUR + minute * MINUTE;
  }

  private String says(
      long at,
      OperatorEventKind kind,
      Long from,
      Long to,
      String code,
      String order,
      Double pieces) {
    String id = "e" + ++entries;
    words.add(
        new Report.Word(
            MACHINE.assetId(),
            id,
            at,
            kind,
            from,
            to,
            code,
            order,
            null,
            pieces,
            List.of(),
            null,
            null,
            "",
            "t",
            entries));
    return id;
  }

  private void withdraws(long at, String id) {
    words.add(
        new Report.Word(
            MACHINE.assetId(),
            "w" + ++entries,
            at,
            OperatorEventKind.WITHDRAWN,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            id,
            null,
            "",
            "t",
            entries));
  }

  private void order(long at, String order) {
    says(at, OperatorEventKind.ORDER_STARTED, null, null, null, order, null);
  }

  /* A state, repeated each minute until another moment. */
  private void is(Condition condition, long from, long until) {
    for (long at = from; at < until; at += MINUTE) {
      state(at, condition);
    }
  }

  private Totals closed(long end) {
    return closed(MACHINE, end);
  }

  private void state(long at, Condition condition) {
    told.add(new Happened(at, history -> history.state(at, condition)));
  }

  private void count(long at, long since, double good, double scrap, double rework) {
    told.add(new Happened(at, history -> history.count(at, since, good, scrap, rework)));
  }

  /* The books of what was told before the end, in order of time. */
  private Totals closed(MachineSpec machine, long end) {
    AssetHistory history = new AssetHistory(true, machine.noDataAfterMs());
    told.stream()
        .filter(happened -> happened.at() < end)
        .sorted(Comparator.comparingLong(Happened::at))
        .forEach(happened -> happened.tell().accept(history));
    words.forEach(history::said);
    return Bookkeeper.close(machine, CALENDAR, ORDERS, history, SIX, end).totals();
  }

  @Test
  void aStopOverABreakIsJudgedByItsWholeLength() {
    is(Condition.PRODUCING, at(6, 0), at(11, 30));
    is(Condition.STOPPED, at(11, 30), at(12, 4));
    is(Condition.PRODUCING, at(12, 4), at(13, 0));
    Totals totals = closed(at(13, 0));
    // The machine runs on over the first break.
    assertThat(totals.extra()).isEqualTo(15 * MINUTE);
    assertThat(totals.plannedStop()).isEqualTo(30 * MINUTE);
    assertThat(totals.unplannedStop()).isEqualTo(4 * MINUTE);
    assertThat(totals.minorStop()).isZero();
    assertThat(totals.running()).isEqualTo(7 * HOUR - 34 * MINUTE);
  }

  @Test
  void anOpenStopIsPendingUntilItIsAsLongAsAnUnplannedOne() {
    is(Condition.PRODUCING, at(6, 0), at(7, 0));
    is(Condition.FAULTED, at(7, 0), at(7, 10));
    assertThat(closed(at(7, 4)).pendingStop()).isEqualTo(4 * MINUTE);
    assertThat(closed(at(7, 5)).pendingStop()).isZero();
    assertThat(closed(at(7, 5)).unplannedStop()).isEqualTo(5 * MINUTE);
  }

  @Test
  void silenceIsNoDataFromTheLastSignToTheNext() {
    is(Condition.PRODUCING, at(6, 0), at(7, 0));
    count(at(7, 0), at(7, 0), 1, 0, 0);
    count(at(7, 6), at(7, 6), 1, 0, 0);
    is(Condition.PRODUCING, at(7, 7), at(7, 10));
    Totals totals = closed(at(7, 30));
    // 07:00 to 07:06, and from 07:09 on.
    assertThat(totals.noData()).isEqualTo(27 * MINUTE);
    assertThat(totals.running()).isEqualTo(63 * MINUTE);
  }

  @Test
  void partsOfACounterThatSpanNoDataWereMadeUnseen() {
    order(at(6, 0), "A");
    is(Condition.PRODUCING, at(6, 0), at(7, 0));
    count(at(7, 0), at(6, 59), 2, 0, 0);
    is(Condition.PRODUCING, at(7, 40), at(8, 0));
    count(at(7, 41), at(7, 0), 50, 1, 0);
    count(at(7, 42), at(7, 41), 3, 0, 0);
    Totals totals = closed(at(8, 0));
    assertThat(totals.noData()).isEqualTo(40 * MINUTE);
    assertThat(totals.unseen()).isEqualTo(51);
    assertThat(totals.total()).isEqualTo(56);
    assertThat(totals.ideal()).isEqualTo(5 * IDEAL_MS);
  }

  @Test
  void aReasonFillsItsWholeStopUntilItIsWithdrawn() {
    is(Condition.PRODUCING, at(6, 0), at(7, 0));
    is(Condition.STOPPED, at(7, 0), at(7, 20));
    is(Condition.PRODUCING, at(7, 20), at(8, 0));
    String said = says(at(7, 9), OperatorEventKind.REASON_GIVEN, null, null, "MAINT", null, null);
    assertThat(closed(at(8, 0)).plannedStop()).isEqualTo(20 * MINUTE);
    withdraws(at(7, 50), said);
    assertThat(closed(at(8, 0)).plannedStop()).isZero();
    assertThat(closed(at(8, 0)).unplannedStop()).isEqualTo(20 * MINUTE);
  }

  @Test
  void partsOfASplitStopHaveTheirOwnReasons() {
    is(Condition.STOPPED, at(6, 0), at(6, 30));
    is(Condition.PRODUCING, at(6, 30), at(7, 0));
    words.add(
        new Report.Word(
            MACHINE.assetId(),
            "split",
            at(6, 40),
            OperatorEventKind.STOP_SPLIT,
            at(6, 0),
            at(6, 30),
            null,
            null,
            null,
            null,
            List.of(at(6, 10)),
            null,
            null,
            "",
            "t",
            ++entries));
    says(at(6, 41), OperatorEventKind.REASON_GIVEN, at(6, 0), at(6, 5), "TOOL", null, null);
    says(at(6, 42), OperatorEventKind.REASON_GIVEN, at(6, 10), at(6, 12), "NO-ORDER", null, null);
    Totals totals = closed(at(7, 0));
    assertThat(totals.setup()).isEqualTo(10 * MINUTE);
    assertThat(totals.notScheduled()).isEqualTo(20 * MINUTE);
  }

  @Test
  void aRunTooShortBetweenTwoStopsIsPartOfTheStop() {
    assertThat(MERGING.minRunMs()).isEqualTo(5_000);
    is(Condition.PRODUCING, at(6, 0), at(7, 0));
    state(at(7, 0), Condition.STOPPED);
    state(at(7, 3), Condition.PRODUCING);
    state(at(7, 3) + 4_999, Condition.STOPPED);
    state(at(7, 6), Condition.PRODUCING);
    is(Condition.PRODUCING, at(7, 6), at(8, 0));
    assertThat(closed(MERGING, at(8, 0)).unplannedStop()).isEqualTo(6 * MINUTE);
    // Without a shortest run they are two minor stops.
    assertThat(closed(at(8, 0)).minorStop()).isEqualTo(6 * MINUTE - 4_999);
  }

  @Test
  void aTrialIsNotScheduledAndItsPartsCarryNoIdealTime() {
    order(at(6, 0), "T");
    is(Condition.PRODUCING, at(6, 0), at(7, 0));
    count(at(6, 30), at(6, 30), 5, 0, 0);
    order(at(6, 40), "A");
    count(at(6, 40), at(6, 40), 2, 0, 0);
    Totals totals = closed(at(7, 0));
    assertThat(totals.notScheduled()).isEqualTo(40 * MINUTE);
    assertThat(totals.running()).isEqualTo(20 * MINUTE);
    assertThat(totals.extra()).isZero();
    assertThat(totals.total()).isEqualTo(7);
    assertThat(totals.excluded()).isEqualTo(5);
    assertThat(totals.ideal()).isEqualTo(2 * IDEAL_MS);
    assertThat(totals.unrated()).isZero();
  }

  @Test
  void withoutAnOrderThereIsNoPerformanceUntilOneIsAssigned() {
    is(Condition.PRODUCING, at(6, 0), at(7, 0));
    count(at(6, 30), at(6, 30), 4, 0, 0);
    assertThat(closed(at(7, 0)).performance()).isNull();
    assertThat(closed(at(7, 0)).oee()).isNull();
    assertThat(closed(at(7, 0)).availability()).isEqualTo(1.0);
    says(at(6, 50), OperatorEventKind.ORDER_ASSIGNED, at(6, 0), at(6, 45), null, "A", null);
    assertThat(closed(at(7, 0)).performance()).isEqualTo(4 * IDEAL_MS / HOUR);
  }

  @Test
  void reportedScrapComesOutOfTheLatestGoodPartsOfItsSpan() {
    order(at(6, 0), "A");
    is(Condition.PRODUCING, at(6, 0), at(7, 0));
    count(at(6, 10), at(6, 10), 5, 0, 0);
    count(at(6, 20), at(6, 20), 2, 1, 0);
    count(at(6, 50), at(6, 50), 9, 0, 0);
    says(at(6, 55), OperatorEventKind.SCRAP_REPORTED, at(6, 0), at(6, 30), null, null, 4.0);
    says(at(6, 56), OperatorEventKind.REWORK_REPORTED, at(6, 0), at(6, 15), null, null, 10.0);
    Totals totals = closed(at(7, 0));
    assertThat(totals.total()).isEqualTo(17);
    assertThat(totals.scrap()).isEqualTo(5);
    assertThat(totals.rework()).isEqualTo(3);
    assertThat(totals.good()).isEqualTo(9);
  }
}
