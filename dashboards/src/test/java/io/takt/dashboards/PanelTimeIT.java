package io.takt.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.takt.dashboards.Board.Query;
import io.takt.dashboards.GrafanaSql.Choice;
import io.takt.dashboards.GrafanaSql.Range;
import io.takt.sinks.database.BackEnd;
import io.takt.sinks.database.Database;
import io.takt.sinks.database.SqlSession;
import io.takt.sinks.database.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How long each panel's query takes on 30 days of 50 machines, over all of that time: the budget is
 * 200 ms at p95. Where the system tells, what is held against it is the time of the server's
 * process, as that of the clock says more about what else the machine does.
 */
class PanelTimeIT {

  private static final int ASSETS = 50;
  private static final int DAYS = 30;
  private static final int RUNS = 20;
  private static final double BUDGET_MS = 200;

  /** A tick of the processor's time in /proc. */
  private static final double TICK_MS = 10;

  private record Timing(String where, double clockP95, double processP95) {

    double judged() {
      return processP95 >= 0 ? processP95 : clockP95;
    }
  }

  // The community edition runs as WebAssembly in tests: its times would say nothing.
  @ParameterizedTest
  @EnumSource(names = {"POSTGRESQL", "TIMESCALEDB_APACHE"})
  void everyPanelAnswersWithinItsBudget(BackEnd kind) throws SQLException, IOException {
    assumeTrue(
        Boolean.getBoolean("takt.panels.timed"),
        "times are measured when asked for, on a machine that does nothing else:"
            + " -Dtakt.panels.timed=true");
    TestServer server = TestServer.of(kind);
    SeededPlant.fill(server, ASSETS, DAYS);
    Range all = SeededPlant.last(Duration.ofDays(DAYS));
    List<Timing> timings = new ArrayList<>();
    try (SqlSession variables = SqlSession.as(Database.READER, server);
        Connection reader =
            server.login(Database.READER).orElseThrow().dataSource().getConnection()) {
      for (Board board : Board.all(Board.FOLDER)) {
        Map<String, Choice> choices = BoardChoices.initial(board, sql -> variables.rows(sql), all);
        List<Query> queries = new ArrayList<>(board.panelQueries());
        queries.addAll(board.annotationQueries());
        for (Query query : queries) {
          timings.add(time(query.where(), GrafanaSql.expand(query.sql(), choices, all), reader));
        }
      }
    }
    System.out.printf(
        Locale.ROOT, "%s, %d machines, %d days; p95 of %d runs, ms%n", kind, ASSETS, DAYS, RUNS);
    System.out.printf(Locale.ROOT, "%8s %8s  %s%n", "clock", "process", "panel");
    for (Timing timing : timings) {
      System.out.printf(
          Locale.ROOT,
          "%8.0f %8s  %s%n",
          timing.clockP95(),
          timing.processP95() < 0 ? "?" : String.valueOf(Math.round(timing.processP95())),
          timing.where());
    }
    assertThat(timings).filteredOn(timing -> timing.judged() > BUDGET_MS).isEmpty();
  }

  private static Timing time(String where, String sql, Connection reader)
      throws SQLException, IOException {
    try (Statement statement = reader.createStatement()) {
      // One process, so that its time is all of the query's.
      statement.execute("SET max_parallel_workers_per_gather = 0");
      Path process = process(statement);
      run(statement, sql);
      double[] clock = new double[RUNS];
      double[] worked = new double[RUNS];
      for (int i = 0; i < RUNS; i++) {
        double before = worked(process);
        long began = System.nanoTime();
        run(statement, sql);
        clock[i] = (System.nanoTime() - began) / 1e6;
        worked[i] = worked(process) - before;
      }
      return new Timing(where, p95(clock), Files.exists(process) ? p95(worked) : -1);
    }
  }

  private static Path process(Statement statement) throws SQLException {
    try (ResultSet pid = statement.executeQuery("SELECT pg_backend_pid()")) {
      pid.next();
      return Path.of("/proc", pid.getString(1), "stat");
    }
  }

  private static void run(Statement statement, String sql) throws SQLException {
    try (ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        rows.getObject(1);
      }
    }
  }

  /** The processor's time a process has had, ms; 0 where the system does not tell. */
  private static double worked(Path process) throws IOException {
    if (!Files.exists(process)) {
      return 0;
    }
    String stat = Files.readString(process);
    // After the program's name, which stands in brackets: user and system time are 14th and 15th.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MS;
  }

  private static double p95(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(0.95 * sorted.length) - 1];
  }
}
