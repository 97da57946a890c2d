package io.takt.sinks.tables;

import io.takt.avro.LedgerMinute;
import io.takt.avro.LedgerSlice;
import io.takt.sinks.copy.Binding;
import io.takt.sinks.copy.CopyBuffer;
import io.takt.sinks.copy.Rows;
import io.takt.sinks.copy.TableSql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Ledger minutes: a minute replaces all slices that were there before. */
public final class LedgerBinding implements Binding<LedgerMinute> {

  private static final long serialVersionUID = 1L;
  private static final long HOUR_MS = 3_600_000;

  private static final TableSql LEDGER =
      new TableSql(
          "ledger",
          List.of("asset_id", "minute"),
          "ordinal",
          "revision",
          List.of(
              "slice_start",
              "slice_end",
              "duration_ms",
              "state",
              "category",
              "extra",
              "reason",
              "work_order",
              "product",
              "shift",
              "shift_start",
              "business_date",
              "ideal_ms",
              "unrated_total",
              "unseen_total",
              "total",
              "good",
              "scrap",
              "rework",
              "provisional"),
          true);
  private static final String CLAIMED =
      "SELECT CASE WHEN isfinite(claimed_until) THEN (extract(epoch FROM claimed_until) * 1000)::bigint END"
          + " FROM takt.ledger_rolled_up";
  private static final String RESTATED =
      "INSERT INTO takt.ledger_restated (asset_id, hour) VALUES (?, to_timestamp(? / 1000))";

  @Override
  public String name() {
    return "ledger";
  }

  @Override
  public List<Rows<LedgerMinute>> tables() {
    return List.of(SLICES);
  }

  @Override
  public Key key(LedgerMinute minute) {
    return new MinuteKey(minute.getAssetId(), minute.getMinute().toEpochMilli());
  }

  @Override
  public long revision(LedgerMinute minute) {
    return minute.getRevision();
  }

  @Override
  public boolean usuallyUpdates() {
    return false;
  }

  /** Marks hours whose sums were taken already, so that views read them from the ledger again. */
  @Override
  public void afterWrite(Connection connection, Set<Key> keys) throws SQLException {
    long claimedUntil = claimedUntil(connection);
    Set<HourKey> restated = new HashSet<>();
    for (Key key : keys) {
      if (key instanceof MinuteKey minute && minute.minuteMs() < claimedUntil) {
        restated.add(
            new HourKey(minute.assetId(), Math.floorDiv(minute.minuteMs(), HOUR_MS) * HOUR_MS));
      }
    }
    if (restated.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(RESTATED)) {
      for (HourKey hour : restated) {
        insert.setString(1, hour.assetId());
        insert.setLong(2, hour.hourMs());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static long claimedUntil(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(CLAIMED)) {
      row.next();
      long claimed = row.getLong(1);
      return row.wasNull() ? Long.MIN_VALUE : claimed;
    }
  }

  private record MinuteKey(String assetId, long minuteMs) implements Key {
    @Override
    public String column(int index) {
      return index == 0 ? assetId : Instant.ofEpochMilli(minuteMs).toString();
    }

    @Override
    public int columns() {
      return 2;
    }
  }

  private record HourKey(String assetId, long hourMs) {}

  private static final Rows<LedgerMinute> SLICES =
      new Rows<>(LEDGER) {
        private static final long serialVersionUID = 1L;

        @Override
        public int count(LedgerMinute minute) {
          return minute.getSlices().size();
        }

        @Override
        public void encode(LedgerMinute minute, int ordinal, CopyBuffer row) {
          LedgerSlice slice = minute.getSlices().get(ordinal);
          row.text(minute.getAssetId());
          row.timestamp(minute.getMinute());
          row.int2(ordinal);
          row.timestamp(slice.getStart());
          row.timestamp(slice.getEnd());
          row.int4((int) slice.getDurationMs());
          row.text(slice.getState());
          row.text(slice.getCategory());
          row.bool(slice.getExtra());
          row.text(slice.getReason());
          row.text(slice.getWorkOrder());
          row.text(slice.getProduct());
          row.text(slice.getShift());
          row.timestamp(slice.getShiftStart());
          row.date(slice.getBusinessDate());
          row.float8(slice.getIdealMs());
          row.float8(slice.getUnratedTotal());
          row.float8(slice.getUnseenTotal());
          row.float8(slice.getTotal());
          row.float8(slice.getGood());
          row.float8(slice.getScrap());
          row.float8(slice.getRework());
          row.bool(slice.getProvisional());
          row.int8(minute.getRevision());
        }
      };
}
