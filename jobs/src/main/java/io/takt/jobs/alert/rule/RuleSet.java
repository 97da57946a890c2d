package io.takt.jobs.alert.rule;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All rules; kept as the text they were read from, so that it travels to tasks. */
public final class RuleSet implements Serializable {

  private static final long serialVersionUID = 1L;

  private final String yaml;
  private transient Map<String, Rule> rules;
  private transient Map<String, List<Rule>> byStream;

  private RuleSet(String yaml) {
    this.yaml = yaml;
  }

  /**
   * Rules of a file's text.
   *
   * @throws IllegalArgumentException in one sentence that names rule and key, when they are wrong
   */
  public static RuleSet of(String yaml) {
    RuleSet rules = new RuleSet(yaml);
    rules.parse();
    return rules;
  }

  private void parse() {
    Map<String, Rule> parsed = new LinkedHashMap<>();
    Map<String, List<Rule>> streams = new LinkedHashMap<>();
    for (Rule rule : RuleFile.parse(yaml)) {
      parsed.put(rule.name(), rule);
      streams.computeIfAbsent(rule.stream(), stream -> new ArrayList<>()).add(rule);
    }
    rules = parsed;
    byStream = streams;
  }

  private Map<String, Rule> rules() {
    if (rules == null) {
      parse();
    }
    return rules;
  }

  /** The rule of this name; null: there is none. */
  public Rule rule(String name) {
    return rules().get(name);
  }

  /** All, in the file's order. */
  public List<Rule> all() {
    return List.copyOf(rules().values());
  }

  /** Rules that look at a stream, in the file's order. */
  public List<Rule> on(String stream) {
    rules();
    return byStream.getOrDefault(stream, List.of());
  }

  /** Streams that rules look at. */
  public Set<String> streams() {
    rules();
    return new TreeSet<>(byStream.keySet());
  }

  @Override
  public String toString() {
    return "RuleSet" + rules().keySet();
  }
}
