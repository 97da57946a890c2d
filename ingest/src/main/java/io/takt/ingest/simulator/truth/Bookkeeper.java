package io.takt.ingest.simulator.truth;

import io.takt.avro.OperatorEventKind;
import io.takt.avro.ReasonCategory;
import io.takt.ingest.simulator.calendar.PlantCalendar;
import io.takt.ingest.simulator.calendar.Shift;
import io.takt.ingest.simulator.master.MachineSpec;
import io.takt.ingest.simulator.master.PlannedOrder;
import io.takt.ingest.simulator.master.Rates;
import io.takt.ingest.simulator.master.StopReason;
import io.takt.ingest.simulator.sensing.Report;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Closes one asset's books: every millisecond and every part in its place. */
public final class Bookkeeper {
  private static final long MINUTE = 60_000;
  private static final long EIGHT_HOURS = 8 * 60 * MINUTE;

  private record NoData(long from, long to) {}

  private final MachineSpec machine;
  private final Map<String, PlannedOrder> orders;
  private final AssetHistory history;
  private final long plantStart;
  private final long start;
  private final long end;
  private final StandingWords words;
  private final OrderLine orderLine;
  private final ShiftBook shifts;
  private final Sums sums = new Sums();
  private final TreeMap<LocalDate, Sums> byDate = new TreeMap<>();
  private final TreeMap<Long, NoData> noData = new TreeMap<>();

  private Bookkeeper(
      MachineSpec machine,
      PlantCalendar calendar,
      Map<String, PlannedOrder> orders,
      AssetHistory history,
      long plantStart,
      long end) {
    this.machine = machine;
    this.orders = orders;
    this.history = history;
    this.plantStart = plantStart;
    this.end = end;
    this.start =
        machine.bookedFromStart()
            ? plantStart
            : Math.min(end, history.firstSign() / MINUTE * MINUTE);
    this.words = new StandingWords(history.words());
    this.orderLine = new OrderLine(words);
    this.shifts = new ShiftBook(calendar, machine.assetId(), start, end);
  }

  /** The books of an asset, with the clock at {@code end}. */
  public static AssetTruth close(
      MachineSpec machine,
      PlantCalendar calendar,
      Map<String, PlannedOrder> orders,
      AssetHistory history,
      long plantStart,
      long end) {
    Bookkeeper keeper = new Bookkeeper(machine, calendar, orders, history, plantStart, end);
    keeper.bookTime();
    keeper.bookParts();
    SortedMap<LocalDate, Totals> byDate = new TreeMap<>();
    keeper.byDate.forEach((date, sums) -> byDate.put(date, sums.totals()));
    return new AssetTruth(machine.assetId(), keeper.start, keeper.sums.totals(), byDate);
  }

  private void bookTime() {
    List<Stretch> stretches = RunLine.of(history, start, end, machine.minRunMs());
    List<StopPart> parts = new StopParts(machine.minorStopBelowMs(), end, words).of(stretches);
    TreeSet<Long> cuts = new TreeSet<>(shifts.cuts());
    cuts.addAll(orderLine.cuts());
    stretches.forEach(stretch -> cuts.add(stretch.from()));
    parts.forEach(part -> cuts.add(part.from()));
    for (StopReason reason : StopReason.ALL) {
      cuts.add(plantStart + reason.changesAfterMs());
    }
    cuts.add(start);
    cuts.add(end);
    int stretch = 0;
    int part = 0;
    long from = start;
    for (long to : cuts.subSet(start, false, end, true)) {
      while (stretches.get(stretch).to() <= from) {
        stretch++;
      }
      while (part < parts.size() && parts.get(part).to() <= from) {
        part++;
      }
      StopPart standing =
          part < parts.size() && parts.get(part).from() <= from ? parts.get(part) : null;
      book(from, to, stretches.get(stretch).run(), standing);
      from = to;
    }
  }

