package io.takt.bench.suite;

import io.takt.avro.LedgerMinute;
import io.takt.avro.LedgerSlice;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Made-up minutes of a ledger, in the order in which a plant's are written: all assets minute by
 * minute. Every fifth has two slices. The same content is said three times: as elements, as
 * parameters of a statement, and as SQL, which is what the other two are held against. Each row
 * differs from version to version (its rework is the version).
 */
public final class MadeLedger {

  static final int ASSETS = 50;

  private static final long ORIGIN = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();
  private static final long MINUTE = 60_000;
  private static final int HALF = 30_000;
  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

  private MadeLedger() {}

  private static int slices(long asset, long minute) {
    return (asset + minute) % 5 == 0 ? 2 : 1;
  }

  private static double total(long asset, long minute, int version) {
    return (asset * 7 + minute * 3 + version) % 11;
  }

  private static String name(long asset) {
    return String.format(Locale.ROOT, "bench-%03d", asset);
  }

  private static final String[] NAMES = new String[ASSETS];

  static {
    for (int i = 0; i < ASSETS; i++) {
      NAMES[i] = name(i);
    }
  }

  /** Minute {@code index}, as it is said the {@code version}th time. */
  public static LedgerMinute minute(long index, int version) {
    long asset = index % ASSETS;
    long minute = index / ASSETS;
    long start = ORIGIN + minute * MINUTE;
    int count = slices(asset, minute);
    List<LedgerSlice> slices = new ArrayList<>(count);
    for (int ordinal = 0; ordinal < count; ordinal++) {
      LedgerSlice slice = new LedgerSlice();
      long from = start + ordinal * (long) HALF;
      long to = ordinal == count - 1 ? start + MINUTE : from + HALF;
      boolean runs = ordinal == 0;
      double total = runs ? total(asset, minute, version) : 0;
      slice.setStart(Instant.ofEpochMilli(from));
      slice.setEnd(Instant.ofEpochMilli(to));
      slice.setDurationMs(to - from);
      slice.setState(runs ? "PRODUCING" : "STOPPED");
      slice.setCategory(runs ? "RUNNING" : "UNPLANNED_STOP");
      slice.setReason(runs ? null : "jam");
      slice.setWorkOrder("order-" + minute / 60);
      slice.setProduct("lid");
      slice.setShift("early");
      slice.setShiftStart(Instant.ofEpochMilli(ORIGIN));
      slice.setBusinessDate(DAY);
      slice.setIdealMs(total * 1000);
      slice.setTotal(total);
      slice.setGood(total);
      slice.setRework(version);
      slices.add(slice);
    }
    return new LedgerMinute(
        NAMES[(int) asset], Instant.ofEpochMilli(start), (long) version + 1, slices);
  }

  /** Rows of the first so many minutes. */
  static long rows(long minutes) {
    // Of five assets next to each other one has two slices, whatever the minute.
    return minutes + minutes / 5;
  }

  /**
   * Binds row {@code row} in the order of {@link LedgerContent#COLUMNS}. Rows come in the order of
   * their minutes: of every five, one has two.
   */
  static void bind(PreparedStatement statement, long row, int version) throws SQLException {
    // Five minutes are six rows.
    long five = row / 6;
    int place = (int) (row % 6);
    long index = five * 5;
    int ordinal = 0;
    while (true) {
      int count = slices(index % ASSETS, index / ASSETS);
      if (place < count) {
        ordinal = place;
        break;
      }
      place -= count;
      index++;
    }
    long asset = index % ASSETS;
    long minute = index / ASSETS;
    long start = ORIGIN + minute * MINUTE;
    boolean runs = ordinal == 0;
    boolean last = ordinal == slices(asset, minute) - 1;
    long from = start + ordinal * (long) HALF;
    long to = last ? start + MINUTE : from + HALF;
    double total = runs ? total(asset, minute, version) : 0;
    int i = 0;
    statement.setString(++i, NAMES[(int) asset]);
    statement.setObject(++i, at(start));
    statement.setShort(++i, (short) ordinal);
    statement.setObject(++i, at(from));
    statement.setObject(++i, at(to));
    statement.setInt(++i, (int) (to - from));
    statement.setString(++i, runs ? "PRODUCING" : "STOPPED");
    statement.setString(++i, runs ? "RUNNING" : "UNPLANNED_STOP");
    statement.setBoolean(++i, false);
    statement.setString(++i, runs ? null : "jam");
    statement.setString(++i, "order-" + minute / 60);
    statement.setString(++i, "lid");
    statement.setString(++i, "early");
    statement.setObject(++i, at(ORIGIN));
    statement.setObject(++i, DAY);
    statement.setDouble(++i, total * 1000);
    statement.setDouble(++i, 0);
    statement.setDouble(++i, 0);
    statement.setDouble(++i, total);
    statement.setDouble(++i, total);
    statement.setDouble(++i, 0);
    statement.setDouble(++i, version);
    statement.setBoolean(++i, false);
    statement.setLong(++i, version + 1);
  }

  private static Object at(long epochMs) {
    return Instant.ofEpochMilli(epochMs).atOffset(ZoneOffset.UTC);
  }

  /** A query that says the same, for so many minutes. */
  static String sql(long minutes, int version) {
    return """
        SELECT 'bench-' || lpad(asset::text, 3, '0') AS asset_id, start AS minute,
          ordinal::smallint AS ordinal,
          start + ordinal * INTERVAL '30 s' AS slice_start,
          CASE WHEN ordinal = slices - 1 THEN start + INTERVAL '1 min'
            ELSE start + (ordinal + 1) * INTERVAL '30 s' END AS slice_end,
          CASE WHEN slices = 1 THEN 60000 ELSE 30000 END AS duration_ms,
          CASE ordinal WHEN 0 THEN 'PRODUCING' ELSE 'STOPPED' END AS state,
          CASE ordinal WHEN 0 THEN 'RUNNING' ELSE 'UNPLANNED_STOP' END AS category,
          false AS extra, CASE ordinal WHEN 1 THEN 'jam' END AS reason,
          'order-' || minute / 60 AS work_order, 'lid' AS product, 'early' AS shift,
          TIMESTAMPTZ '2026-03-02 00:00:00Z' AS shift_start, DATE '2026-03-02' AS business_date,
          total * 1000 AS ideal_ms, 0::float8 AS unrated_total, 0::float8 AS unseen_total,
          total, total AS good, 0::float8 AS scrap, %2$d::float8 AS rework, false AS provisional,
          %2$d::bigint + 1 AS revision
        FROM (
          SELECT asset, minute, slices, ordinal,
            TIMESTAMPTZ '2026-03-02 00:00:00Z' + minute * INTERVAL '1 min' AS start,
            CASE ordinal WHEN 0 THEN ((asset * 7 + minute * 3 + %2$d) %% 11)::float8
              ELSE 0 END AS total
          FROM (
            SELECT index %% 50 AS asset, index / 50 AS minute,
              CASE WHEN (index %% 50 + index / 50) %% 5 = 0 THEN 2 ELSE 1 END AS slices
            FROM generate_series(0, %1$d - 1) index
          ) m, generate_series(0, slices - 1) ordinal
        ) r
        """
        .formatted(minutes, version);
  }
}
