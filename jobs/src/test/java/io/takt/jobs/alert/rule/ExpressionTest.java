package io.takt.jobs.alert.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {

  private static final long NOW = 10_000_000;
  private static final Observation SEEN =
      new Observation(
          "oee-live",
          "press-01",
          NOW,
          false,
          Map.of("category", "UNPLANNED_STOP", "state", "FAULTED", "text", "door open"),
          Map.of("facts", 10.0, "share", 0.4, "last_fact_at", (double) (NOW - 60_000)));

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "category = UNPLANNED_STOP; true",
        "category != UNPLANNED_STOP; false",
        "category in (SETUP, UNPLANNED_STOP); true",
        "category not in (SETUP); true",
        "text = 'door open'; true",
        "reason is null; true",
        "reason = NONE; false",
        "reason != NONE; false",
        "category is not null and not (facts > 10); true",
        "facts >= 10 and facts <= 10.0; true",
        "share < 41% or facts < 0; true",
        "missing < 5; false",
        "age(last_fact_at) >= 60s; true",
        "age(last_fact_at) > 1m; false",
        "age(missing) > 1m; false",
        "facts > -3; true",
      })
  void aConditionIsReadAndJudged(String text, boolean holds) {
    assertThat(ExpressionParser.parse(text).holds(SEEN, NOW, 0)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "facts >; it ends where a value is expected",
        "facts > 5m; lengths are compared with age(field)",
        "category < SETUP; compared by = and != only",
        "age(last_fact_at) > 5; no length",
        "facts > 5 facts; comes after its end",
        "(facts > 5; \")\" is expected",
        "facts > 5 && share > 1; is not understood",
        "system('rm'); stands where one of",
      })
  void whatIsNoConditionIsRefusedInOneSentence(String text, String why) {
    assertThatThrownBy(() -> ExpressionParser.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void theDeadbandWidensLimitsOfNumbersAlone() {
    Expression low = ExpressionParser.parse("share < 38%");
    assertThat(low.holds(SEEN, NOW, 0)).isFalse();
    assertThat(low.holds(SEEN, NOW, 0.05)).isTrue();
    Expression old = ExpressionParser.parse("age(last_fact_at) > 61s");
    assertThat(old.holds(SEEN, NOW, 10_000)).isFalse();
  }

  @Test
  void aConditionOnAgeKnowsWhenTimeAloneChangesIt() {
    Expression old = ExpressionParser.parse("age(last_fact_at) > 10m and facts > 1");
    long reached = NOW - 60_000 + 600_000;
    assertThat(old.changesAt(SEEN, NOW)).isEqualTo(reached);
    assertThat(old.changesAt(SEEN, reached)).isEqualTo(reached + 1);
    assertThat(old.holds(SEEN, reached + 1, 0)).isTrue();
    assertThat(old.changesAt(SEEN, reached + 1)).isEqualTo(Expression.NEVER);
  }
}
