package io.takt.jobs.downtime;

import static io.takt.jobs.timeline.Fact.NONE;

import io.takt.avro.Anomaly;
import io.takt.avro.Asset;
import io.takt.avro.Contribution;
import io.takt.avro.MachineAlarm;
import io.takt.avro.OperatorEvent;
import io.takt.avro.Stop;
import io.takt.avro.StopAllocation;
import io.takt.jobs.downtime.cause.LineEvent;
import io.takt.jobs.downtime.cause.LineEvent.AlarmTold;
import io.takt.jobs.downtime.cause.LineEvent.AnomalyTold;
import io.takt.jobs.downtime.cause.LineEvent.OrderTold;
import io.takt.jobs.downtime.cause.LineEvent.Placed;
import io.takt.jobs.downtime.cause.LineEvent.StateTold;
import io.takt.jobs.downtime.cause.LineEvent.StopTold;
import io.takt.jobs.downtime.cause.LineEvent.WordTold;
import io.takt.jobs.timeline.AlarmSeverity;
import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.MachineState;
import java.time.Instant;
import java.util.Locale;

/** The contracts → what the core takes. */
public final class EventMapping {

  private EventMapping() {}

  /** Where a machine stands. */
  public static Placed placed(Asset asset) {
    return new Placed(
        asset.getAssetId(),
        asset.getAssetClass(),
        asset.getEnterprise() + "/" + asset.getSite(),
        line(asset),
        asset.getLinePosition() == null ? Integer.MAX_VALUE : asset.getLinePosition());
  }

  /** Identity of an asset's line; an asset without one is alone. */
  static String line(Asset asset) {
    String path = asset.getEnterprise() + "/" + asset.getSite() + "/" + asset.getArea() + "/";
    return asset.getLine().isEmpty() ? path + "/" + asset.getAssetId() : path + asset.getLine();
  }

  /** A state, by the asset's own words. */
  public static StateTold state(io.takt.avro.MachineState row, Asset asset) {
    String word = asset.getStateMap().get(row.getState());
    MachineState state = MachineState.named(word == null ? row.getState() : word);
    return new StateTold(
        row.getAssetId(), row.getAt().toEpochMilli(), state == null ? MachineState.UNKNOWN : state);
  }

  /** An alarm. */
  public static AlarmTold alarm(MachineAlarm row) {
    return new AlarmTold(
        row.getAssetId(),
        row.getAt().toEpochMilli(),
        row.getCode(),
        row.getActive(),
        AlarmSeverity.valueOf(row.getSeverity().name()));
  }

  /** What somebody says, if it bears on causes; else null. */
  public static LineEvent word(OperatorEvent row) {
    long at = row.getAt().toEpochMilli();
    long from = row.getSpanFrom() == null ? at : row.getSpanFrom().toEpochMilli();
    return switch (row.getKind()) {
      case REASON_GIVEN, WITHDRAWN ->
          new WordTold(
              row.getAssetId(),
              row.getEventId(),
              at,
              from,
              instant(row.getSpanTo()),
              row.getReason(),
              row.getOperator(),
              row.getKind() == io.takt.avro.OperatorEventKind.WITHDRAWN ? row.getRefersTo() : null);
      case ORDER_STARTED ->
          row.getWorkOrder() == null
              ? null
              : new OrderTold(row.getAssetId(), from, row.getWorkOrder());
      default -> null;
    };
  }

  /** A stop. */
  public static StopTold stop(Stop row) {
    long planned = 0;
    long unscheduled = 0;
    long booked = 0;
    for (StopAllocation part : row.getAllocations()) {
      long length = part.getEnd().toEpochMilli() - part.getStart().toEpochMilli();
      booked += length;
      planned += part.getCategory().equals("PLANNED_STOP") ? length : 0;
      unscheduled += part.getCategory().equals("NOT_SCHEDULED") ? length : 0;
    }
    StopAllocation first = row.getAllocations().isEmpty() ? null : row.getAllocations().get(0);
    return new StopTold(
        row.getAssetId(),
        row.getStartedAt().toEpochMilli(),
        instant(row.getEndedAt()),
        MachineState.valueOf(row.getState()),
        LossCategory.valueOf(row.getCategory()),
        row.getReason(),
        first == null ? null : first.getWorkOrder(),
        first == null ? null : first.getProduct(),
        first == null ? null : first.getShift(),
        planned,
        unscheduled,
        booked);
  }

  /** An episode, by the signal with the largest share; null: it names none. */
  public static AnomalyTold anomaly(Anomaly row) {
    if (row.getContributions().isEmpty()) {
      return null;
    }
    Contribution first = row.getContributions().get(0);
    return new AnomalyTold(
        row.getAssetId(),
        row.getStartedAt().toEpochMilli(),
        first.getSignal(),
        first.getDirection().name().toLowerCase(Locale.ROOT),
        Math.max(Double.MIN_VALUE, row.getSeverity()));
  }

  private static long instant(Instant instant) {
    return instant == null ? NONE : instant.toEpochMilli();
  }
}
