package io.takt.bench.chaos;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What a database that is gone after a run said of it, for whoever asks why something differs. */
final class KeptRows {

  private static final List<String> QUERIES =
      List.of(
          "SELECT a::text FROM alert_event a ORDER BY fingerprint, written_at",
          "SELECT n::text FROM notification n ORDER BY id",
          "SELECT s::text FROM shift_version s ORDER BY asset_id, shift_start, ordinal",
          "SELECT d::text FROM dead_letter d ORDER BY written_at");

  private KeptRows() {}

  /** Writes a file, {@code rows.txt}, a line a row. */
  static void write(Connection reader, Path folder) throws SQLException, IOException {
    try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("rows.txt"));
        Statement statement = reader.createStatement()) {
      for (String query : QUERIES) {
        out.write(query + "\n");
        try (ResultSet rows = statement.executeQuery(query)) {
          while (rows.next()) {
            out.write(rows.getString(1) + "\n");
          }
        }
      }
    }
  }
}
