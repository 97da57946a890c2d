package io.takt.sinks.tables;

import io.takt.avro.Stop;
import io.takt.avro.StopAllocation;
import io.takt.sinks.StopChange;
import io.takt.sinks.copy.Binding;
import io.takt.sinks.copy.CopyBuffer;
import io.takt.sinks.copy.Rows;
import io.takt.sinks.copy.TableSql;
import java.util.List;

/** Stops with their allocations; a removed stop takes them along. */
public final class StopBinding implements Binding<StopChange> {

  private static final long serialVersionUID = 1L;
  private static final List<String> KEY = List.of("asset_id", "started_at");

  private static final TableSql STOP =
      new TableSql(
          "stop",
          KEY,
          null,
          "revision",
          List.of("ended_at", "state", "category", "reason", "first_alarm"),
          true);
  private static final TableSql ALLOCATION =
      new TableSql(
          "stop_allocation",
          KEY,
          "ordinal",
          "revision",
          List.of(
              "alloc_start",
              "alloc_end",
              "shift",
              "shift_start",
              "business_date",
              "category",
              "reason",
              "work_order",
              "product"),
          false);

  @Override
  public String name() {
    return "stop";
  }

  @Override
  public List<Rows<StopChange>> tables() {
    return List.of(STOPS, ALLOCATIONS);
  }

  @Override
  public Key key(StopChange change) {
    return TextKey.of(change.assetId(), change.startedAt());
  }

  @Override
  public long revision(StopChange change) {
    return change.revision();
  }

  @Override
  public boolean usuallyUpdates() {
    return true;
  }

  private static final Rows<StopChange> STOPS =
      new Rows<>(STOP) {
        private static final long serialVersionUID = 1L;

        @Override
        public int count(StopChange change) {
          return change.stop() == null ? 0 : 1;
        }

        @Override
        public void encode(StopChange change, int ordinal, CopyBuffer row) {
          Stop stop = change.stop();
          row.text(change.assetId());
          row.timestamp(change.startedAt());
          row.timestamp(stop.getEndedAt());
          row.text(stop.getState());
          row.text(stop.getCategory());
          row.text(stop.getReason());
          row.text(stop.getFirstAlarm());
          row.int8(change.revision());
        }
      };

  private static final Rows<StopChange> ALLOCATIONS =
      new Rows<>(ALLOCATION) {
        private static final long serialVersionUID = 1L;

        @Override
        public int count(StopChange change) {
          return change.stop() == null ? 0 : change.stop().getAllocations().size();
        }

        @Override
        public void encode(StopChange change, int ordinal, CopyBuffer row) {
          StopAllocation part = change.stop().getAllocations().get(ordinal);
          row.text(change.assetId());
          row.timestamp(change.startedAt());
          row.int2(ordinal);
          row.timestamp(part.getStart());
          row.timestamp(part.getEnd());
          row.text(part.getShift());
          row.timestamp(part.getShiftStart());
          row.date(part.getBusinessDate());
          row.text(part.getCategory());
          row.text(part.getReason());
          row.text(part.getWorkOrder());
          row.text(part.getProduct());
          row.int8(change.revision());
        }
      };
}
