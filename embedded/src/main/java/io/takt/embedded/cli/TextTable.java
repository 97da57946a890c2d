package io.takt.embedded.cli;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/** A query's rows as a table of text; numbers to the right, nothing where a value is null. */
final class TextTable {
  private static final int WIDEST = 60;
  private static final int MOST_ROWS = 10_000;

  private TextTable() {}

  static void print(ResultSet rows, PrintWriter out) throws SQLException {
    ResultSetMetaData columns = rows.getMetaData();
    int count = columns.getColumnCount();
    int[] width = new int[count];
    String[] names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = columns.getColumnLabel(i + 1);
      width[i] = names[i].length();
    }
    List<String[]> lines = new ArrayList<>();
    while (rows.next() && lines.size() < MOST_ROWS) {
      String[] line = new String[count];
      for (int i = 0; i < count; i++) {
        line[i] = text(rows, columns, i + 1);
        width[i] = Math.max(width[i], line[i].length());
      }
      lines.add(line);
    }
    StringBuilder head = new StringBuilder();
    StringBuilder rule = new StringBuilder();
    for (int i = 0; i < count; i++) {
      append(head, names[i], width[i], false, i > 0);
      rule.append(i > 0 ? "-+-" : "").append("-".repeat(width[i]));
    }
    out.println(head.toString().stripTrailing());
    out.println(rule);
    for (String[] line : lines) {
      StringBuilder row = new StringBuilder();
      for (int i = 0; i < count; i++) {
        append(row, line[i], width[i], isNumber(columns.getColumnType(i + 1)), i > 0);
      }
      out.println(row.toString().stripTrailing());
    }
    out.println("(" + lines.size() + (lines.size() == MOST_ROWS ? " or more" : "") + " rows)");
    out.flush();
  }

  private static void append(
      StringBuilder line, String text, int width, boolean right, boolean separated) {
    line.append(separated ? " | " : "");
    String gap = " ".repeat(width - text.length());
    line.append(right ? gap + text : text + gap);
  }

  private static String text(ResultSet rows, ResultSetMetaData columns, int column)
      throws SQLException {
    if (columns.getColumnType(column) == Types.DOUBLE) {
      double value = rows.getDouble(column);
      return rows.wasNull() ? "" : number(value);
    }
    String value = rows.getString(column);
    if (value == null) {
      return "";
    }
    String line = value.replaceAll("\\p{Cntrl}", " ");
    return line.length() <= WIDEST ? line : line.substring(0, WIDEST - 1) + "…";
  }

  /** Six digits behind the point at most; the rest is noise of the arithmetic. */
  private static String number(double value) {
    return java.math.BigDecimal.valueOf(value)
        .setScale(6, java.math.RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static boolean isNumber(int type) {
    return switch (type) {
      case Types.DOUBLE, Types.REAL, Types.NUMERIC, Types.BIGINT, Types.INTEGER, Types.SMALLINT ->
          true;
      default -> false;
    };
  }
}
