package io.takt.ingest.replay;

import io.takt.ingest.replay.Mapping.Cell;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Whether what a mapping says of rows makes sense, before any row is read. */
final class RowRuleCheck {

  private RowRuleCheck() {}

  /**
   * @throws MappingException at the first rule that does not make sense
   */
  static void check(String file, String place, Mapping.RowRule rule) {
    asset(file, place + ".asset", rule.asset());
    time(file, place + ".time", rule.time());
    if (rule.interval() != null && blank(rule.interval().end())) {
      throw MappingException.at(
          file, place + ".interval", "the key 'end' is missing; name the column of the end time.");
    }
    if (rule.interval() != null && rule.interval().stateAfter() != null) {
      CanonicalStates.read(file, place + ".interval.state-after", rule.interval().stateAfter());
    }
    if (rule.state() != null) {
      columnOrConstant(
          file, place + ".state", new Cell(rule.state().column(), rule.state().constant()));
    }
    counts(file, place + ".counts", rule);
    cell(file, place + ".order", rule.order());
    cell(file, place + ".product", rule.product());
    cell(file, place + ".reason", rule.reason());
    alarm(file, place + ".alarm", rule.alarm());
    rule.signals()
        .forEach(
            (signal, from) -> {
              if (from == null || blank(from.column())) {
                throw MappingException.at(
                    file, place + ".signals." + signal, "the key 'column' is missing; name one.");
              }
            });
    if (rule.state() == null
        && rule.counts() == null
        && rule.order() == null
        && rule.product() == null
        && rule.alarm() == null
        && rule.reason() == null
        && rule.signals().isEmpty()) {
      throw MappingException.at(
          file,
          place,
          "rows say nothing; map at least one of state, counts, order, product, alarm, reason,"
              + " signals.");
    }
  }

  private static void asset(String file, String place, Mapping.AssetIdRule asset) {
    if (asset == null) {
      throw MappingException.at(
          file, place, "the key is missing; name the column of the asset, or a constant.");
    }
    columnOrConstant(file, place, new Cell(asset.column(), asset.constant()));
    if (asset.id() != null && !asset.id().contains("{asset}")) {
      throw MappingException.at(
          file,
          place + ".id",
          "'" + asset.id() + "' would be the same for all; write '{asset}' where the value goes.");
    }
  }

  private static void time(String file, String place, Mapping.TimeRule time) {
    if (time == null) {
      throw MappingException.at(file, place, "the key is missing; name the column of the time.");
    }
    if (blank(time.column()) == time.columns().isEmpty()) {
      throw MappingException.at(
          file, place, "write 'column' with one name or 'columns' with a list, one of the two.");
    }
  }

  private static void counts(String file, String place, Mapping.RowRule rule) {
    Mapping.CountRule counts = rule.counts();
    if (counts == null) {
      return;
    }
    cell(file, place + ".total", counts.total());
    cell(file, place + ".good", counts.good());
    cell(file, place + ".scrap", counts.scrap());
    cell(file, place + ".rework", counts.rework());
    if (counts.total() == null
        && counts.good() == null
        && counts.scrap() == null
        && counts.rework() == null) {
      throw MappingException.at(
          file, place, "nothing is counted; map at least one of total, good, scrap, rework.");
    }
    positive(file, place + ".factor", counts.factor());
    positive(file, place + ".counter-max", counts.counterMax());
  }

  private static void alarm(String file, String place, Mapping.AlarmRule alarm) {
    if (alarm == null) {
      return;
    }
    if (alarm.code() == null) {
      throw MappingException.at(file, place, "the key 'code' is missing; name a column.");
    }
    cell(file, place + ".code", alarm.code());
    cell(file, place + ".active", alarm.active());
    cell(file, place + ".severity", alarm.severity());
    cell(file, place + ".text", alarm.text());
    if ((alarm.active() == null) != alarm.activeWords().isEmpty()) {
      throw MappingException.at(
          file,
          place,
          "'active' (the column) and 'active-words' (its values that mean: it came) belong"
              + " together; write both or none.");
    }
  }

  private static void cell(String file, String place, Cell cell) {
    if (cell != null) {
      columnOrConstant(file, place, cell);
    }
  }

  private static void columnOrConstant(String file, String place, Cell cell) {
    if (blank(cell.column()) == blank(cell.constant())) {
      throw MappingException.at(
          file, place, "name a column, or write 'constant: VALUE', one of the two.");
    }
  }

  /** Null is allowed. */
  static void positive(String file, String place, Double value) {
    if (value != null && !(value > 0 && Double.isFinite(value))) {
      throw MappingException.at(file, place, value + " cannot be; write a number above 0.");
    }
  }

  private static boolean blank(String text) {
    return text == null || text.isBlank();
  }

  /**
   * @throws MappingException when the word is none of the enum's; null is {@code otherwise}
   */
  static <E extends Enum<E>> E oneOf(
      Class<E> type, E otherwise, String file, String place, String word) {
    if (word == null) {
      return otherwise;
    }
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equalsIgnoreCase(word.trim().replace('-', '_'))) {
        return constant;
      }
    }
    throw MappingException.at(
        file,
        place,
        "'"
            + word
            + "' is not known; write one of "
            + Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .collect(Collectors.joining(", "))
            + ".");
  }
}
