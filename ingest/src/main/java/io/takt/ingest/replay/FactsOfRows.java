package io.takt.ingest.replay;

import io.takt.avro.MachineAlarm;
import io.takt.avro.MachineState;
import io.takt.avro.OperatorEvent;
import io.takt.avro.OperatorEventKind;
import io.takt.avro.ProductionCount;
import io.takt.avro.Quality;
import io.takt.avro.Telemetry;
import io.takt.schemas.TopicCatalogue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Rows in time order into facts. Remembers per asset what the last row said of order, alarm and
 * reason, since a row repeats what an event says once.
 */
final class FactsOfRows {

  private final Scan scan;
  private final Map<String, Said> saidByAsset = new HashMap<>();

  FactsOfRows(Scan scan) {
    this.scan = scan;
  }

  /** What the asset's last row said. */
  private static final class Said {
    private Work work = new Work(null, null);
    private Step.AlarmCell alarm;
    private String reason;
  }

  /** The row's facts; those at the end of a span are later than the row. */
  List<Delivery> facts(DataFile file, Step.Read row) {
    List<Delivery> facts = new ArrayList<>(4);
    Said said = saidByAsset.computeIfAbsent(row.assetId(), id -> new Said());
    boolean takesTime = row.end() == null || row.end().isAfter(row.at());
    if (takesTime) {
      work(facts, said, row);
      state(facts, file, row);
    }
    counts(facts, file, row);
    alarm(facts, said, row);
    if (takesTime) {
      reason(facts, said, row);
    }
    signals(facts, row);
    return facts;
  }

  private void work(List<Delivery> facts, Said said, Step.Read row) {
    Work work = new Work(row.order(), row.product());
    if (row.order() == null && row.product() == null) {
      return;
    }
    if (row.end() == null) {
      if (!work.equals(said.work)) {
        said.work = work;
        facts.add(event(row, "order", row.at(), OperatorEventKind.ORDER_STARTED, work, false));
      }
      return;
    }
    BusySpans busy = scan.busy(row.assetId(), work);
    if (busy.beginsAt(row.at().toEpochMilli())) {
      facts.add(event(row, "order", row.at(), OperatorEventKind.ORDER_STARTED, work, true));
    }
    if (busy.endsAt(row.end().toEpochMilli())) {
      facts.add(event(row, "order-end", row.end(), OperatorEventKind.ORDER_PAUSED, work, false));
    }
  }

  private void state(List<Delivery> facts, DataFile file, Step.Read row) {
    if (row.state() == null) {
      return;
    }
    facts.add(state(row, row.at(), row.state()));
    if (row.end() != null && scan.busy(row.assetId()).endsAt(row.end().toEpochMilli())) {
      String after = file.reader().rule().interval().stateAfter();
      facts.add(state(row, row.end(), after == null ? "IDLE" : after));
    }
  }

  private static Delivery state(Step.Read row, Instant at, String state) {
    return Delivery.of(
        TopicCatalogue.MACHINE_STATES,
        MachineState.newBuilder()
            .setAssetId(row.assetId())
            .setAt(at)
            .setArrivedAt(at)
            .setState(state)
            .setSource(row.source())
            .setSequence(row.line())
            .build(),
        at);
  }

  /** What a span made is known at its end. */
  private static void counts(List<Delivery> facts, DataFile file, Step.Read row) {
    if (row.figures() == null) {
      return;
    }
    Instant at = row.end() == null ? row.at() : row.end();
    facts.add(
        Delivery.of(
            TopicCatalogue.PRODUCTION_COUNTS,
            ProductionCount.newBuilder()
                .setAssetId(row.assetId())
                .setAt(at)
                .setArrivedAt(at)
                .setKind(file.reader().countKind())
                .setUnit(file.reader().countUnit())
                .setTotal(row.figures().total())
                .setGood(row.figures().good())
                .setScrap(row.figures().scrap())
                .setRework(row.figures().rework())
                .setCounterMax(file.reader().rule().counts().counterMax())
                .setWorkOrder(row.end() == null ? null : row.order())
                .setSource(row.source())
                .setSequence(row.line())
                .build(),
            at));
  }

  private static void alarm(List<Delivery> facts, Said said, Step.Read row) {
    Step.AlarmCell now = row.alarm();
    if (now == null) {
      return;
    }
    if (now.active() != null) {
      facts.add(alarm(row, now, now.active()));
      return;
    }
    String before = said.alarm == null ? null : said.alarm.code();
    if (!Objects.equals(before, now.code())) {
      if (before != null) {
        facts.add(alarm(row, said.alarm, false));
      }
      if (now.code() != null) {
        facts.add(alarm(row, now, true));
      }
      said.alarm = now;
    }
  }

  private static Delivery alarm(Step.Read row, Step.AlarmCell alarm, boolean active) {
    return Delivery.of(
        TopicCatalogue.ALARMS,
        MachineAlarm.newBuilder()
            .setAssetId(row.assetId())
            .setAt(row.at())
            .setArrivedAt(row.at())
            .setCode(alarm.code())
            .setActive(active)
            .setSeverity(alarm.severity())
            .setText(alarm.text())
            .setSource(row.source())
            .setSequence(row.line())
            .build(),
        row.at());
  }

  private static void reason(List<Delivery> facts, Said said, Step.Read row) {
    boolean repeated = row.end() == null && Objects.equals(said.reason, row.reason());
    said.reason = row.reason();
    if (row.reason() == null || repeated) {
      return;
    }
    OperatorEvent.Builder reason =
        event(row, "reason", row.at(), OperatorEventKind.REASON_GIVEN).setReason(row.reason());
    facts.add(operatorEvent(reason.setSpanTo(row.end()).build()));
  }

  private static Delivery event(
      Step.Read row, String what, Instant at, OperatorEventKind kind, Work work, boolean parallel) {
    return operatorEvent(
        event(row, what, at, kind)
            .setWorkOrder(work.order())
            .setProduct(work.product())
            .setParallel(parallel)
            .build());
  }

  private static OperatorEvent.Builder event(
      Step.Read row, String what, Instant at, OperatorEventKind kind) {
    return OperatorEvent.newBuilder()
        .setAssetId(row.assetId())
        .setEventId(row.source() + ":" + row.line() + ":" + what)
        .setAt(at)
        .setArrivedAt(at)
        .setKind(kind)
        .setSpanFrom(at)
        .setSource(row.source())
        .setSequence(row.line());
  }

  private static Delivery operatorEvent(OperatorEvent event) {
    return Delivery.of(TopicCatalogue.OPERATOR_EVENTS, event, event.getAt());
  }

  private static void signals(List<Delivery> facts, Step.Read row) {
    row.signals()
        .forEach(
            (signal, value) ->
                facts.add(
                    Delivery.of(
                        TopicCatalogue.TELEMETRY,
                        Telemetry.newBuilder()
                            .setAssetId(row.assetId())
                            .setSignal(signal)
                            .setAt(row.at())
                            .setArrivedAt(row.at())
                            .setValue(value)
                            .setQuality(Quality.GOOD)
                            .setSource(row.source())
                            .setSequence(row.line())
                            .build(),
                        row.at())));
  }
}
