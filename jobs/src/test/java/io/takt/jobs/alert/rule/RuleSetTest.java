package io.takt.jobs.alert.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.takt.jobs.alert.AlertsSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleSetTest {

  @Test
  void theRulesThatComeWithTaktAreTheExample() throws IOException {
    RuleSet standard = AlertsSettings.standardRules();
    assertThat(standard.all())
        .extracting(Rule::name)
        .containsExactly(
            "long-stop",
            "stop-without-reason",
            "line-down",
            "oee-below-target",
            "behind-order",
            "scrap-burst",
            "anomaly",
            "data-stale",
            "gateway-stale",
            "counter-problem",
            "invariant-broken");
    Path example = Path.of("../docs/examples/alert-rules.yaml");
    try (var shipped = AlertsSettings.class.getResourceAsStream("alert-rules.yaml")) {
      assertThat(Files.readAllBytes(example)).isEqualTo(shipped.readAllBytes());
    }
  }

  @Test
  void everyKeyOfARuleIsOnThePage() throws IOException {
    String page = Files.readString(Path.of("../docs/alerts.md"));
    Stream.of(RuleFile.Entry.class.getRecordComponents())
        .map(key -> key.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT))
        .forEach(key -> assertThat(page).contains("`" + key + "`"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "stream: nowhere, when: a = b; there is no stream nowhere",
        "stream: oee-live, when: colour = red; there is no field colour; there are [",
        "stream: oee-live, when: category > 3; category is a word and is used as a number",
        "stream: oee-live, when: category = A, since: facts; facts is a number and is used as a time",
        "stream: oee-live, when: category = A, on-delay: soon; is no length",
        "stream: oee-live, when: category = A, severity: BAD; it must be INFO",
        "stream: oee-live, when: category = A, suppressed-by: [none]; which there is not",
        "stream: oee-live, when: category = A, window: 1h; window is for the streams",
        "stream: ledger, when: oee < 1; window is for the streams",
        "stream: oee-live; a rule on the stream alerts has",
        "stream: oee-live, when: category = A, times: 3; times needs within and lasts",
        "stream: oee-live, wen: category = A; Unrecognized field",
      })
  void aWrongRuleIsRefusedInOneSentence(String keys, String why) {
    assertThatThrownBy(() -> RuleSet.of("rules: [{name: mine, " + keys + "}]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }

  @Test
  void twoRulesOfOneNameAreRefused() {
    String rule = "{name: mine, stream: oee-live, when: category = A}";
    assertThatThrownBy(() -> RuleSet.of("rules: [" + rule + ", " + rule + "]"))
        .hasMessage("Alert rule mine is there twice.");
  }
}
