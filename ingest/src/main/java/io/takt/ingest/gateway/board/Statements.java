package io.takt.ingest.gateway.board;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The SQL statements of the file beside this class, by name. */
final class Statements {

  private static final String NAME = "-- name: ";

  private final Map<String, String> byName = new HashMap<>();

  /** Reads the file. */
  static Statements read() {
    try (InputStream in = Statements.class.getResourceAsStream("board.sql")) {
      return new Statements(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("board.sql cannot be read", e);
    }
  }

  private Statements(String file) {
    String name = null;
    StringBuilder sql = new StringBuilder();
    for (String line : file.lines().toList()) {
      if (line.startsWith(NAME)) {
        put(name, sql);
        name = line.substring(NAME.length()).trim();
        sql = new StringBuilder();
      } else if (!line.startsWith("--")) {
        sql.append(line).append('\n');
      }
    }
    put(name, sql);
  }

  private void put(String name, StringBuilder sql) {
    if (name != null) {
      byName.put(name, sql.toString().strip().replaceAll(";$", ""));
    }
  }

  String named(String name) {
    String sql = byName.get(name);
    if (sql == null) {
      throw new IllegalArgumentException("there is no statement " + name);
    }
    return sql;
  }
}
