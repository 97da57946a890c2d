package io.takt.jobs.alert.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Rules as people write them; an unknown key, field or rule is an error. */
final class RuleFile {

  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();
  private static final int MOST_TIMES = 100;
  private static final long LONGEST_WINDOW = Length.parse("8h");
  private static final Set<String> SHARED = Set.of("asset", "line", "area", "site");

  private RuleFile() {}

  /** The file. */
  record File(List<Entry> rules) {}

  /** One rule as written; docs/alerts.md says what each key means. */
  record Entry(
      String name,
      String stream,
      String when,
      String assets,
      String since,
      String until,
      List<String> by,
      String window,
      String lasts,
      Integer times,
      String within,
      String onDelay,
      String offDelay,
      Double deadband,
      String severity,
      List<String> suppressedBy,
      Boolean inPlannedStop,
      SeveralEntry several,
      Map<String, String> labels,
      String summary) {}

  /** As written. */
  record SeveralEntry(List<String> of, String sharing, Integer atLeast) {}

  static List<Rule> parse(String yaml) {
    File file;
    try {
      file = YAML.readValue(yaml, File.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "The alert rules cannot be read: " + e.getOriginalMessage(), e);
    }
    if (file == null || file.rules() == null) {
      throw new IllegalArgumentException("The alert rules lack the key \"rules\".");
    }
    List<Rule> rules = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Entry entry : file.rules()) {
      Rule rule;
      try {
        rule = rule(entry);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "Alert rule " + entry.name() + ": " + e.getMessage() + ".", e);
      }
      if (!names.add(rule.name())) {
        throw new IllegalArgumentException("Alert rule " + rule.name() + " is there twice.");
      }
      rules.add(rule);
    }
    for (Rule rule : rules) {
      List<String> named = new ArrayList<>(rule.suppressedBy());
      if (rule.several() != null) {
        named.addAll(rule.several().of());
      }
      for (String other : named) {
        if (!names.contains(other)) {
          throw new IllegalArgumentException(
              "Alert rule " + rule.name() + " names rule " + other + ", which there is not.");
        }
      }
    }
    return rules;
  }

  private static Rule rule(Entry entry) {
    if (entry.name() == null || !entry.name().matches("[a-z][a-z0-9-]{0,62}")) {
      throw new IllegalArgumentException("name must be in kebab-case, at most 63 letters");
    }
    boolean aboutAlerts = Rule.ALERTS.equals(entry.stream());
    if (aboutAlerts != (entry.several() != null) || aboutAlerts == (entry.when() != null)) {
      throw new IllegalArgumentException(
          "a rule on the stream alerts has \"several\", any other has \"when\"");
    }
    Map<String, FieldKind> fields = aboutAlerts ? Map.of() : Streams.fields(entry.stream());
    Expression when = aboutAlerts ? null : checked(ExpressionParser.parse(entry.when()), fields);
    Expression assets =
        entry.assets() == null
            ? null
            : checked(ExpressionParser.parse(entry.assets()), Streams.PLACE);
    List<String> by = entry.by() == null ? List.of() : List.copyOf(entry.by());
    by.forEach(field -> known(field, FieldKind.WORD, fields));
    if (entry.since() != null) {
      known(entry.since(), FieldKind.TIME, fields);
    }
    if (entry.until() != null) {
      known(entry.until(), FieldKind.TIME, fields);
    }
    int times = entry.times() == null ? 1 : entry.times();
    if (times < 1 || times > MOST_TIMES) {
      throw new IllegalArgumentException("times is " + times + "; it must be 1 to " + MOST_TIMES);
    }
    long lasts = length(entry.lasts());
    long within = length(entry.within());
    if (times > 1 && (within == 0 || lasts == 0)) {
      throw new IllegalArgumentException("times needs within and lasts");
    }
    long window = length(entry.window());
    boolean summed = Streams.SUMMED.contains(entry.stream());
    if (summed != (window > 0) || window > LONGEST_WINDOW) {
      throw new IllegalArgumentException(
          "window is for the streams " + Streams.SUMMED + ", which need one of at most 8h");
    }
    return new Rule(
        entry.name(),
        entry.stream(),
        when,
        assets,
        entry.since(),
        entry.until(),
        by,
        window,
        lasts,
        times,
        within,
        length(entry.onDelay()),
        length(entry.offDelay()),
        entry.deadband() == null ? 0 : entry.deadband(),
        severity(entry.severity()),
        entry.suppressedBy() == null ? List.of() : List.copyOf(entry.suppressedBy()),
        entry.inPlannedStop() != null && entry.inPlannedStop(),
        several(entry.several()),
        entry.labels() == null ? Map.of() : Map.copyOf(entry.labels()),
        entry.summary() == null ? entry.name() + " on {asset}" : entry.summary());
  }

  private static Rule.Several several(SeveralEntry entry) {
    if (entry == null) {
      return null;
    }
    if (entry.of() == null || entry.of().isEmpty() || !SHARED.contains(entry.sharing())) {
      throw new IllegalArgumentException("several needs \"of\" and \"sharing\", one of " + SHARED);
    }
    if (entry.atLeast() == null || entry.atLeast() < 1) {
      throw new IllegalArgumentException("several needs \"at-least\", 1 or more");
    }
    return new Rule.Several(List.copyOf(entry.of()), entry.sharing(), entry.atLeast());
  }

  private static Expression checked(Expression expression, Map<String, FieldKind> fields) {
    Set<Expression.Use> uses = new HashSet<>();
    expression.fields(uses);
    uses.forEach(use -> known(use.field(), use.kind(), fields));
    return expression;
  }

  private static void known(String field, FieldKind kind, Map<String, FieldKind> fields) {
    FieldKind there = fields.get(field);
    if (there == null) {
      throw new IllegalArgumentException(
          "there is no field " + field + "; there are " + new TreeSet<>(fields.keySet()));
    }
    if (kind != null && there != kind) {
      throw new IllegalArgumentException(
          field
              + " is a "
              + there.name().toLowerCase(Locale.ROOT)
              + " and is used as a "
              + kind.name().toLowerCase(Locale.ROOT));
    }
  }

  private static long length(String text) {
    return text == null ? 0 : Length.parse(text);
  }

  private static Severity severity(String text) {
    if (text == null) {
      return Severity.WARNING;
    }
    for (Severity severity : Severity.values()) {
      if (severity.name().equals(text)) {
        return severity;
      }
    }
    throw new IllegalArgumentException(
        "severity is " + text + "; it must be INFO, WARNING, FAULT or CRITICAL");
  }
}
