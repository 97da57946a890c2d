package io.takt.bench.chaos;

import io.takt.embedded.run.TableContents;
import io.takt.jobs.oee.PlantClock;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;

/** A plant on a site of its own from beginning to end, with or without faults. */
final class Trial {

  private static final long LAST_CALL_MS = 25_000;
  private static final int LONGEST_GAP_MS = 4_000;
  private static final long LATELY_MS = 3_000;

  /** What must be the same besides what {@link TableContents} always holds. */
  private static final List<String> MORE = List.of("operator_event", "audit");

  /**
   * Where a message lies on its topic, as poison lies there, too; and how many versions a shift
   * has: a job that was away when it was due reports it with what it has read when it is back.
   */
  private static final List<String> WITHOUT = List.of("partition", "offset", "version", "restated");

  /** What is reported of each shift in the end. */
  private static final String LAST_REPORTS =
      """
      SELECT DISTINCT ON (asset_id, shift_start) asset_id, shift_start, shift_end, shift, business_date,
        not_scheduled_ms, planned_stop_ms, no_data_ms, setup_ms, running_ms, minor_stop_ms,
        unplanned_stop_ms, pending_stop_ms, extra_ms, ideal_ms, total, good, scrap,
        rework, unseen_total, unrated_total
      FROM shift_version ORDER BY asset_id, shift_start, ordinal DESC
      """;

  private static final String VERSIONS =
      "SELECT asset_id, shift_start, ordinal, cause FROM shift_version ORDER BY 1, 2, 3";

  /**
   * What came of it.
   *
   * @param skipped kinds that could not be tried, and why
   * @param versions of the reports of shifts, a line each; told, not judged
   * @param corrections entries of operators and facts that came late, of those the plant sent
   */
  record Result(
      TableContents tables,
      Told told,
      List<Injury> injuries,
      Map<String, String> skipped,
      TableContents versions,
      long corrections) {}

  private final Plan plan;
  private final double speed;
  private final List<Fault> faults;
  private final Random dice;
  private final PrintWriter out;

  /**
   * To be run once.
   *
   * @param speed plant's seconds per second
   * @param faults in this order, as long as there is time
   */
  Trial(Plan plan, double speed, List<Fault> faults, Random dice, PrintWriter out) {
    this.plan = plan;
    this.speed = speed;
    this.faults = faults;
    this.dice = dice;
    this.out = out;
  }

  /** Runs it in an empty folder. */
  Result run(Path folder, BuiltParts built) throws Exception {
    try (Site site = Site.start(folder, built)) {
      PlantClock clock = new Beginning(site, plan, speed).begin();
      Map<String, String> skipped = new TreeMap<>();
      List<Injury> injuries = harm(site, clock, skipped);
      int status = site.feeder().ended().get();
      if (status != 0) {
        throw new ChaosException("The feeder ended with status " + status + ".");
      }
      try (Admin admin = site.admin();
          Connection reader = site.reader()) {
        new Quiet(admin, reader).await(plan.end());
        KeptRows.write(reader, folder);
        return new Result(
            TableContents.read(reader, MORE, WITHOUT).with(reader, "last reports", LAST_REPORTS),
            Told.of(site.receiver(), reader),
            injuries,
            skipped,
            TableContents.NONE.with(reader, "versions", VERSIONS),
            corrections(reader));
      }
    }
  }

  private List<Injury> harm(Site site, PlantClock clock, Map<String, String> skipped)
      throws Exception {
    List<Injury> injuries = new ArrayList<>();
    Recovery recovery = new Recovery(site);
    long lastCall = clock.wallOf(clock.stop()) - LAST_CALL_MS;
    if (!faults.isEmpty()) {
      recovery.awaitFirstRows(Plan.ASSETS);
      recovery.awaitWhole(0);
    }
    for (Fault fault : faults) {
      Optional<String> impossible = fault.impossible(site);
      if (impossible.isPresent()) {
        skipped.put(fault.kind(), impossible.get());
        say("  skipped: %s, as %s", fault.kind(), impossible.get());
        continue;
      }
      TimeUnit.MILLISECONDS.sleep(dice.nextInt(LONGEST_GAP_MS));
      if (System.currentTimeMillis() >= lastCall) {
        say("  no time is left for %s", fault.kind());
        continue;
      }
      injuries.add(harm(site, clock, fault, recovery));
    }
    return injuries;
  }

  private Injury harm(Site site, PlantClock clock, Fault fault, Recovery recovery)
      throws Exception {
    double at = (System.currentTimeMillis() - clock.wallOrigin()) / 1_000.0;
    long lately = clock.now(System.currentTimeMillis()) - clock.perWall(LATELY_MS);
    List<String> talking = recovery.talking(lately);
    long[] harmedAt = {System.currentTimeMillis()};
    long began = System.nanoTime();
    try {
      fault.strike(site, dice, () -> harmedAt[0] = System.currentTimeMillis());
      recovery.awaitNewRows(talking, clock.now(harmedAt[0]));
      double rows = since(began);
      recovery.awaitWhole(0);
      // What was spared may have written so far; now all that was harmed has to.
      recovery.awaitNewRows(talking, clock.now(System.currentTimeMillis()));
      double whole = since(began);
      recovery.awaitWhole(harmedAt[0]);
      String checked = fault.check(site);
      say(
          "  %5.0f s  %-22s first rows after %5.1f s, recovered after %5.1f s  %s",
          at, fault.kind(), rows, whole, checked);
      return new Injury(fault.kind(), at, rows, whole, checked);
    } catch (ChaosException e) {
      throw new ChaosException(
          String.format(Locale.ROOT, "After %s at %.0f s: %s", fault.kind(), at, e.getMessage()));
    }
  }

  private void say(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
    out.flush();
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e9;
  }

  private static long corrections(Connection reader) throws SQLException {
    try (Statement statement = reader.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT (SELECT count(*) FROM operator_event)"
                    + " + (SELECT count(*) FROM shift_version WHERE ordinal > 0)")) {
      row.next();
      return row.getLong(1);
    }
  }
}
