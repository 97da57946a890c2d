package io.takt.dashboards;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Grafana makes of a query before the database sees it, in its order: variables, the interval,
 * macros. TimescaleDB is on.
 */
final class GrafanaSql {

  /** {@code $name}, {@code ${name}}, {@code ${name:format}}. */
  private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)|\\$\\{(\\w+)(?::(\\w+))?\\}");

  /** As Grafana has it, so an argument cannot hold a closing parenthesis. */
  private static final Pattern MACRO = Pattern.compile("\\$([_a-zA-Z0-9]+)\\(([^)]*)\\)");

  private static final Pattern INTERVAL = Pattern.compile("(\\d+)(ms|[smhdw])");

  /**
   * A variable and what is chosen.
   *
   * @param many whether several may be chosen, or all; then also one value comes quoted
   */
  record Choice(boolean many, List<String> values) {}

  /** What the dashboard shows. */
  record Range(Instant from, Instant to) {

    /** What Grafana takes for a bucket of a panel a thousand pixels wide, at least a second. */
    Duration interval() {
      return Duration.ofMillis(Math.max(1000, Duration.between(from, to).toMillis() / 1000));
    }
  }

  private GrafanaSql() {}

  /**
   * The query as the database gets it.
   *
   * @throws IllegalArgumentException for an unknown macro, or a macro without its arguments
   */
  static String expand(String sql, Map<String, Choice> choices, Range range) {
    String withVariables = variables(sql, choices);
    String withInterval =
        withVariables
            .replace("$__interval_ms", String.valueOf(range.interval().toMillis()))
            .replace("$__interval", range.interval().toSeconds() + "s");
    return MACRO
        .matcher(withInterval)
        .replaceAll(
            macro ->
                Matcher.quoteReplacement(
                    macro(
                        macro.group(1),
                        Arrays.stream(macro.group(2).split(",", -1)).map(String::strip).toList(),
                        range)));
  }

  /** Unknown names stay as they are: macros come later. */
  private static String variables(String sql, Map<String, Choice> choices) {
    return VARIABLE
        .matcher(sql)
        .replaceAll(
            found -> {
              String name = found.group(1) != null ? found.group(1) : found.group(2);
              Choice choice = choices.get(name);
              return Matcher.quoteReplacement(
                  choice == null ? found.group() : formatted(choice, found.group(3)));
            });
  }

  private static String formatted(Choice choice, String format) {
    return switch (format == null ? "" : format) {
      case "" ->
          choice.many() ? quoted(choice.values(), "''") : choice.values().get(0).replace("'", "''");
      case "csv", "raw" -> String.join(",", choice.values());
      case "sqlstring" -> quoted(choice.values(), "''");
      case "singlequote" -> quoted(choice.values(), "\\'");
      default -> throw new IllegalArgumentException("variable format " + format);
    };
  }

  private static String quoted(List<String> values, String forQuote) {
    return values.stream()
        .map(value -> "'" + value.replace("'", forQuote) + "'")
        .collect(Collectors.joining(","));
  }

  private static String macro(String name, List<String> arguments, Range range) {
    String first = arguments.get(0);
    return switch (name) {
      case "__time" -> first + " AS \"time\"";
      case "__timeEpoch" -> "extract(epoch from " + first + ") as \"time\"";
      case "__timeFilter" -> first + " BETWEEN '" + range.from() + "' AND '" + range.to() + "'";
      case "__timeFrom" -> "'" + range.from() + "'";
      case "__timeTo" -> "'" + range.to() + "'";
      case "__timeGroup" -> bucket(name, arguments);
      case "__timeGroupAlias" -> bucket(name, arguments) + " AS \"time\"";
      case "__unixEpochFilter" ->
          first
              + " >= "
              + range.from().getEpochSecond()
              + " AND "
              + first
              + " <= "
              + range.to().getEpochSecond();
      case "__unixEpochFrom" -> String.valueOf(range.from().getEpochSecond());
      case "__unixEpochTo" -> String.valueOf(range.to().getEpochSecond());
      default -> throw new IllegalArgumentException("unknown macro " + name);
    };
  }

  private static String bucket(String name, List<String> arguments) {
    if (arguments.size() < 2) {
      throw new IllegalArgumentException(name + " needs a time column and an interval");
    }
    String interval = arguments.get(1).replaceAll("^'|'$", "");
    Matcher parts = INTERVAL.matcher(interval);
    if (!parts.matches()) {
      throw new IllegalArgumentException(name + ": interval " + interval);
    }
    double unit =
        switch (parts.group(2)) {
          case "ms" -> 0.001;
          case "s" -> 1;
          case "m" -> 60;
          case "h" -> 3600;
          case "d" -> 86_400;
          default -> 604_800;
        };
    return String.format(
        Locale.ROOT,
        "time_bucket('%.3fs',%s)",
        Long.parseLong(parts.group(1)) * unit,
        arguments.get(0));
  }
}
