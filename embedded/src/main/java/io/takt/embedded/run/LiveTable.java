package io.takt.embedded.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What every asset does now and its shift so far, as lines of at most 100 characters. */
final class LiveTable {
  static final int WIDTH = 100;
  private static final int MOST_ASSETS = 24;
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String HEAD =
      "  %-16s %-10s %7s %-14s %6s %5s %6s %6s %6s %6s %6s"
          .formatted(
              "asset", "state", "since", "order", "good", "scrap", "A %", "P %", "Q %", "OEE %",
              "seen %");

  private static final String QUERY =
      """
      SELECT asset_id, state, as_of, state_since, work_order, product, good, scrap,
             availability, performance, quality, oee, coverage
      FROM oee_live ORDER BY site, line, line_position, asset_id LIMIT ?
      """;

  private LiveTable() {}

  /**
   * The table's lines.
   *
   * @param reader a connection that may read the views
   * @param plantNow the plant's time
   * @param facts facts published so far
   * @param lag facts published and not yet used
   * @throws SQLException if the database refuses
   */
  static List<String> lines(Connection reader, Instant plantNow, long facts, long lag)
      throws SQLException {
    List<String> lines = new ArrayList<>();
    lines.add(
        "  plant time %s UTC    %,d facts in, %,d on their way"
            .formatted(CLOCK.format(plantNow), facts, lag));
    lines.add(HEAD);
    int shown = 0;
    try (PreparedStatement statement = reader.prepareStatement(QUERY)) {
      statement.setInt(1, MOST_ASSETS + 1);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          if (shown == MOST_ASSETS) {
            lines.add("  … and more: ./takt sql 'SELECT * FROM oee_live'");
            break;
          }
          lines.add(line(row));
          shown++;
        }
      }
    }
    return lines;
  }

  private static String line(ResultSet row) throws SQLException {
    return "  %-16s %-10s %7s %-14s %6s %5s %6s %6s %6s %6s %6s"
        .formatted(
            cut(row.getString("asset_id"), 16),
            cut(row.getString("state"), 10),
            since(row.getTimestamp("state_since"), row.getTimestamp("as_of")),
            cut(order(row), 14),
            whole(row, "good"),
            whole(row, "scrap"),
            percent(row, "availability"),
            percent(row, "performance"),
            percent(row, "quality"),
            percent(row, "oee"),
            percent(row, "coverage"));
  }

  private static String order(ResultSet row) throws SQLException {
    String order = row.getString("work_order");
    return order != null ? order : row.getString("product") == null ? "–" : "no order";
  }

  private static String since(Timestamp from, Timestamp to) {
    if (from == null || to == null) {
      return "–";
    }
    Duration age = Duration.between(from.toInstant(), to.toInstant());
    long minutes = Math.max(age.toMinutes(), 0);
    return minutes < 60
        ? "%d min".formatted(minutes)
        : "%d:%02d h".formatted(minutes / 60, minutes % 60);
  }

  private static String whole(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? "–" : "%.0f".formatted(value);
  }

  private static String percent(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? "–" : String.format(Locale.ROOT, "%.1f", value * 100);
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }
}
