package io.takt.embedded.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every row of the tables and views that must not depend on what happened to the machines. */
public record TableContents(SortedMap<String, List<String>> rows) {

  /** No rows of anything. */
  public static final TableContents NONE = new TableContents(new TreeMap<>());

  private static final List<String> RELATIONS =
      List.of(
          "ledger",
          "stop",
          "stop_allocation",
          "oee_minute",
          "oee_hour",
          "oee_shift",
          "oee_day",
          "oee_order",
          "oee_asset",
          "oee_line",
          "oee_site",
          "oee_live",
          "stop_pareto",
          "late_event");

  private static final String COLUMNS =
      "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) FROM pg_attribute"
          + " WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped"
          + " AND attname <> ALL (?)";

  /** Columns that record when the machine wrote a row. */
  private static final List<String> WRITTEN = List.of("revision", "written_at", "first_written_at");

  /** All rows as they are now. */
  public static TableContents read(Connection reader) throws SQLException {
    return read(reader, List.of(), List.of());
  }

  /**
   * All rows as they are now.
   *
   * @param more relations to be read as well
   * @param without columns to be left out, besides those that tell when a row was written
   */
  public static TableContents read(Connection reader, List<String> more, List<String> without)
      throws SQLException {
    List<String> relations = new ArrayList<>(RELATIONS);
    relations.addAll(more);
    List<String> leftOut = new ArrayList<>(WRITTEN);
    leftOut.addAll(without);
    SortedMap<String, List<String>> rows = new TreeMap<>();
    for (String relation : relations) {
      rows.put(relation, rowsOf(reader, relation, leftOut));
    }
    return new TableContents(rows);
  }

  /** With the rows that a query gives, under a name of its own. */
  public TableContents with(Connection reader, String name, String query) throws SQLException {
    SortedMap<String, List<String>> more = new TreeMap<>(rows);
    more.put(name, rowsOf(reader, "SELECT ROW(q.*)::text FROM (" + query + ") q ORDER BY 1"));
    return new TableContents(more);
  }

  private static List<String> rowsOf(Connection reader, String relation, List<String> leftOut)
      throws SQLException {
    String columns;
    try (PreparedStatement statement = reader.prepareStatement(COLUMNS)) {
      statement.setString(1, relation);
      statement.setArray(2, reader.createArrayOf("text", leftOut.toArray()));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        columns = row.getString(1);
      }
    }
    return rowsOf(reader, "SELECT ROW(" + columns + ")::text FROM " + relation + " ORDER BY 1");
  }

  private static List<String> rowsOf(Connection reader, String query) throws SQLException {
    List<String> found = new ArrayList<>();
    try (PreparedStatement statement = reader.prepareStatement(query);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        found.add(row.getString(1));
      }
    }
    return found;
  }

  /** Rows that only one of two has, a line each. */
  public List<String> differences(TableContents other) {
    List<String> differences = new ArrayList<>();
    rows.forEach(
        (relation, mine) -> {
          List<String> theirs = new ArrayList<>(other.rows.get(relation));
          List<String> only = new ArrayList<>(mine);
          only.removeAll(new java.util.HashSet<>(theirs));
          theirs.removeAll(new java.util.HashSet<>(mine));
          only.forEach(row -> differences.add(relation + " only undisturbed: " + row));
          theirs.forEach(row -> differences.add(relation + " only other: " + row));
          if (only.isEmpty()
              && theirs.isEmpty()
              && mine.size() != other.rows.get(relation).size()) {
            differences.add(
                relation + ": " + mine.size() + " rows, " + other.rows.get(relation).size());
          }
        });
    return differences;
  }

  /** Rows of all relations together. */
  public int size() {
    return rows.values().stream().mapToInt(List::size).sum();
  }
}
