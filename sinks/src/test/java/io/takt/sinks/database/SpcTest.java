package io.takt.sinks.database;

import static io.takt.sinks.database.PlantLedger.SIX;
import static io.takt.sinks.database.PlantLedger.running;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Control charts and capability, against figures computed by hand and rules read out plainly. */
class SpcTest extends OnEachBackEnd {

  private static final String WINDOW =
      "('2026-03-02 06:00Z'::timestamptz, '2026-03-02 18:00Z'::timestamptz)";
  private static final Offset<Double> SIX_DIGITS = within(1e-6);

  @Test
  void controlLimitsAreThreeSigmaOfTheMovingRangesAroundTheMean() throws SQLException {
    produce("bolt", 6);
    means(0, 10, 12, 11, 13, 9, 11);
    Map<String, Object> limits = sql.row("SELECT * FROM spc_limits_between" + WINDOW);
    assertThat(limits)
        .containsEntry("product", "bolt")
        .containsEntry("subgroups", 6L)
        .containsEntry("samples", 24L)
        .containsEntry("first_minute", SIX)
        .containsEntry("last_minute", SIX.plus(Duration.ofMinutes(5)))
        .containsEntry("center", 11.0);
    // Ranges 2, 1, 2, 4, 2: their mean is 2.2.
    assertThat((Double) limits.get("sigma")).isCloseTo(2.2 / 1.128, SIX_DIGITS);
    assertThat((Double) limits.get("lcl")).isCloseTo(5.148936, SIX_DIGITS);
    assertThat((Double) limits.get("ucl")).isCloseTo(16.851064, SIX_DIGITS);
  }

  @Test
  void onlyMinutesOfOneProductFromEndToEndAreSubgroups() throws SQLException {
    produce("bolt", 3);
    ledger.book("SETUP", 1);
    produce("nut", 2);
    ledger.book(running(1, 1, 1, 30).product(null)).write();
    means(0, 10, 11, 12, 99, 20, 22, 40);
    // The minute in which it stood for a while, and the one in which the product changed.
    sql.execute(
        "UPDATE ledger SET slice_end = slice_start + INTERVAL '20 s', duration_ms = 20000 WHERE minute = ?",
        SIX.plus(Duration.ofMinutes(2)));
    sql.execute(
        "INSERT INTO ledger (asset_id, minute, ordinal, slice_start, slice_end, duration_ms, state, category, extra,"
            + " business_date, ideal_ms, unrated_total, unseen_total, total, good, scrap, rework, provisional, revision)"
            + " SELECT asset_id, minute, 1, slice_end, minute + INTERVAL '1 minute', 40000, 'STOPPED', 'MINOR_STOP', false,"
            + " business_date, 0, 0, 0, 0, 0, 0, 0, false, 1 FROM ledger WHERE minute = ?",
        SIX.plus(Duration.ofMinutes(2)));
    sql.execute("UPDATE ledger SET state = 'PRODUCING' WHERE category = 'RUNNING'");
    assertThat(
            sql.rows(
                "SELECT product, subgroups, center FROM spc_limits_between"
                    + WINDOW
                    + " ORDER BY product"))
        .extracting(Map::toString)
        .containsExactly(
            "{product=bolt, subgroups=2, center=10.5}",
            "{product=nut, subgroups=2, center=21.0}",
            "{product=null, subgroups=1, center=40.0}");
  }