  private void book(long from, long to, Run run, StopPart standing) {
    Category category = category(from, run, standing);
    boolean extra =
        category == Category.RUNNING && (shifts.at(from) == null || shifts.isPlannedStop(from));
    sums.time(category, to - from, extra);
    onDate(from).time(category, to - from, extra);
    if (category == Category.NO_DATA) {
      noData.put(from, new NoData(from, to));
    }
  }

  private Category category(long at, Run run, StopPart standing) {
    if (isExcluded(orderLine.at(at))) {
      return Category.NOT_SCHEDULED;
    }
    if (run == Run.UP) {
      return Category.RUNNING;
    }
    ReasonCategory said = said(at, standing);
    if (shifts.at(at) == null || said == ReasonCategory.NOT_SCHEDULED) {
      return Category.NOT_SCHEDULED;
    }
    if (shifts.isPlannedStop(at) || said == ReasonCategory.PLANNED_STOP) {
      return Category.PLANNED_STOP;
    }
    if (run == Run.NO_DATA) {
      return Category.NO_DATA;
    }
    return run == Run.SETUP || said == ReasonCategory.SETUP ? Category.SETUP : standing.category();
  }

  /* Where the reason books; null: there is none, or nobody has described it. */
  private ReasonCategory said(long at, StopPart standing) {
    if (standing == null || standing.reason() == null) {
      return null;
    }
    StopReason reason = StopReason.named(standing.reason());
    return reason == null ? null : reason.categoryAt(at, plantStart);
  }

  private void bookParts() {
    List<Piece> pieces = new ArrayList<>();
    for (AssetHistory.Told told : history.told()) {
      pieces.add(place(told));
    }
    for (Report.Word word :
        words.of(
            StandingWords.BY_ENTRY,
            OperatorEventKind.SCRAP_REPORTED,
            OperatorEventKind.REWORK_REPORTED)) {
      correct(word, pieces);
    }
    for (Piece piece : pieces) {
      sums.parts(piece);
      onDate(piece.at()).parts(piece);
    }
  }

  private Piece place(AssetHistory.Told told) {
    Map.Entry<Long, NoData> before = noData.lowerEntry(told.at());
    if (before != null) {
      long lastUnseen = Math.min(before.getValue().to(), told.at()) - 1;
      if (lastUnseen > told.since()) {
        String order = orderLine.at(lastUnseen);
        return new Piece(lastUnseen, order, told, 0, 0, true, isExcluded(order));
      }
    }
    String order = orderLine.at(told.at());
    if (isExcluded(order)) {
      return new Piece(told.at(), order, told, 0, 0, false, true);
    }
    PlannedOrder planned = order == null ? null : orders.get(order);
    if (planned == null) {
      return new Piece(told.at(), order, told, 0, told.total(), false, false);
    }
    double seconds = Rates.secondsPerPiece(machine, planned.product(), told.at(), plantStart);
    return new Piece(told.at(), order, told, seconds * 1000 * told.total(), 0, false, false);
  }

  private void correct(Report.Word word, List<Piece> pieces) {
    long from = word.effective();
    long to = word.spanTo() == null ? from + 1 : word.spanTo();
    if (word.spanTo() == null) {
      Shift shift = shifts.at(from);
      from = shift == null ? from - EIGHT_HOURS : shift.span().start();
    }
    boolean forRework = word.kind() == OperatorEventKind.REWORK_REPORTED;
    double left = word.quantity();
    for (int i = pieces.size() - 1; i >= 0 && left > 0; i--) {
      Piece piece = pieces.get(i);
      boolean ofOrder = word.workOrder() == null || word.workOrder().equals(piece.order());
      if (from <= piece.at() && piece.at() < to && ofOrder) {
        left -= piece.takeGood(left, forRework);
      }
    }
  }

  private boolean isExcluded(String order) {
    PlannedOrder planned = order == null ? null : orders.get(order);
    return planned != null && planned.excludedFromOee();
  }

  private Sums onDate(long instant) {
    return byDate.computeIfAbsent(shifts.businessDate(instant), date -> new Sums());
  }
}
