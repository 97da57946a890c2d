package io.takt.jobs.oee;

import io.takt.jobs.timeline.WorkOrderInfo;
import java.util.HashMap;
import java.util.Map;

/** What is kept of one order. Mutable; instants are epoch milliseconds. */
final class OrderState {

  static final long NO_VERSION = Long.MIN_VALUE;

  /** The ERP's word; null: none yet. */
  WorkOrderInfo info;

  /** Of that word. */
  long sourceVersion = NO_VERSION;

  /** Finished or cancelled. */
  boolean ended;

  /** Assets that reported the order → arrival of their newest report. */
  final Map<String, Long> assets = new HashMap<>();

  /** Assets whose report has not been answered → time of that report. */
  final Map<String, Long> unanswered = new HashMap<>();

  OrderState copy() {
    OrderState copy = new OrderState();
    copy.info = info;
    copy.sourceVersion = sourceVersion;
    copy.ended = ended;
    copy.assets.putAll(assets);
    copy.unanswered.putAll(unanswered);
    return copy;
  }
}
