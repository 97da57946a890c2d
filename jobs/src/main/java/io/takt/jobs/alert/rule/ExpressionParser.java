package io.takt.jobs.alert.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expressions as people write them.
 *
 * <pre>
 * any        all ("or" all)*
 * all        one ("and" one)*
 * one        "not" one | "(" any ")" | comparison
 * comparison field sign value | field ["not"] "in" "(" word ("," word)* ")"
 *            | field "is" ["not"] "null" | "age" "(" field ")" sign length
 * sign       = != &lt; &lt;= &gt; &gt;=
 * value      number, percentage (60%), word or 'quoted words'
 * length     30s, 10m, 2h, 1d
 * </pre>
 */
final class ExpressionParser {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(?<quoted>'[^']*')|(?<number>-?[0-9]+(?:\\.[0-9]+)?(?:%|ms|[smhd])?(?![A-Za-z0-9_]))"
              + "|(?<word>[A-Za-z_][A-Za-z0-9_.-]*)|(?<sign><=|>=|!=|[=<>(),]))");
  private static final int DEEPEST = 20;

  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private int at;
  private int depth;

  private ExpressionParser(String text) {
    this.text = text;
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (matcher.lookingAt()) {
      tokens.add(matcher.group().strip());
      end = matcher.end();
      matcher.region(end, text.length());
    }
    if (!text.substring(end).isBlank()) {
      throw wrong("\"" + text.substring(end).strip() + "\" is not understood");
    }
  }

  /**
   * @throws IllegalArgumentException in one sentence, when it is none
   */
  static Expression parse(String text) {
    ExpressionParser parser = new ExpressionParser(text);
    Expression parsed = parser.any();
    if (parser.at < parser.tokens.size()) {
      throw parser.wrong("\"" + parser.tokens.get(parser.at) + "\" comes after its end");
    }
    return parsed;
  }

  private Expression any() {
    List<Expression> parts = new ArrayList<>();
    parts.add(all());
    while (takes("or")) {
      parts.add(all());
    }
    return parts.size() == 1 ? parts.get(0) : new Expression.Or(List.copyOf(parts));
  }

  private Expression all() {
    List<Expression> parts = new ArrayList<>();
    parts.add(one());
    while (takes("and")) {
      parts.add(one());
    }
    return parts.size() == 1 ? parts.get(0) : new Expression.And(List.copyOf(parts));
  }

  private Expression one() {
    if (++depth > DEEPEST) {
      throw wrong("it is nested more than " + DEEPEST + " deep");
    }
    Expression one;
    if (takes("not")) {
      one = new Expression.Not(one());
    } else if (takes("(")) {
      one = any();
      expect(")");
    } else {
      one = comparison();
    }
    depth--;
    return one;
  }

  private Expression comparison() {
    String field = field();
    if (field.equals("age") && takes("(")) {
      String time = field();
      expect(")");
      return new Expression.Age(time, sign(), length());
    }
    if (takes("is")) {
      boolean not = takes("not");
      expect("null");
      Expression absent = new Expression.Absent(field);
      return not ? new Expression.Not(absent) : absent;
    }
    boolean not = takes("not");
    if (takes("in")) {
      List<String> words = words();
      return not ? new Expression.NoneOf(field, words) : new Expression.OneOf(field, words);
    }
    if (not) {
      throw wrong("after \"" + field + " not\" comes in");
    }
    return compared(field, sign());
  }

  private Expression compared(String field, Comparison sign) {
    String value = next("a value");
    if (Character.isDigit(value.charAt(0)) || value.charAt(0) == '-') {
      return new Expression.Limit(field, sign, number(value));
    }
    return switch (sign) {
      case EQUAL -> new Expression.OneOf(field, List.of(unquoted(value)));
      case OTHER -> new Expression.NoneOf(field, List.of(unquoted(value)));
      case LESS, AT_MOST, MORE, AT_LEAST ->
          throw wrong("\"" + value + "\" is a word; it can be compared by = and != only");
    };
  }

  private double number(String value) {
    if (value.endsWith("%")) {
      return Double.parseDouble(value.substring(0, value.length() - 1)) / 100;
    }
    if (Character.isDigit(value.charAt(value.length() - 1))) {
      return Double.parseDouble(value);
    }
    throw wrong("\"" + value + "\" is a length; lengths are compared with age(field)");
  }

  private List<String> words() {
    expect("(");
    List<String> words = new ArrayList<>();
    do {
      words.add(unquoted(next("a word")));
    } while (takes(","));
    expect(")");
    return List.copyOf(words);
  }

  private Comparison sign() {
    String token = next("a sign");
    for (Comparison comparison : Comparison.values()) {
      if (comparison.sign().equals(token)) {
        return comparison;
      }
    }
    throw wrong("\"" + token + "\" stands where one of = != < <= > >= is expected");
  }

  private long length() {
    String token = next("a length");
    try {
      return Length.parse(token);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private String field() {
    String token = next("a field");
    if (!Character.isLetter(token.charAt(0)) && token.charAt(0) != '_') {
      throw wrong("\"" + token + "\" stands where a field is expected");
    }
    return token;
  }

  private String next(String what) {
    if (at == tokens.size()) {
      throw wrong("it ends where " + what + " is expected");
    }
    return tokens.get(at++);
  }

  private boolean takes(String token) {
    boolean taken = at < tokens.size() && tokens.get(at).equals(token);
    if (taken) {
      at++;
    }
    return taken;
  }

  private void expect(String token) {
    if (!takes(token)) {
      throw wrong(
          "\""
              + token
              + "\" is expected"
              + (at < tokens.size() ? " before " + tokens.get(at) : ""));
    }
  }

  private static String unquoted(String token) {
    return token.startsWith("'") ? token.substring(1, token.length() - 1) : token;
  }

  private IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException("the condition \"" + text + "\" cannot be read: " + why);
  }
}
