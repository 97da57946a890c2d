package io.takt.jobs.oee;

import io.takt.avro.DataQuality;
import io.takt.avro.DataQualityKind;
import io.takt.avro.LedgerMinute;
import io.takt.avro.LedgerSlice;
import io.takt.avro.OeeLive;
import io.takt.avro.Stop;
import io.takt.avro.StopAllocation;
import io.takt.jobs.timeline.DataIssue;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.LiveRow;
import io.takt.jobs.timeline.MinuteOfLedger;
import io.takt.jobs.timeline.Slice;
import io.takt.jobs.timeline.StopRecord;
import io.takt.sinks.StopChange;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What the timeline says → as the contract has it. */
final class Contract {

  private Contract() {}

  static LedgerMinute minute(String asset, MinuteOfLedger minute, long revision) {
    List<LedgerSlice> slices = new ArrayList<>(minute.slices().size());
    for (Slice slice : minute.slices()) {
      slices.add(slice(slice));
    }
    return new LedgerMinute(asset, Instant.ofEpochMilli(minute.minute()), revision, slices);
  }

  private static LedgerSlice slice(Slice slice) {
    return new LedgerSlice(
        Instant.ofEpochMilli(slice.start()),
        Instant.ofEpochMilli(slice.end()),
        slice.duration(),
        slice.state().name(),
        slice.category().name(),
        slice.extra(),
        slice.reason(),
        slice.order(),
        slice.product(),
        slice.shift(),
        instant(slice.shiftStart()),
        LocalDate.ofEpochDay(slice.businessDay()),
        slice.ideal(),
        slice.unrated(),
        slice.unseen(),
        slice.total(),
        slice.good(),
        slice.scrap(),
        slice.rework(),
        slice.provisional());
  }

  static StopChange stop(String asset, StopRecord stop, long revision) {
    List<StopAllocation> allocations = new ArrayList<>(stop.allocations().size());
    for (StopRecord.Allocation part : stop.allocations()) {
      allocations.add(
          new StopAllocation(
              Instant.ofEpochMilli(part.start()),
              Instant.ofEpochMilli(part.end()),
              part.shift(),
              instant(part.shiftStart()),
              LocalDate.ofEpochDay(part.businessDay()),
              part.category().name(),
              part.reason(),
              part.order(),
              part.product()));
    }
    Stop said =
        new Stop(
            asset,
            Instant.ofEpochMilli(stop.start()),
            instant(stop.end()),
            revision,
            stop.state().name(),
            stop.category().name(),
            stop.reason(),
            stop.firstAlarm(),
            allocations);
    return StopChange.of(said);
  }

  static OeeLive live(String asset, LiveRow row, long revision) {
    return new OeeLive(
        asset,
        Instant.ofEpochMilli(row.asOf()),
        revision,
        row.state().name(),
        row.stateSince() == Fact.NONE
            ? Instant.ofEpochMilli(row.asOf())
            : Instant.ofEpochMilli(row.stateSince()),
        row.category().name(),
        instant(row.stopSince()),
        row.reason(),
        row.order(),
        row.product(),
        row.shift(),
        instant(row.shiftStart()),
        instant(row.lastFactAt()),
        instant(row.lastArrivedAt()),
        row.facts(),
        row.duplicates());
  }

  static DataQuality doubt(String asset, DataIssue issue) {
    return new DataQuality(
        asset,
        DataQualityKind.valueOf(issue.kind().name()),
        Instant.ofEpochMilli(issue.at()),
        issue.subject(),
        issue.detail());
  }

  private static Instant instant(long instant) {
    return instant == Fact.NONE ? null : Instant.ofEpochMilli(instant);
  }
}
