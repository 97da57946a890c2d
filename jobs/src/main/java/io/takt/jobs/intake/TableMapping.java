package io.takt.jobs.intake;

import io.takt.avro.Asset;
import io.takt.avro.BreakRule;
import io.takt.avro.ProductRate;
import io.takt.avro.RateVersion;
import io.takt.avro.Reason;
import io.takt.avro.ReasonVersion;
import io.takt.avro.ShiftCalendar;
import io.takt.avro.ShiftRule;
import io.takt.avro.Weekday;
import io.takt.avro.WorkOrder;
import io.takt.jobs.timeline.AssetSettings;
import io.takt.jobs.timeline.AssetSettings.CounterSettings;
import io.takt.jobs.timeline.CalendarRules;
import io.takt.jobs.timeline.ExpandedCalendar;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.MachineState;
import io.takt.jobs.timeline.Versions;
import io.takt.jobs.timeline.Versions.Version;
import io.takt.jobs.timeline.WorkOrderInfo;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * Rows of tables as the contract has them → as the timeline has them.
 *
 * <p>A row that contradicts itself is an IllegalArgumentException with one sentence for people.
 */
public final class TableMapping {

  private static final DateTimeFormatter LOCAL_TIME = DateTimeFormatter.ofPattern("HH:mm");

  private TableMapping() {}

  /**
   * Sees to it that the row can be used.
   *
   * @throws IllegalArgumentException when it cannot
   */
  static void check(SpecificRecord row) {
    if (row instanceof Asset asset) {
      settings(asset);
    } else if (row instanceof ShiftCalendar calendar) {
      ExpandedCalendar unused = new ExpandedCalendar(calendar(calendar));
    } else if (row instanceof Reason reason) {
      reason(reason);
    } else if (row instanceof ProductRate rate) {
      rates(rate);
    } else if (row instanceof WorkOrder order) {
      order(order);
    }
  }

  /** How the asset's facts are to be read. */
  public static AssetSettings settings(Asset asset) {
    required("asset_id", asset.getAssetId());
    String thing = "Asset \"" + asset.getAssetId() + "\"";
    required(thing + ": calendar", asset.getCalendar());
    notNegative(thing, "minor_stop_below_ms", asset.getMinorStopBelowMs());
    notNegative(thing, "min_run_ms", asset.getMinRunMs());
    if (asset.getNoDataAfterMs() != null && asset.getNoDataAfterMs() <= 0) {
      throw new IllegalArgumentException(
          thing
              + ": no_data_after_ms is "
              + asset.getNoDataAfterMs()
              + "; it must be above 0, or null for never.");
    }
    if (!(asset.getPiecesPerCycle() > 0) || Double.isInfinite(asset.getPiecesPerCycle())) {
      throw new IllegalArgumentException(
          thing
              + ": pieces_per_cycle is "
              + asset.getPiecesPerCycle()
              + "; it must be a number above 0.");
    }
    Map<String, MachineState> states = new HashMap<>();
    asset.getStateMap().forEach((word, name) -> states.put(word, state(thing, word, name)));
    return new AssetSettings(
        asset.getAssetId(),
        zone(thing, asset.getZone()).getId(),
        asset.getCalendar(),
        instant(asset.getBookedFrom()),
        asset.getMinorStopBelowMs(),
        asset.getNoDataAfterMs() == null ? Long.MAX_VALUE : asset.getNoDataAfterMs(),
        asset.getMinRunMs(),
        asset.getPiecesPerCycle(),
        counter(thing, asset.getCounter()),
        states);
  }

  private static MachineState state(String thing, String word, String name) {
    notTooLong(thing + ": a word of state_map", word);
    MachineState state = MachineState.named(name);
    if (state == null) {
      throw new IllegalArgumentException(
          thing
              + ": state_map gives \""
              + word
              + "\" the state \""
              + name
              + "\"; it must be one of "
              + Arrays.toString(MachineState.values())
              + ".");
    }
    return state;
  }

  private static CounterSettings counter(String thing, io.takt.avro.CounterSettings counter) {
    if (counter.getMax() != null && !(counter.getMax() > 0)) {
      throw new IllegalArgumentException(
          thing + ": counter.max is " + counter.getMax() + "; it must be above 0, or null.");
    }
    if (!(counter.getJitter() >= 0)) {
      throw new IllegalArgumentException(
          thing + ": counter.jitter is " + counter.getJitter() + "; it must be 0 or more.");
    }
    if (counter.getMaxPerSecond() != null && !(counter.getMaxPerSecond() > 0)) {
      throw new IllegalArgumentException(
          thing
              + ": counter.max_per_second is "
              + counter.getMaxPerSecond()
              + "; it must be above 0, or null.");
    }
    return new CounterSettings(
        counter.getMax() == null ? Double.NaN : counter.getMax(),
        counter.getIncludesZero(),
        counter.getJitter(),
        counter.getMaxPerSecond() == null ? Double.NaN : counter.getMaxPerSecond());
  }

