package io.takt.ingest.simulator.people;

import io.takt.avro.OperatorEventKind;
import io.takt.ingest.simulator.sensing.Report;
import io.takt.ingest.simulator.transport.Gateway;
import io.takt.ingest.simulator.truth.AssetHistory;
import java.util.List;
import java.util.Map;

/** The tablet of one line: gives each entry its identity and sends it. */
public final class Tablet {
  private final String name;
  private final Gateway gateway;
  private final Map<String, AssetHistory> histories;
  private long entries;

  /** A tablet with the histories of the line's assets, by asset. */
  public Tablet(String line, Gateway gateway, Map<String, AssetHistory> histories) {
    this.name = "tablet-" + line;
    this.gateway = gateway;
    this.histories = Map.copyOf(histories);
  }

  /** What is going to be entered; absent values are null. */
  static final class Entry {
    private final String assetId;
    private final OperatorEventKind kind;
    private Long from;
    private Long to;
    private String reason;
    private String workOrder;
    private Double quantity;
    private List<Long> splitAt = List.of();
    private String refersTo;
    private String note;

    Entry(String assetId, OperatorEventKind kind) {
      this.assetId = assetId;
      this.kind = kind;
    }

    Entry from(long instant) {
      from = instant;
      return this;
    }

    Entry span(long start, long end) {
      from = start;
      to = end;
      return this;
    }

    Entry reason(String code) {
      reason = code;
      return this;
    }

    Entry order(String number) {
      workOrder = number;
      return this;
    }

    Entry quantity(double pieces) {
      quantity = pieces;
      return this;
    }

    Entry splitAt(List<Long> instants) {
      splitAt = instants;
      return this;
    }

    Entry refersTo(String eventId) {
      refersTo = eventId;
      return this;
    }

    Entry note(String words) {
      note = words;
      return this;
    }
  }

  /**
   * Enters it now.
   *
   * @return the entry's identity
   */
  String enter(long now, Entry entry) {
    long number = ++entries;
    String id = name + "-" + number;
    Report.Word word =
        new Report.Word(
            entry.assetId,
            id,
            now,
            entry.kind,
            entry.from,
            entry.to,
            entry.reason,
            entry.workOrder,
            null,
            entry.quantity,
            entry.splitAt,
            entry.refersTo,
            entry.note,
            "badge-" + (100 + number % 17),
            name,
            number);
    gateway.takeFromTablet(word);
    histories.get(entry.assetId).said(word);
    return id;
  }

  /** Takes an entry back. */
  void withdraw(long now, String assetId, String eventId) {
    enter(now, new Entry(assetId, OperatorEventKind.WITHDRAWN).refersTo(eventId));
  }
}