  @Test
  void capabilityPartsTheMachinesSpreadFromTheProcesss() throws SQLException {
    produce("bolt", 2);
    minute(0, 4, 10, 1);
    minute(1, 4, 12, 2);
    specification(5.0, 16.0);
    Map<String, Object> row = sql.row("SELECT * FROM capability_between" + WINDOW);
    assertThat(row)
        .containsEntry("unit", "Cel")
        .containsEntry("samples", 8L)
        .containsEntry("mean", 11.0)
        .containsEntry("subgroups_beyond_limits", 0L);
    // Squares within: 3 x 1 + 3 x 4 = 15 over 6; with those between, 4 x 1 + 4 x 1: 23 over 7.
    assertThat((Double) row.get("sd_within")).isCloseTo(1.581139, SIX_DIGITS);
    assertThat((Double) row.get("sd")).isCloseTo(1.812654, SIX_DIGITS);
    assertThat((Double) row.get("cm")).isCloseTo(1.159502, SIX_DIGITS);
    assertThat((Double) row.get("cmk")).isCloseTo(1.054093, SIX_DIGITS);
    assertThat((Double) row.get("cp")).isCloseTo(1.011409, SIX_DIGITS);
    assertThat((Double) row.get("cpk")).isCloseTo(0.919463, SIX_DIGITS);
  }

  @Test
  void withOneLimitOnlyThereIsNoCpButACpkAndWithNoneNoRow() throws SQLException {
    produce("bolt", 2);
    minute(0, 4, 10, 1);
    minute(1, 4, 12, 2);
    specification(null, 16.0);
    Map<String, Object> row = sql.row("SELECT cm, cmk, cp, cpk FROM capability_between" + WINDOW);
    assertThat(row).containsEntry("cm", null).containsEntry("cp", null);
    assertThat((Double) row.get("cpk")).isCloseTo(0.919463, SIX_DIGITS);
    specification(null, null);
    assertThat(sql.rows("SELECT * FROM capability_between" + WINDOW)).isEmpty();
  }

  @Test
  void aValueThatNeverChangesHasNoCapabilityAndHitsNoRule() throws SQLException {
    produce("bolt", 20);
    for (int i = 0; i < 20; i++) {
      minute(i, 4, 10, 0);
    }
    specification(5.0, 16.0);
    assertThat(sql.row("SELECT cm, cmk, cp, cpk, sd FROM capability_between" + WINDOW))
        .containsEntry("cpk", null)
        .containsEntry("cm", null)
        .containsEntry("sd", 0.0);
    assertThat(sql.rows("SELECT * FROM spc_rule_hit_between" + WINDOW)).isEmpty();
  }

