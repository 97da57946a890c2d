package io.takt.jobs.oee;

import io.takt.jobs.timeline.ShiftReport;
import io.takt.jobs.timeline.ShiftReports;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.util.FlinkRuntimeException;

/** The shift reports of the asset that has its turn, in state. */
final class StateShiftReports implements ShiftReports {

  private final MapState<Long, ShiftReport> state;

  StateShiftReports(MapState<Long, ShiftReport> state) {
    this.state = state;
  }

  @Override
  public ShiftReport get(long start) {
    try {
      return state.get(start);
    } catch (Exception e) {
      throw new FlinkRuntimeException("The report of a shift cannot be read.", e);
    }
  }

  @Override
  public void put(ShiftReport report) {
    try {
      state.put(report.start(), report);
    } catch (Exception e) {
      throw new FlinkRuntimeException("The report of a shift cannot be written.", e);
    }
  }

  @Override
  public void remove(long start) {
    try {
      state.remove(start);
    } catch (Exception e) {
      throw new FlinkRuntimeException("The report of a shift cannot be removed.", e);
    }
  }
}
