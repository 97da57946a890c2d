package io.takt.ingest.simulator.sensing;

import io.takt.avro.AlarmSeverity;
import io.takt.avro.CountKind;
import io.takt.avro.CountUnit;
import io.takt.avro.MachineAlarm;
import io.takt.avro.MachineState;
import io.takt.avro.OperatorEvent;
import io.takt.avro.OperatorEventKind;
import io.takt.avro.ProductionCount;
import io.takt.avro.Quality;
import io.takt.avro.Telemetry;
import io.takt.ingest.simulator.PlantTopics;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** Something said at an instant of true time; becomes a fact when a gateway stamps it. */
public sealed interface Report {

  /** True time, epoch milliseconds. */
  long at();

  String assetId();

  String topic();

  /**
   * The fact as it is sent.
   *
   * @param stampedAt the event time written into it; differs from {@link #at} where the clock is
   *     wrong
   * @param arrivedAt when the first of our parts takes it
   */
  SpecificRecord fact(long stampedAt, long arrivedAt);

  /** A machine's state in the vendor's word. */
  record State(String assetId, long at, String word, String source, long sequence)
      implements Report {

    @Override
    public String topic() {
      return PlantTopics.MACHINE_STATES;
    }

    @Override
    public SpecificRecord fact(long stampedAt, long arrivedAt) {
      return new MachineState(
          assetId, instant(stampedAt), instant(arrivedAt), word, source, sequence);
    }
  }

  /** Counts; a figure that is not sent is null. */
  record Count(
      String assetId,
      long at,
      CountKind kind,
      CountUnit unit,
      Double total,
      Double good,
      Double scrap,
      Double rework,
      Double counterMax,
      String source,
      long sequence)
      implements Report {

    @Override
    public String topic() {
      return PlantTopics.PRODUCTION_COUNTS;
    }

    @Override
    public SpecificRecord fact(long stampedAt, long arrivedAt) {
      return new ProductionCount(
          assetId,
          instant(stampedAt),
          instant(arrivedAt),
          kind,
          unit,
          total,
          good,
          scrap,
          rework,
          counterMax,
          null,
          source,
          sequence);
    }
  }

  /** An alarm that comes or goes. */
  record Alarm(
      String assetId,
      long at,
      String code,
      boolean active,
      AlarmSeverity severity,
      String text,
      String source,
      long sequence)
      implements Report {

    @Override
    public String topic() {
      return PlantTopics.ALARMS;
    }

    @Override
    public SpecificRecord fact(long stampedAt, long arrivedAt) {
      return new MachineAlarm(
          assetId,
          instant(stampedAt),
          instant(arrivedAt),
          code,
          active,
          severity,
          text,
          source,
          sequence);
    }
  }

  /** One sample of one signal. */
  record Sample(
      String assetId,
      String signal,
      long at,
      double value,
      Quality quality,
      String source,
      long sequence)
      implements Report {

    @Override
    public String topic() {
      return PlantTopics.TELEMETRY;
    }

    @Override
    public SpecificRecord fact(long stampedAt, long arrivedAt) {
      return new Telemetry(
          assetId,
          signal,
          instant(stampedAt),
          instant(arrivedAt),
          value,
          quality,
          source,
          sequence);
    }
  }

  /**
   * What a person says. Times are epoch milliseconds; null where nothing is said.
   *
   * @param number rises with every entry on the line's tablet
   */
  record Word(
      String assetId,
      String eventId,
      long at,
      OperatorEventKind kind,
      Long spanFrom,
      Long spanTo,
      String reason,
      String workOrder,
      String product,
      Double quantity,
      List<Long> splitAt,
      String refersTo,
      String note,
      String operator,
      String source,
      long number)
      implements Report {

    public Word {
      splitAt = List.copyOf(splitAt);
    }

    @Override
    public String topic() {
      return PlantTopics.OPERATOR_EVENTS;
    }

    @Override
    public SpecificRecord fact(long stampedAt, long arrivedAt) {
      return new OperatorEvent(
          assetId,
          eventId,
          instant(stampedAt),
          instant(arrivedAt),
          kind,
          spanFrom == null ? null : instant(spanFrom),
          spanTo == null ? null : instant(spanTo),
          reason,
          workOrder,
          product,
          false,
          quantity,
          splitAt.stream().map(Instant::ofEpochMilli).toList(),
          refersTo,
          note,
          operator,
          source,
          number);
    }

    /** When it takes effect: the start of its span, else its entry. */
    public long effective() {
      return spanFrom == null ? at : spanFrom;
    }
  }

  private static Instant instant(long epochMilli) {
    return Instant.ofEpochMilli(epochMilli);
  }
}
