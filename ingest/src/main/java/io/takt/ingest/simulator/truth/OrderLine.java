package io.takt.ingest.simulator.truth;

import io.takt.avro.OperatorEventKind;
import io.takt.ingest.simulator.sensing.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which order ran when, by what people said. */
final class OrderLine {
  private static final String NONE = "";

  private final TreeMap<Long, String> ran = new TreeMap<>();
  private final List<Report.Word> assigned;

  OrderLine(StandingWords words) {
    String active = NONE;
    for (Report.Word word :
        words.of(
            StandingWords.BY_EFFECT,
            OperatorEventKind.ORDER_STARTED,
            OperatorEventKind.ORDER_PAUSED,
            OperatorEventKind.ORDER_FINISHED)) {
      if (word.kind() == OperatorEventKind.ORDER_STARTED) {
        active = word.workOrder();
      } else if (word.workOrder() == null || word.workOrder().equals(active)) {
        active = NONE;
      }
      ran.put(word.effective(), active);
    }
    assigned = words.of(StandingWords.BY_EFFECT, OperatorEventKind.ORDER_ASSIGNED);
  }

  /** The order at an instant; null: none. */
  String at(long instant) {
    String order = NONE;
    Map.Entry<Long, String> entry = ran.floorEntry(instant);
    if (entry != null) {
      order = entry.getValue();
    }
    for (Report.Word word : assigned) {
      if (word.effective() <= instant && instant < word.spanTo()) {
        order = word.workOrder();
      }
    }
    return order.isEmpty() ? null : order;
  }

  /** Every instant at which it may change. */
  List<Long> cuts() {
    List<Long> cuts = new ArrayList<>(ran.keySet());
    for (Report.Word word : assigned) {
      cuts.add(word.effective());
      cuts.add(word.spanTo());
    }
    return cuts;
  }
}
