package io.takt.ingest.replay;

import io.takt.avro.AlarmSeverity;
import io.takt.avro.CountKind;
import io.takt.avro.CountUnit;
import io.takt.ingest.replay.Mapping.Cell;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a mapping says of rows, checked once and then applied to each row. */
final class RowReader {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?\\d{1,15}(\\.\\d{1,15})?([eE][+-]?\\d{1,2})?");

  /** {@code 2.0} and {@code 2} are the same word: tools that export numbers differ in this only. */
  private static final Pattern WHOLE = Pattern.compile("(-?\\d+)\\.0+");

  private final Mapping.RowRule rule;
  private final TimeReading time;
  private final List<String> timeColumns;
  private final CountKind countKind;
  private final CountUnit countUnit;
  private final Map<String, String> stateMap;
  private final Map<String, AlarmSeverity> severities;
  private final boolean decimalComma;

  /**
   * @param file name of the mapping file
   * @param place path of keys to {@code rule}
   * @param zone for times without an offset, unless the rule names another
   * @throws MappingException when the rule contradicts itself
   */
  RowReader(String file, String place, Mapping.RowRule rule, ZoneId zone) {
    this.rule = rule;
    RowRuleCheck.check(file, place, rule);
    this.timeColumns =
        rule.time().column() == null ? rule.time().columns() : List.of(rule.time().column());
    try {
      this.time =
          TimeReading.of(
              rule.time().format(),
              Zones.read(file, place + ".time.zone", rule.time().zone(), zone));
    } catch (IllegalArgumentException e) {
      throw new MappingException(file + ", " + place + ".time.format: " + e.getMessage(), e);
    }
    Mapping.CountRule counts = rule.counts();
    this.countKind =
        counts == null
            ? CountKind.DELTA
            : RowRuleCheck.oneOf(
                CountKind.class, CountKind.DELTA, file, place + ".counts.kind", counts.kind());
    this.countUnit =
        counts == null
            ? CountUnit.PIECE
            : RowRuleCheck.oneOf(
                CountUnit.class, CountUnit.PIECE, file, place + ".counts.unit", counts.unit());
    this.stateMap = rule.state() == null ? Map.of() : states(file, place, rule.state().map());
    this.severities = severities(file, place, rule.alarm());
    this.decimalComma = rule.csv() != null && ",".equals(rule.csv().decimal());
  }

  private static Map<String, String> states(String file, String place, Map<String, String> map) {
    Map<String, String> states = new TreeMap<>();
    map.forEach(
        (word, state) ->
            states.put(
                plainWord(word), CanonicalStates.read(file, place + ".state.map." + word, state)));
    return Map.copyOf(states);
  }

  private static Map<String, AlarmSeverity> severities(
      String file, String place, Mapping.AlarmRule alarm) {
    Map<String, AlarmSeverity> severities = new LinkedHashMap<>();
    if (alarm != null) {
      alarm
          .severityMap()
          .forEach(
              (word, severity) ->
                  severities.put(
                      plainWord(word),
                      RowRuleCheck.oneOf(
                          AlarmSeverity.class,
                          AlarmSeverity.WARNING,
                          file,
                          place + ".alarm.severity-map." + word,
                          severity)));
    }
    return severities;
  }

  /** Vendor's word → canonical state, as the asset's row takes it. */
  Map<String, String> stateMap() {
    return stateMap;
  }

  CountKind countKind() {
    return countKind;
  }

  CountUnit countUnit() {
    return countUnit;
  }

  Mapping.RowRule rule() {
    return rule;
  }

