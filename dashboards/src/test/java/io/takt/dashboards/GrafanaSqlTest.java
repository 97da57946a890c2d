package io.takt.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.takt.dashboards.GrafanaSql.Choice;
import io.takt.dashboards.GrafanaSql.Range;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrafanaSqlTest {

  private static final Range DAY =
      new Range(Instant.parse("2026-03-02T06:00:00Z"), Instant.parse("2026-03-03T06:00:00Z"));
  private static final Map<String, Choice> CHOICES =
      Map.of(
          "asset", new Choice(true, List.of("press-01", "o'neill")),
          "line", new Choice(true, List.of("N1")),
          "shift", new Choice(false, List.of("2026-03-02 Früh'")));

  @Test
  void severalValuesComeQuotedAndASingleOneBare() {
    assertThat(expand("a IN ($asset)")).isEqualTo("a IN ('press-01','o''neill')");
    assertThat(expand("a IN (${line})")).isEqualTo("a IN ('N1')");
    assertThat(expand("s = '$shift'")).isEqualTo("s = '2026-03-02 Früh'''");
  }

  @Test
  void formatsAreAsDocumented() {
    assertThat(expand("${asset:csv}")).isEqualTo("press-01,o'neill");
    assertThat(expand("${line:raw}")).isEqualTo("N1");
    assertThat(expand("${asset:sqlstring}")).isEqualTo("'press-01','o''neill'");
    assertThat(expand("${asset:singlequote}")).isEqualTo("'press-01','o\\'neill'");
  }

  @Test
  void macrosSpeakOfTheTimeRange() {
    assertThat(expand("$__timeFilter(minute)"))
        .isEqualTo("minute BETWEEN '2026-03-02T06:00:00Z' AND '2026-03-03T06:00:00Z'");
    assertThat(expand("f($__timeFrom(), $__timeTo())"))
        .isEqualTo("f('2026-03-02T06:00:00Z', '2026-03-03T06:00:00Z')");
    assertThat(expand("$__timeGroup(minute, '5m')")).isEqualTo("time_bucket('300.000s',minute)");
    assertThat(expand("$__timeGroupAlias(minute,1h)"))
        .isEqualTo("time_bucket('3600.000s',minute) AS \"time\"");
    assertThat(expand("$__time(at)")).isEqualTo("at AS \"time\"");
    assertThat(expand("$__interval_ms $__interval")).isEqualTo("86400 86s");
  }

  @Test
  void anUnknownMacroIsAnError() {
    assertThatThrownBy(() -> expand("$__timeFilters(minute)")).hasMessageContaining("unknown");
    assertThatThrownBy(() -> expand("$__timeGroup(minute)")).hasMessageContaining("needs");
  }

  private static String expand(String sql) {
    return GrafanaSql.expand(sql, CHOICES, DAY);
  }
}
