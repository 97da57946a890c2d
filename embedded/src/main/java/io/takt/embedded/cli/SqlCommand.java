package io.takt.embedded.cli;

import io.takt.embedded.DatabaseAddress;
import io.takt.embedded.StackDatabase;
import io.takt.embedded.StackException;
import io.takt.embedded.StackSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code takt sql}: questions to the database, as the role that only reads. */
@Command(
    name = "sql",
    description = {
      "Asks the database, as the role that only reads. Without a query it reads queries from the",
      "terminal, each up to its semicolon. Works while a stack runs in the directory and after."
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class)
final class SqlCommand implements Callable<Integer> {
  private static final int FAILED = 1;

  @Mixin private StackOptions options;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "QUERY",
      description = "For example: 'SELECT asset_id, oee FROM oee_asset'")
  private String query;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    try (StackDatabase database = StackDatabase.open(latest());
        Connection connection = connect(database.address())) {
      if (query != null) {
        return ask(connection, query, out, err) ? 0 : FAILED;
      }
      converse(connection, out, err);
      return 0;
    }
  }

  /** Without --dir the directory that was used last: of takt up, of a demo or of a replay. */
  private StackSettings latest() throws IOException {
    StackSettings settings = options.settings();
    if (spec.commandLine().getParseResult().hasMatchedOption("--dir")) {
      return settings;
    }
    StackSettings latest = settings;
    for (StackSettings other : List.of(settings.within("demo"), settings.within("replay"))) {
      if (usedAt(other).compareTo(usedAt(latest)) > 0) {
        latest = other;
      }
    }
    return latest;
  }

  private static FileTime usedAt(StackSettings settings) throws IOException {
    Path run = settings.directory().resolve("run.json");
    return Files.exists(run) ? Files.getLastModifiedTime(run) : FileTime.fromMillis(0);
  }

  private static Connection connect(DatabaseAddress address) throws StackException {
    try {
      return DriverManager.getConnection(address.jdbcUrl(), address.user(), address.password());
    } catch (SQLException e) {
      throw new StackException("The database does not answer: " + e.getMessage(), e);
    }
  }

  private static void converse(Connection connection, PrintWriter out, PrintWriter err)
      throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    boolean terminal = Boolean.getBoolean("takt.terminal");
    StringBuilder asked = new StringBuilder();
    while (true) {
      if (terminal) {
        out.print(asked.isEmpty() ? "takt=> " : "takt-> ");
        out.flush();
      }
      String line = in.readLine();
      if (line == null || (asked.isEmpty() && line.strip().matches("exit|quit|\\\\q"))) {
        break;
      }
      asked.append(line).append('\n');
      if (line.strip().endsWith(";")) {
        ask(connection, asked.toString(), out, err);
        asked.setLength(0);
      }
    }
    if (!asked.toString().isBlank()) {
      ask(connection, asked.toString(), out, err);
    }
  }

  private static boolean ask(
      Connection connection, String query, PrintWriter out, PrintWriter err) {
    try (Statement statement = connection.createStatement()) {
      if (statement.execute(query)) {
        try (ResultSet rows = statement.getResultSet()) {
          TextTable.print(rows, out);
        }
      }
      return true;
    } catch (SQLException e) {
      err.println(e.getMessage().strip().replaceAll("\\s*\\R\\s*", " "));
      err.flush();
      return false;
    }
  }
}