  /** Column → place in the mapping that names it. */
  Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    name(columns, rule.asset().column(), "asset");
    timeColumns.forEach(column -> name(columns, column, "time"));
    if (rule.interval() != null) {
      name(columns, rule.interval().end(), "interval.end");
    }
    if (rule.state() != null) {
      name(columns, rule.state().column(), "state");
    }
    if (rule.counts() != null) {
      name(columns, rule.counts().total(), "counts.total");
      name(columns, rule.counts().good(), "counts.good");
      name(columns, rule.counts().scrap(), "counts.scrap");
      name(columns, rule.counts().rework(), "counts.rework");
    }
    name(columns, rule.order(), "order");
    name(columns, rule.product(), "product");
    if (rule.alarm() != null) {
      name(columns, rule.alarm().code(), "alarm.code");
      name(columns, rule.alarm().active(), "alarm.active");
      name(columns, rule.alarm().severity(), "alarm.severity");
      name(columns, rule.alarm().text(), "alarm.text");
    }
    name(columns, rule.reason(), "reason");
    rule.signals()
        .forEach((signal, from) -> name(columns, from.column(), "signals." + signal + ".column"));
    return columns;
  }

  private static void name(Map<String, String> columns, Cell cell, String place) {
    if (cell != null) {
      name(columns, cell.column(), place);
    }
  }

  private static void name(Map<String, String> columns, String column, String place) {
    if (column != null) {
      columns.putIfAbsent(column, place);
    }
  }

  /**
   * @throws UnreadableRow when a value is missing or not of its kind; then nothing of the row
   *     counts
   */
  Step.Read read(long line, String source, Row row) throws UnreadableRow {
    String asset = text(row, new Cell(rule.asset().column(), rule.asset().constant()));
    if (asset == null) {
      throw UnreadableRow.empty(rule.asset().column(), "every row must name its asset");
    }
    Instant at = at(row);
    Instant end = end(row, at);
    String state =
        rule.state() == null
            ? null
            : text(row, new Cell(rule.state().column(), rule.state().constant()));
    return new Step.Read(
        line,
        source,
        asset,
        rule.asset().id() == null ? asset : rule.asset().id().replace("{asset}", asset),
        at,
        end,
        state == null ? null : plainWord(state),
        figures(row),
        text(row, rule.order()),
        text(row, rule.product()),
        alarm(row),
        text(row, rule.reason()),
        signals(row));
  }

  private Instant at(Row row) throws UnreadableRow {
    List<String> parts = new ArrayList<>(timeColumns.size());
    for (String column : timeColumns) {
      String part = row.get(column);
      if (part == null) {
        throw UnreadableRow.empty(column, "every row needs its time");
      }
      parts.add(part);
    }
    return time.read(String.join(" ", timeColumns), String.join(" ", parts));
  }

  private Instant end(Row row, Instant at) throws UnreadableRow {
    if (rule.interval() == null) {
      return null;
    }
    String column = rule.interval().end();
    String text = row.get(column);
    if (text == null) {
      throw UnreadableRow.empty(column, "every row of this file needs its end");
    }
    Instant end = time.read(column, text);
    if (end.isBefore(at)) {
      throw UnreadableRow.value(
          column, text, "an end at or after the start " + at + " is expected");
    }
    return end;
  }

  private Step.Figures figures(Row row) throws UnreadableRow {
    Mapping.CountRule counts = rule.counts();
    if (counts == null) {
      return null;
    }
    double factor = counts.factor() == null ? 1 : counts.factor();
    Double total = number(row, counts.total(), factor);
    Double good = number(row, counts.good(), factor);
    Double scrap = number(row, counts.scrap(), factor);
    Double rework = number(row, counts.rework(), factor);
    return total == null && good == null && scrap == null && rework == null
        ? null
        : new Step.Figures(total, good, scrap, rework);
  }

  private Step.AlarmCell alarm(Row row) throws UnreadableRow {
    Mapping.AlarmRule alarm = rule.alarm();
    if (alarm == null) {
      return null;
    }
    String code = text(row, alarm.code());
    if (code == null || alarm.none().stream().anyMatch(none -> sameWord(none, code))) {
      return new Step.AlarmCell(null, null, AlarmSeverity.WARNING, "");
    }
    Boolean active = null;
    if (alarm.active() != null) {
      String word = text(row, alarm.active());
      active = word != null && alarm.activeWords().stream().anyMatch(on -> sameWord(on, word));
    }
    String text = text(row, alarm.text());
    return new Step.AlarmCell(code, active, severity(row, alarm), text == null ? "" : text);
  }

  private AlarmSeverity severity(Row row, Mapping.AlarmRule alarm) throws UnreadableRow {
    String word = text(row, alarm.severity());
    if (word == null) {
      return AlarmSeverity.WARNING;
    }
    AlarmSeverity mapped = severities.get(plainWord(word));
    if (mapped != null) {
      return mapped;
    }
    for (AlarmSeverity severity : AlarmSeverity.values()) {
      if (severity.name().equalsIgnoreCase(word)) {
        return severity;
      }
    }
    throw UnreadableRow.value(
        alarm.severity().column(),
        word,
        "one of "
            + Arrays.toString(AlarmSeverity.values())
            + " or a word under alarm.severity-map is expected");
  }

  private Map<String, Double> signals(Row row) throws UnreadableRow {
    if (rule.signals().isEmpty()) {
      return Map.of();
    }
    Map<String, Double> values = new LinkedHashMap<>();
    for (Map.Entry<String, Mapping.SignalRule> signal : rule.signals().entrySet()) {
      Double value = number(row, new Cell(signal.getValue().column(), null), 1);
      if (value != null) {
        values.put(signal.getKey(), value);
      }
    }
    return values;
  }

  private static String text(Row row, Cell cell) throws UnreadableRow {
    if (cell == null) {
      return null;
    }
    return cell.column() == null ? cell.constant() : row.get(cell.column());
  }

  private Double number(Row row, Cell cell, double factor) throws UnreadableRow {
    String text = text(row, cell);
    if (text == null) {
      return null;
    }
    String plain = decimalComma ? text.replace(',', '.') : text;
    if (!NUMBER.matcher(plain).matches()) {
      throw UnreadableRow.value(
          String.valueOf(cell.column()),
          text,
          "a plain number is expected, with a decimal "
              + (decimalComma ? "comma" : "point")
              + " and no thousands separator");
    }
    return Double.parseDouble(plain) * factor;
  }

  private static boolean sameWord(String a, String b) {
    return plainWord(a).toLowerCase(Locale.ROOT).equals(plainWord(b).toLowerCase(Locale.ROOT));
  }

  private static String plainWord(String word) {
    var whole = WHOLE.matcher(word);
    return whole.matches() ? whole.group(1) : word;
  }
}
