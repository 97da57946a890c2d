package io.takt.embedded.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the database says of a window, per asset and per asset and business date.
 *
 * <p>Names are those of the views: times in seconds, ratios as fractions or null.
 */
record WindowFigures(SortedMap<String, Asset> assets) {

  /** Figures of one asset, and the same for each of its business dates. */
  record Asset(Map<String, Double> figures, SortedMap<String, Map<String, Double>> days) {}

  /** The figures of the report, in its order. */
  static final String[] NAMES = {
    "calendar_s",
    "not_scheduled_s",
    "planned_stop_s",
    "no_data_s",
    "setup_s",
    "running_s",
    "minor_stop_s",
    "unplanned_stop_s",
    "pending_stop_s",
    "extra_s",
    "pbt_s",
    "ideal_s",
    "total",
    "good",
    "scrap",
    "rework",
    "availability",
    "performance",
    "quality",
    "oee",
    "coverage"
  };

  /**
   * Reads the figures of {@code [from, to)}.
   *
   * @throws SQLException if the database refuses
   */
  static WindowFigures read(Connection reader, Instant from, Instant to) throws SQLException {
    SortedMap<String, Asset> assets = new TreeMap<>();
    each(
        reader,
        "SELECT * FROM oee_between(?, ?) ORDER BY asset_id",
        from,
        to,
        row -> assets.put(row.getString("asset_id"), new Asset(figures(row), new TreeMap<>())));
    each(
        reader,
        "SELECT * FROM oee_day_between(?, ?) ORDER BY asset_id, business_date",
        from,
        to,
        row ->
            assets
                .get(row.getString("asset_id"))
                .days()
                .put(row.getString("business_date"), figures(row)));
    return new WindowFigures(assets);
  }

  private interface Row {
    void take(ResultSet row) throws SQLException;
  }

  private static void each(Connection reader, String query, Instant from, Instant to, Row row)
      throws SQLException {
    try (PreparedStatement statement = reader.prepareStatement(query)) {
      statement.setTimestamp(1, Timestamp.from(from));
      statement.setTimestamp(2, Timestamp.from(to));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          row.take(rows);
        }
      }
    }
  }

  private static Map<String, Double> figures(ResultSet row) throws SQLException {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (String name : NAMES) {
      double value = row.getDouble(name);
      figures.put(name, row.wasNull() ? null : value);
    }
    return figures;
  }
}
