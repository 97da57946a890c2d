package io.takt.jobs.oracle;

import io.takt.jobs.timeline.MinuteOfLedger;
import io.takt.jobs.timeline.Slice;
import io.takt.jobs.timeline.StopRecord;
import java.util.List;

/**
 * What was booked.
 *
 * @param minutes in order of time, each minute at most once
 * @param stops in order of their start
 */
record Ledger(List<MinuteOfLedger> minutes, List<StopRecord> stops) {

  List<Slice> slices() {
    return minutes.stream().flatMap(minute -> minute.slices().stream()).toList();
  }
}
