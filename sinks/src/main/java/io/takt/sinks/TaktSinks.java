package io.takt.sinks;

import io.takt.avro.Alert;
import io.takt.avro.Anomaly;
import io.takt.avro.Asset;
import io.takt.avro.DataQuality;
import io.takt.avro.DeadLetter;
import io.takt.avro.LateEvent;
import io.takt.avro.LedgerMinute;
import io.takt.avro.OeeLive;
import io.takt.avro.ProductRate;
import io.takt.avro.Reason;
import io.takt.avro.ShiftCalendar;
import io.takt.avro.Signal;
import io.takt.avro.WorkOrder;
import io.takt.sinks.copy.Binding;
import io.takt.sinks.copy.CopySink;
import io.takt.sinks.copy.SinkSettings;
import io.takt.sinks.database.DatabaseSettings;
import io.takt.sinks.tables.AlertBinding;
import io.takt.sinks.tables.AlertEventBinding;
import io.takt.sinks.tables.AnomalyBinding;
import io.takt.sinks.tables.AssetBinding;
import io.takt.sinks.tables.DataQualityBinding;
import io.takt.sinks.tables.DeadLetterBinding;
import io.takt.sinks.tables.LateEventBinding;
import io.takt.sinks.tables.LedgerBinding;
import io.takt.sinks.tables.LiveBinding;
import io.takt.sinks.tables.ProductRateBinding;
import io.takt.sinks.tables.ReasonBinding;
import io.takt.sinks.tables.ShiftCalendarBinding;
import io.takt.sinks.tables.SignalBinding;
import io.takt.sinks.tables.StopBinding;
import io.takt.sinks.tables.TelemetryBinding;
import io.takt.sinks.tables.TelemetryMinuteBinding;
import io.takt.sinks.tables.WorkOrderBinding;
import org.apache.flink.api.connector.sink2.Sink;

/**
 * A Flink sink for each table, as role takt_writer. All are at-least-once and, but for the samples
 * of telemetry, idempotent.
 */
public final class TaktSinks {

  private final DatabaseSettings database;
  private final SinkSettings settings;

  private TaktSinks(DatabaseSettings database, SinkSettings settings) {
    this.database = database;
    this.settings = settings;
  }

  /**
   * Sinks of one database with one rhythm, {@link SinkSettings#LATENCY} or {@link
   * SinkSettings#THROUGHPUT}.
   */
  public static TaktSinks of(DatabaseSettings database, SinkSettings settings) {
    return new TaktSinks(database, settings);
  }

  /** Minutes of the ledger, {@link SinkSettings#LATENCY}. */
  public static Sink<LedgerMinute> ledger(DatabaseSettings database) {
    return of(database, SinkSettings.LATENCY).ledger();
  }

  /** Minutes of the ledger; a minute replaces what was there. */
  public Sink<LedgerMinute> ledger() {
    return sink(new LedgerBinding());
  }

  /** Stops with their allocations. */
  public Sink<StopChange> stops() {
    return sink(new StopBinding());
  }

  /** Live rows. */
  public Sink<OeeLive> live() {
    return sink(new LiveBinding());
  }

  /** Doubts about data. */
  public Sink<DataQuality> dataQuality() {
    return sink(new DataQualityBinding());
  }

  /** Facts that came too late. */
  public Sink<LateEvent> lateEvents() {
    return sink(new LateEventBinding());
  }

  /** Messages that could not be used. */
  public Sink<DeadLetter> deadLetters() {
    return sink(new DeadLetterBinding());
  }

  /** Alerts as they are now. */
  public Sink<Alert> alerts() {
    return sink(new AlertBinding());
  }

  /** History of alerts; each must have been active. */
  public Sink<Alert> alertEvents() {
    return sink(new AlertEventBinding());
  }

  /** Machines. */
  public Sink<Asset> assets() {
    return sink(new AssetBinding());
  }

  /** Orders. */
  public Sink<WorkOrder> workOrders() {
    return sink(new WorkOrderBinding());
  }

  /** Shift calendars. */
  public Sink<ShiftCalendar> shiftCalendars() {
    return sink(new ShiftCalendarBinding());
  }

  /** Reasons. */
  public Sink<Reason> reasons() {
    return sink(new ReasonBinding());
  }

  /** Ideal times. */
  public Sink<ProductRate> productRates() {
    return sink(new ProductRateBinding());
  }

  /** Samples; rows are only ever added. */
  public Sink<TelemetrySample> telemetry() {
    return sink(new TelemetryBinding());
  }

  /** Telemetry by the minute. */
  public Sink<TelemetryMinute> telemetryMinutes() {
    return sink(new TelemetryMinuteBinding());
  }

  /** What signals are. */
  public Sink<Signal> signals() {
    return sink(new SignalBinding());
  }

  /** Episodes of abnormal behaviour. */
  public Sink<Anomaly> anomalies() {
    return sink(new AnomalyBinding());
  }

  private <T> Sink<T> sink(Binding<T> binding) {
    return new CopySink<>(binding, database, settings);
  }
}