  /** The calendar's rules, not checked against each other. */
  public static CalendarRules calendar(ShiftCalendar calendar) {
    required("calendar", calendar.getCalendar());
    String thing = "Calendar \"" + calendar.getCalendar() + "\"";
    List<CalendarRules.Shift> shifts = new ArrayList<>();
    for (ShiftRule rule : calendar.getShifts()) {
      shifts.add(shift(thing, rule));
    }
    List<CalendarRules.PlannedStop> stops = new ArrayList<>();
    for (io.takt.avro.PlannedStop stop : calendar.getPlannedStops()) {
      stops.add(
          new CalendarRules.PlannedStop(
              stop.getName(),
              stop.getStart().toEpochMilli(),
              stop.getEnd().toEpochMilli(),
              Set.copyOf(stop.getAssets())));
    }
    return new CalendarRules(
        calendar.getCalendar(),
        zone(thing, calendar.getZone()),
        shifts,
        new HashSet<>(calendar.getClosedOn()),
        stops);
  }

  private static CalendarRules.Shift shift(String thing, ShiftRule rule) {
    String where = thing + ": shift \"" + rule.getName() + "\"";
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (Weekday day : rule.getDays()) {
      days.add(DayOfWeek.valueOf(day.name()));
    }
    List<CalendarRules.Break> breaks = new ArrayList<>();
    for (BreakRule pause : rule.getBreaks()) {
      String what = where + ", break \"" + pause.getName() + "\"";
      breaks.add(
          new CalendarRules.Break(
              pause.getName(), time(what, pause.getStart()), time(what, pause.getEnd())));
    }
    return new CalendarRules.Shift(
        rule.getName(),
        days,
        time(where, rule.getStart()),
        time(where, rule.getEnd()),
        rule.getBusinessDateOffset(),
        breaks,
        rule.getValidFrom(),
        rule.getValidTo());
  }

  /** Where the reason books, by date. */
  public static Versions<LossCategory> reason(Reason reason) {
    required("reason", reason.getReason());
    if (reason.getVersions().isEmpty()) {
      throw new IllegalArgumentException(
          "Reason \"" + reason.getReason() + "\" has no version; it needs one at least.");
    }
    List<Version<LossCategory>> versions = new ArrayList<>();
    for (ReasonVersion version : reason.getVersions()) {
      versions.add(
          new Version<>(
              instant(version.getValidFrom()),
              switch (version.getCategory()) {
                case NOT_SCHEDULED -> LossCategory.NOT_SCHEDULED;
                case PLANNED_STOP -> LossCategory.PLANNED_STOP;
                case SETUP -> LossCategory.SETUP;
                case UNPLANNED_STOP -> LossCategory.UNPLANNED_STOP;
              }));
    }
    return new Versions<>(versions);
  }

  /** Seconds per unit, by date. */
  public static Versions<Double> rates(ProductRate rate) {
    required("asset_id", rate.getAssetId());
    required("product", rate.getProduct());
    List<Version<Double>> versions = new ArrayList<>();
    for (RateVersion version : rate.getVersions()) {
      double seconds = version.getIdealSecondsPerUnit();
      if (!(seconds > 0) || Double.isInfinite(seconds)) {
        throw new IllegalArgumentException(
            "The rate of product \""
                + rate.getProduct()
                + "\" on asset \""
                + rate.getAssetId()
                + "\": ideal_seconds_per_unit is "
                + seconds
                + "; it must be a number above 0.");
      }
      versions.add(new Version<>(instant(version.getValidFrom()), seconds));
    }
    return new Versions<>(versions);
  }

  /** What booking needs to know of the order. */
  public static WorkOrderInfo order(WorkOrder order) {
    required("work_order", order.getWorkOrder());
    notTooLong("product", order.getProduct());
    return new WorkOrderInfo(
        order.getWorkOrder(),
        order.getProduct().isBlank() ? null : order.getProduct(),
        order.getExcludedFromOee());
  }

  private static long instant(Instant instant) {
    return instant == null ? Fact.NONE : instant.toEpochMilli();
  }

  private static void required(String field, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(field + " is empty; it must have a value.");
    }
    notTooLong(field, value);
  }

  private static void notTooLong(String field, String value) {
    if (value.length() > FactMapping.LONGEST_WORD) {
      throw new IllegalArgumentException(
          field
              + " has "
              + value.length()
              + " characters; it must have "
              + FactMapping.LONGEST_WORD
              + " at most.");
    }
  }

  private static void notNegative(String thing, String field, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(
          thing + ": " + field + " is " + value + "; it must be 0 or more.");
    }
  }

  private static ZoneId zone(String thing, String zone) {
    try {
      return ZoneId.of(zone);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          thing + ": zone is \"" + zone + "\"; it must be an IANA time zone like Europe/Berlin.",
          e);
    }
  }

  private static LocalTime time(String thing, String time) {
    try {
      return LocalTime.parse(time, LOCAL_TIME);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          thing + ": \"" + time + "\" is not a local time like 06:00.", e);
    }
  }
}
