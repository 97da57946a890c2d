package io.takt.sinks.tables;

import io.takt.avro.ShiftVersion;
import io.takt.avro.ShiftVersions;
import io.takt.sinks.copy.Binding;
import io.takt.sinks.copy.CopyBuffer;
import io.takt.sinks.copy.Rows;
import io.takt.sinks.copy.TableSql;
import java.util.List;
import java.util.stream.Collectors;

/** What was reported of shifts, version by version; a row replaces all versions of the shift. */
public final class ShiftVersionBinding extends Rows<ShiftVersions>
    implements Binding<ShiftVersions> {

  private static final long serialVersionUID = 1L;

  /** The only one. */
  public ShiftVersionBinding() {
    super(
        new TableSql(
            "shift_version",
            List.of("asset_id", "shift_start"),
            "ordinal",
            "revision",
            List.of(
                "shift_end",
                "shift",
                "business_date",
                "cause",
                "heard_at",
                "heard_until",
                "event_id",
                "operator",
                "note",
                "not_scheduled_ms",
                "planned_stop_ms",
                "no_data_ms",
                "setup_ms",
                "running_ms",
                "minor_stop_ms",
                "unplanned_stop_ms",
                "pending_stop_ms",
                "extra_ms",
                "provisional_ms",
                "ideal_ms",
                "total",
                "good",
                "scrap",
                "rework",
                "unseen_total",
                "unrated_total"),
            false));
  }

  @Override
  public String name() {
    return "shift_version";
  }

  @Override
  public List<Rows<ShiftVersions>> tables() {
    return List.of(this);
  }

  @Override
  public Key key(ShiftVersions shift) {
    return TextKey.of(shift.getAssetId(), shift.getShiftStart());
  }

  @Override
  public long revision(ShiftVersions shift) {
    return shift.getRevision();
  }

  @Override
  public boolean usuallyUpdates() {
    return true;
  }

  @Override
  public int count(ShiftVersions shift) {
    return shift.getVersions().size();
  }

  @Override
  public void encode(ShiftVersions shift, int ordinal, CopyBuffer row) {
    ShiftVersion version = shift.getVersions().get(ordinal);
    row.text(shift.getAssetId());
    row.timestamp(shift.getShiftStart());
    row.int2(ordinal);
    row.timestamp(shift.getShiftEnd());
    row.text(shift.getShift());
    row.date(shift.getBusinessDate());
    row.text(version.getCauses().stream().map(Enum::name).collect(Collectors.joining(", ")));
    row.timestamp(version.getHeardAt());
    row.timestamp(version.getHeardUntil());
    row.text(version.getEventId());
    row.text(version.getOperator());
    row.text(version.getNote());
    row.int8(version.getNotScheduledMs());
    row.int8(version.getPlannedStopMs());
    row.int8(version.getNoDataMs());
    row.int8(version.getSetupMs());
    row.int8(version.getRunningMs());
    row.int8(version.getMinorStopMs());
    row.int8(version.getUnplannedStopMs());
    row.int8(version.getPendingStopMs());
    row.int8(version.getExtraMs());
    row.int8(version.getProvisionalMs());
    row.float8(version.getIdealMs());
    row.float8(version.getTotal());
    row.float8(version.getGood());
    row.float8(version.getScrap());
    row.float8(version.getRework());
    row.float8(version.getUnseenTotal());
    row.float8(version.getUnratedTotal());
    row.int8(shift.getRevision());
  }
}