  @Test
  void aShiftOfTheLevelHitsTheRulesThatItShould() throws SQLException {
    produce("bolt", 18);
    means(0, 12, 12, 12, 12, 12, 12, 12, 12, 12, 10, 10, 10, 10, 10, 10, 10, 10, 10);
    // Centre 11, one range of 2 in 17: every point lies 9.6 sigma out.
    assertThat(hits())
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("NELSON 1", 18L),
                Map.entry("NELSON 2", 2L),
                Map.entry("NELSON 5", 16L),
                Map.entry("NELSON 6", 12L),
                Map.entry("NELSON 8", 11L),
                Map.entry("WESTERN_ELECTRIC 1", 18L),
                Map.entry("WESTERN_ELECTRIC 2", 16L),
                Map.entry("WESTERN_ELECTRIC 3", 12L),
                Map.entry("WESTERN_ELECTRIC 4", 4L)));
  }

  @Test
  void aSawtoothHitsTheRulesOfTooRegularAndTooQuiet() throws SQLException {
    produce("bolt", 16);
    means(0, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12);
    // Range 2 throughout: every point lies 0.56 sigma out, up and down in turn.
    assertThat(hits()).containsExactlyInAnyOrderEntriesOf(Map.of("NELSON 4", 3L, "NELSON 7", 2L));
  }

  @Test
  void anyCourseHitsWhatTheRulesReadOutPlainlySay() throws SQLException {
    long seed = 20260302;
    System.out.println("SpcTest seed " + seed);
    Random random = new Random(seed);
    double[] course = new double[300];
    double level = 50;
    for (int i = 0; i < course.length; i++) {
      // Now and then another level, for an hour none but a little noise, and once a ramp.
      level = random.nextInt(30) == 0 ? 50 + random.nextGaussian() * 2 : level;
      boolean quiet = i >= 100 && i < 160;
      boolean rising = i >= 200 && i < 210;
      double value = quiet ? 50 + random.nextGaussian() / 4 : level + random.nextGaussian();
      course[i] = Math.round((rising ? 49 + i * 0.25 - 50 : value) * 8) / 8.0;
    }
    produce("bolt", course.length);
    means(0, course);
    Set<String> hit = new TreeSet<>();
    for (Map<String, Object> row :
        sql.rows(
            "SELECT rule_set, rule, (extract(epoch FROM minute - '2026-03-02 06:00Z') / 60)::int AS i"
                + " FROM spc_rule_hit_between"
                + WINDOW)) {
      hit.add(row.get("rule_set") + " " + row.get("rule") + " " + row.get("i"));
    }
    assertThat(hit).isEqualTo(PlainRules.hits(course));
    for (int rule = 1; rule <= 8; rule++) {
      if (rule != 4) {
        String prefix = "NELSON " + rule + " ";
        assertThat(hit).as("the course tries rule " + rule).anyMatch(h -> h.startsWith(prefix));
      }
    }
  }

  private Map<String, Long> hits() throws SQLException {
    Map<String, Long> hits = new LinkedHashMap<>();
    for (Map<String, Object> row :
        sql.rows(
            "SELECT rule_set || ' ' || rule AS rule, count(*) AS n FROM spc_rule_hit_between"
                + WINDOW
                + " GROUP BY 1")) {
      hits.put((String) row.get("rule"), (Long) row.get("n"));
    }
    return hits;
  }

  private PlantLedger ledger;

  private void produce(String product, int minutes) throws SQLException {
    if (ledger == null) {
      ledger = new PlantLedger(sql, "press", SIX);
    }
    ledger.book(running(minutes, minutes, minutes, 30).product(product)).write();
    sql.execute("UPDATE ledger SET state = 'PRODUCING' WHERE category = 'RUNNING'");
  }

  private void means(int first, double... means) throws SQLException {
    List<Object> values = new ArrayList<>();
    StringBuilder array = new StringBuilder("{");
    for (double mean : means) {
      array.append(array.length() == 1 ? "" : ",").append(mean);
    }
    values.add(SIX.plus(Duration.ofMinutes(first)));
    values.add(array.append('}').toString());
    sql.execute(
        "INSERT INTO telemetry_minute (asset_id, signal, minute, samples, good, uncertain, bad, used, minimum, maximum,"
            + " mean, sd, first_value, last_value, revision)"
            + " SELECT 'press', 'heat', ?::timestamptz + (n - 1) * INTERVAL '1 minute', 4, 4, 0, 0, 4, m, m, m, 0, m, m, 1"
            + " FROM unnest(?::float8[]) WITH ORDINALITY AS u (m, n)",
        values.toArray());
  }

  private void minute(int minute, int used, double mean, double sd) throws SQLException {
    sql.execute(
        "INSERT INTO telemetry_minute (asset_id, signal, minute, samples, good, uncertain, bad, used, minimum, maximum,"
            + " mean, sd, first_value, last_value, revision)"
            + " VALUES ('press', 'heat', ?, ?, ?, 0, 0, ?, ?, ?, ?, ?, ?, ?, 1)",
        SIX.plus(Duration.ofMinutes(minute)),
        used,
        used,
        used,
        mean - sd,
        mean + sd,
        mean,
        sd,
        mean,
        mean);
  }

  private void specification(Double lower, Double upper) throws SQLException {
    sql.execute("DELETE FROM signal");
    sql.execute(
        "INSERT INTO signal (asset_id, signal, unit, lower_specification, upper_specification)"
            + " VALUES ('press', 'heat', 'Cel', ?::float8, ?::float8)",
        lower,
        upper);
  }
}
