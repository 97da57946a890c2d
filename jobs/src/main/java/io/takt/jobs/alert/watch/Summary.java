package io.takt.jobs.alert.watch;

import io.takt.jobs.alert.rule.FieldKind;
import io.takt.jobs.alert.rule.Length;
import io.takt.jobs.alert.rule.Observation;
import io.takt.jobs.alert.rule.Rule;
import io.takt.jobs.alert.rule.Streams;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a rule saw, in people's words: times in the site's zone, ratios in percent where asked. */
final class Summary {

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_-]+)(%?)}");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

  private Summary() {}

  /** The rule's sentence; what is absent is shown as a question mark. */
  static String of(Rule rule, Observation seen, Place place, Map<String, FieldKind> fields) {
    Matcher matcher = PLACEHOLDER.matcher(rule.summary());
    StringBuilder text = new StringBuilder();
    while (matcher.find()) {
      String value =
          value(matcher.group(1), !matcher.group(2).isEmpty(), rule, seen, place, fields);
      matcher.appendReplacement(text, Matcher.quoteReplacement(value == null ? "?" : value));
    }
    return matcher.appendTail(text).toString();
  }

  /** Everything the stream said, by field. */
  static Map<String, String> details(Observation seen, Place place, Map<String, FieldKind> fields) {
    Map<String, String> details = new TreeMap<>(seen.words());
    details.remove("asset_id");
    seen.numbers()
        .forEach((field, value) -> details.put(field, number(field, value, false, place, fields)));
    return details;
  }

  private static String value(
      String name,
      boolean percent,
      Rule rule,
      Observation seen,
      Place place,
      Map<String, FieldKind> fields) {
    return switch (name) {
      case "asset" -> place.name().isEmpty() ? place.asset() : place.name();
      case "line" -> place.line();
      case "area" -> place.area();
      case "site" -> place.site();
      case "on-delay" -> Length.words(rule.onDelay());
      case "window" -> Length.words(rule.window());
      default -> {
        Double number = seen.numbers().get(name);
        yield number == null
            ? seen.words().get(name)
            : number(name, number, percent, place, fields);
      }
    };
  }

  private static String number(
      String field, double value, boolean percent, Place place, Map<String, FieldKind> fields) {
    if (fields.getOrDefault(field, FieldKind.NUMBER) == FieldKind.TIME) {
      return CLOCK.format(Instant.ofEpochMilli((long) value).atZone(ZoneId.of(place.zone())));
    }
    double shown = percent ? value * 100 : value;
    if (Double.isNaN(shown) || Double.isInfinite(shown)) {
      return Double.toString(shown);
    }
    String digits =
        BigDecimal.valueOf(shown)
            .setScale(percent ? 0 : 2, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString();
    return percent ? digits + " %" : digits;
  }

  static Map<String, FieldKind> fields(Rule rule) {
    return Streams.fields(rule.stream());
  }
}
