package io.takt.jobs.oee;

import static io.takt.jobs.timeline.LossCategory.MINOR_STOP;
import static io.takt.jobs.timeline.LossCategory.NOT_SCHEDULED;
import static io.takt.jobs.timeline.LossCategory.NO_DATA;
import static io.takt.jobs.timeline.LossCategory.PENDING_STOP;
import static io.takt.jobs.timeline.LossCategory.PLANNED_STOP;
import static io.takt.jobs.timeline.LossCategory.RUNNING;
import static io.takt.jobs.timeline.LossCategory.SETUP;
import static io.takt.jobs.timeline.LossCategory.UNPLANNED_STOP;

import io.takt.avro.OperatorEvent;
import io.takt.avro.OperatorEventKind;
import io.takt.avro.RestatementCause;
import io.takt.avro.ShiftVersion;
import io.takt.avro.ShiftVersions;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.OperatorEntry;
import io.takt.jobs.timeline.ShiftReport;
import io.takt.jobs.timeline.ShiftSums;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What was reported of shifts, and what people said → as the contract has it. */
final class ReportContract {

  private ReportContract() {}

  static ShiftVersions shift(String asset, ShiftReport report, long revision) {
    List<ShiftVersion> versions = new ArrayList<>(report.versions().size());
    for (ShiftReport.Version version : report.versions()) {
      versions.add(version(version));
    }
    return new ShiftVersions(
        asset,
        Instant.ofEpochMilli(report.start()),
        Instant.ofEpochMilli(report.end()),
        report.shift(),
        LocalDate.ofEpochDay(report.businessDay()),
        revision,
        versions);
  }

  private static ShiftVersion version(ShiftReport.Version version) {
    ShiftSums sums = version.sums();
    return ShiftVersion.newBuilder()
        .setCauses(
            version.causes().stream()
                .sorted()
                .map(cause -> RestatementCause.valueOf(cause.name()))
                .toList())
        .setHeardAt(Instant.ofEpochMilli(version.heardFrom()))
        .setHeardUntil(Instant.ofEpochMilli(version.heardTo()))
        .setEventId(version.event())
        .setOperator(version.operator())
        .setNote(version.note())
        .setNotScheduledMs(sums.time(NOT_SCHEDULED))
        .setPlannedStopMs(sums.time(PLANNED_STOP))
        .setNoDataMs(sums.time(NO_DATA))
        .setSetupMs(sums.time(SETUP))
        .setRunningMs(sums.time(RUNNING))
        .setMinorStopMs(sums.time(MINOR_STOP))
        .setUnplannedStopMs(sums.time(UNPLANNED_STOP))
        .setPendingStopMs(sums.time(PENDING_STOP))
        .setExtraMs(sums.extra())
        .setProvisionalMs(sums.provisional())
        .setIdealMs(sums.ideal())
        .setTotal(sums.total())
        .setGood(sums.good())
        .setScrap(sums.scrap())
        .setRework(sums.rework())
        .setUnseenTotal(sums.unseen())
        .setUnratedTotal(sums.unrated())
        .build();
  }

  static OperatorEvent said(String asset, Fact.OfOperator said) {
    return OperatorEvent.newBuilder()
        .setAssetId(asset)
        .setEventId(said.id())
        .setAt(Instant.ofEpochMilli(said.at()))
        .setArrivedAt(Instant.ofEpochMilli(said.arrivedAt()))
        .setKind(kind(said.entry()))
        .setSpanFrom(Instant.ofEpochMilli(said.from()))
        .setSpanTo(said.to() == Fact.NONE ? null : Instant.ofEpochMilli(said.to()))
        .setReason(said.reason())
        .setWorkOrder(said.order())
        .setProduct(said.product())
        .setParallel(said.parallel())
        .setQuantity(Double.isNaN(said.quantity()) ? null : said.quantity())
        .setSplitAt(said.splitAt().stream().map(Instant::ofEpochMilli).toList())
        .setRefersTo(said.refersTo())
        .setNote(said.note())
        .setOperator(said.operator())
        .setSource(said.source())
        .setSequence(said.sequence())
        .build();
  }

  private static OperatorEventKind kind(OperatorEntry entry) {
    return entry == OperatorEntry.OTHER
        ? OperatorEventKind.UNKNOWN
        : OperatorEventKind.valueOf(entry.name());
  }
}
