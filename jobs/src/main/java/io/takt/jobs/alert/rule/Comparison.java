package io.takt.jobs.alert.rule;

/** How a number stands to a limit. */
public enum Comparison {
  LESS("<", 1),
  AT_MOST("<=", 1),
  MORE(">", -1),
  AT_LEAST(">=", -1),
  EQUAL("=", 0),
  OTHER("!=", 0);

  private final String sign;
  private final int widening;

  Comparison(String sign, int widening) {
    this.sign = sign;
    this.widening = widening;
  }

  /** As it is written in rules. */
  public String sign() {
    return sign;
  }

  /** Which way the limit moves for the comparison to hold more easily. */
  int widening() {
    return widening;
  }

  boolean holds(double value, double limit) {
    return switch (this) {
      case LESS -> value < limit;
      case AT_MOST -> value <= limit;
      case MORE -> value > limit;
      case AT_LEAST -> value >= limit;
      case EQUAL -> value == limit;
      case OTHER -> value != limit;
    };
  }
}
