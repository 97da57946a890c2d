package io.takt.ingest.replay;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * The mapping file as it is written; docs/replay.md gives the meaning of each key. Absent keys are
 * null here, or empty where a list or a map is expected.
 */
record Mapping(
    String zone,
    WindowRule window,
    RowRule rows,
    List<FileRule> files,
    Map<String, AssetRule> assets,
    Map<String, CalendarRule> calendars,
    List<IdealTimeRule> idealTimes,
    List<ReasonRule> reasons,
    List<AlarmReasonRule> alarmReasons) {

  Mapping {
    files = orEmpty(files);
    assets = orEmpty(assets);
    calendars = orEmpty(calendars);
    idealTimes = orEmpty(idealTimes);
    reasons = orEmpty(reasons);
    alarmReasons = orEmpty(alarmReasons);
  }

  private static <T> List<T> orEmpty(List<T> list) {
    return list == null ? List.of() : list;
  }

  private static <K, V> Map<K, V> orEmpty(Map<K, V> map) {
    return map == null ? Map.of() : map;
  }

  /** Either the word {@code full-days}, or two points in time. */
  record WindowRule(String word, String from, String to) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static WindowRule of(String word) {
      return new WindowRule(word, null, null);
    }

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    static WindowRule of(@JsonProperty("from") String from, @JsonProperty("to") String to) {
      return new WindowRule(null, from, to);
    }
  }

  /** Which rows the files that match a glob hold. */
  record FileRule(String glob, boolean skip, RowRule rows) {}

  /** What one row says. */
  record RowRule(
      String format,
      CsvRule csv,
      String charset,
      String source,
      AssetIdRule asset,
      TimeRule time,
      IntervalRule interval,
      StateRule state,
      CountRule counts,
      Cell order,
      Cell product,
      AlarmRule alarm,
      Cell reason,
      Map<String, SignalRule> signals) {
    RowRule {
      signals = orEmpty(signals);
    }
  }

  /** How the columns of a CSV file are parted. */
  record CsvRule(String separator, String quote, String decimal) {}

  /** Where a value comes from: a column, or a constant. A plain word in the file is a column. */
  record Cell(String column, String constant) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static Cell of(String column) {
      return new Cell(column, null);
    }

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    static Cell of(
        @JsonProperty("column") String column, @JsonProperty("constant") String constant) {
      return new Cell(column, constant);
    }
  }

  /** Which asset a row is about, and its id in the streams. */
  record AssetIdRule(String column, String constant, String id) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static AssetIdRule of(String column) {
      return new AssetIdRule(column, null, null);
    }

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    static AssetIdRule of(
        @JsonProperty("column") String column,
        @JsonProperty("constant") String constant,
        @JsonProperty("id") String id) {
      return new AssetIdRule(column, constant, id);
    }
  }

  /** When a row happened. */
  record TimeRule(String column, List<String> columns, String format, String zone) {
    TimeRule {
      columns = orEmpty(columns);
    }
  }

  /** That a row is a span of time, not a moment: where it ends, and the state after it. */
  record IntervalRule(String end, String stateAfter) {}

  /** The vendor's word for the state, and what it means. */
  record StateRule(String column, String constant, Map<String, String> map) {
    StateRule {
      map = orEmpty(map);
    }
  }

  /** What was counted. */
  record CountRule(
      String kind,
      String unit,
      Double factor,
      Cell total,
      Cell good,
      Cell scrap,
      Cell rework,
      Double counterMax) {}

  /** A machine's alarm. */
  record AlarmRule(
      Cell code,
      List<String> none,
      Cell active,
      List<String> activeWords,
      Cell severity,
      Map<String, String> severityMap,
      Cell text) {
    AlarmRule {
      none = orEmpty(none);
      activeWords = orEmpty(activeWords);
      severityMap = orEmpty(severityMap);
    }
  }

  /** One measured signal. */
  record SignalRule(String column, String unit, Double lower, Double upper) {}

  /** Master data of one asset, or of all ({@code *}); what is absent is taken from {@code *}. */
  record AssetRule(
      String name,
      String enterprise,
      String site,
      String area,
      String line,
      Integer linePosition,
      Boolean lineExit,
      String assetClass,
      String zone,
      String calendar,
      String minorStopBelow,
      String noDataAfter,
      String minRun,
      Double piecesPerCycle,
      CounterRule counter) {}

  /** How cumulative counters behave. */
  record CounterRule(Double max, Boolean includesZero, Double jitter, Double maxPerSecond) {}

  /** When production is scheduled. */
  record CalendarRule(
      String zone,
      List<ShiftRule> shifts,
      List<String> closedOn,
      List<PlannedStopRule> plannedStops) {
    CalendarRule {
      shifts = orEmpty(shifts);
      closedOn = orEmpty(closedOn);
      plannedStops = orEmpty(plannedStops);
    }
  }

  /** One shift by local time. */
  record ShiftRule(
      String name,
      List<String> days,
      String start,
      String end,
      Integer businessDateOffset,
      List<BreakRule> breaks,
      String validFrom,
      String validTo) {
    ShiftRule {
      days = orEmpty(days);
      breaks = orEmpty(breaks);
    }
  }

  /** One break by local time. */
  record BreakRule(String name, String start, String end) {}

  /** A planned stop that happens once. */
  record PlannedStopRule(String name, String from, String to, List<String> assets) {
    PlannedStopRule {
      assets = orEmpty(assets);
    }
  }

  /** How long a unit ideally takes. */
  record IdealTimeRule(
      String asset, String product, String perUnit, Double unitsPerHour, String validFrom) {}

  /** A reason for a stop. */
  record ReasonRule(
      String reason,
      String parent,
      Map<String, String> text,
      String category,
      List<ReasonVersionRule> versions) {
    ReasonRule {
      text = orEmpty(text);
      versions = orEmpty(versions);
    }
  }

  /** From when on a reason books where. */
  record ReasonVersionRule(String validFrom, String category) {}

  /** Which reason an alarm stands for. */
  record AlarmReasonRule(String assetClass, String code, String reason) {}
}
