package io.takt.sinks.database;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Books an asset's time by and by, as whole minutes, the way the jobs would. */
final class PlantLedger {

  /** A Monday. */
  static final Instant SIX = Instant.parse("2026-03-02T06:00:00Z");

  private static final String INSERT =
      """
      INSERT INTO ledger (asset_id, minute, ordinal, slice_start, slice_end, duration_ms, state, category, extra, reason,
        work_order, product, shift, shift_start, business_date, ideal_ms, unrated_total, unseen_total, total, good,
        scrap, rework, provisional, revision)
      SELECT b.asset, b.start + i * INTERVAL '1 minute', 0, b.start + i * INTERVAL '1 minute',
        b.start + (i + 1) * INTERVAL '1 minute', 60000, 'STATE', b.category, b.extra, NULL,
        b.work_order, b.product, b.shift, b.shift_start, b.business_date,
        coalesce(b.ideal_ms / nullif(b.total, 0) * (floor(b.total * (i + 1) / b.n) - floor(b.total * i / b.n)), 0), (floor(b.unrated * (i + 1) / b.n) - floor(b.unrated * i / b.n)), (floor(b.unseen * (i + 1) / b.n) - floor(b.unseen * i / b.n)),
        (floor(b.total * (i + 1) / b.n) - floor(b.total * i / b.n)), (floor(b.good * (i + 1) / b.n) - floor(b.good * i / b.n)), (floor(b.scrap * (i + 1) / b.n) - floor(b.scrap * i / b.n)), (floor(b.rework * (i + 1) / b.n) - floor(b.rework * i / b.n)), b.provisional, 1
      FROM (SELECT ?::text AS asset, ?::timestamptz AS start, ?::int AS n, ?::text AS category, ?::boolean AS extra,
        ?::text AS work_order, ?::text AS product, ?::text AS shift, ?::timestamptz AS shift_start, ?::date AS business_date,
        ?::float8 AS ideal_ms, ?::float8 AS unrated, ?::float8 AS unseen, ?::float8 AS total, ?::float8 AS good,
        ?::float8 AS scrap, ?::float8 AS rework, ?::boolean AS provisional) b
      CROSS JOIN generate_series(0, b.n - 1) AS i
      """;

  private final SqlSession sql;
  private final String asset;
  private final List<Booking> bookings = new ArrayList<>();
  private Instant at;
  private String shift = "early";
  private Instant shiftStart;
  private LocalDate businessDate = LocalDate.of(2026, 3, 2);

  PlantLedger(SqlSession sql, String asset, Instant start) {
    this.sql = sql;
    this.asset = asset;
    this.at = start;
    this.shiftStart = start;
  }

  /** From here on another shift, or none (null). */
  PlantLedger shift(String name, LocalDate businessDate) {
    this.shift = name;
    this.shiftStart = name == null ? null : at;
    this.businessDate = businessDate;
    return this;
  }

  /** Time of a category, without parts, in minutes. */
  PlantLedger book(String category, int minutes) {
    return book(new Booking(category, minutes));
  }

  PlantLedger book(Booking booking) {
    booking.start = at;
    booking.shift = shift;
    booking.shiftStart = shiftStart;
    booking.businessDate = businessDate;
    bookings.add(booking);
    at = at.plus(Duration.ofMinutes(booking.minutes));
    return this;
  }

  /** Time running, with parts of an ideal time each, spread evenly. */
  static Booking running(int minutes, double total, double good, double idealSeconds) {
    Booking booking = new Booking("RUNNING", minutes);
    booking.total = total;
    booking.good = good;
    booking.scrap = total - good;
    booking.idealMs = total * idealSeconds * 1000;
    return booking;
  }

  /** Writes what was booked. */
  void write() throws SQLException {
    for (Booking b : bookings) {
      sql.execute(
          INSERT,
          asset,
          b.start,
          b.minutes,
          b.category,
          b.extra,
          b.order,
          b.product,
          b.shift,
          b.shiftStart == null ? null : b.shiftStart,
          b.businessDate,
          b.idealMs,
          b.unrated,
          b.unseen,
          b.total,
          b.good,
          b.scrap,
          b.rework,
          b.provisional);
    }
    bookings.clear();
  }

  /** A stretch of one category; amounts are of the whole stretch. */
  static final class Booking {
    final String category;
    final int minutes;
    double total;
    double good;
    double scrap;
    double rework;
    double idealMs;
    double unrated;
    double unseen;
    boolean extra;
    boolean provisional;
    String order;
    String product;
    private Instant start;
    private String shift;
    private Instant shiftStart;
    private LocalDate businessDate;

    Booking(String category, int minutes) {
      this.category = category;
      this.minutes = minutes;
    }

    Booking product(String product) {
      this.product = product;
      return this;
    }

    Booking order(String order) {
      this.order = order;
      return this;
    }

    Booking unrated() {
      this.unrated = total;
      this.idealMs = 0;
      return this;
    }

    Booking unseen() {
      this.unseen = total;
      this.idealMs = 0;
      return this;
    }

    Booking extra() {
      this.extra = true;
      return this;
    }

    Booking provisional() {
      this.provisional = true;
      return this;
    }

    Booking rework(double parts) {
      this.rework = parts;
      this.scrap -= parts;
      return this;
    }
  }
}
