package io.takt.jobs.alert;

import io.takt.avro.Asset;
import io.takt.avro.LedgerMinute;
import io.takt.avro.LedgerSlice;
import io.takt.avro.OperatorEvent;
import io.takt.avro.OperatorEventKind;
import io.takt.avro.WorkOrder;
import io.takt.avro.WorkOrderStatus;
import io.takt.jobs.alert.life.Word;
import io.takt.jobs.alert.rule.Observation;
import io.takt.jobs.alert.rule.Streams;
import io.takt.jobs.alert.watch.Minute;
import io.takt.jobs.alert.watch.Order;
import io.takt.jobs.alert.watch.Place;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** Records of the contracts → what the job works with. */
final class ToldMapping {

  /** How long an alert is shelved when nobody says until when. */
  private static final long SHELVED_FOR = Duration.ofHours(8).toMillis();

  private ToldMapping() {}

  /** A record of a stream that rules look at. */
  static Observation observation(String stream, SpecificRecord row) {
    Map<String, String> words = new HashMap<>();
    Map<String, Double> numbers = new HashMap<>();
    String asset = "";
    for (Schema.Field field : row.getSchema().getFields()) {
      Object value = row.get(field.pos());
      if (value instanceof Instant time) {
        numbers.put(field.name(), (double) time.toEpochMilli());
      } else if (value instanceof Number number) {
        numbers.put(field.name(), number.doubleValue());
      } else if (value instanceof CharSequence
          || value instanceof Boolean
          || value instanceof Enum<?>) {
        words.put(field.name(), value.toString());
      }
      if (field.name().equals("asset_id")) {
        asset = value.toString();
      }
    }
    Double at = numbers.get(timeField(stream));
    return new Observation(
        stream, asset, at == null ? Long.MIN_VALUE : (long) (double) at, false, words, numbers);
  }

  private static String timeField(String stream) {
    return switch (stream) {
      case Streams.LIVE -> "as_of";
      case "stops", "anomalies" -> "started_at";
      default -> "at";
    };
  }

  /** That an episode is no more; the key is asset and start. */
  static Observation gone(String stream, String key) {
    int bar = key.lastIndexOf('|');
    long start = Instant.parse(key.substring(bar + 1)).toEpochMilli();
    return new Observation(
        stream, key.substring(0, bar), start, true, Map.of(), Map.of("started_at", (double) start));
  }

  static Minute minute(LedgerMinute ledger) {
    double planned = 0;
    double up = 0;
    double noData = 0;
    double ideal = 0;
    double unrated = 0;
    double total = 0;
    double good = 0;
    double scrap = 0;
    double rework = 0;
    Map<String, Double> byOrder = new HashMap<>();
    String order = null;
    for (LedgerSlice slice : ledger.getSlices()) {
      double length = slice.getDurationMs();
      switch (slice.getCategory()) {
        case "RUNNING", "MINOR_STOP" -> {
          planned += length;
          up += length;
        }
        case "SETUP", "UNPLANNED_STOP", "PENDING_STOP" -> planned += length;
        case "NO_DATA" -> noData += length;
        default -> {
          // Not scheduled and planned stop are no loss.
        }
      }
      ideal += slice.getIdealMs();
      unrated += slice.getUnratedTotal();
      total += slice.getTotal();
      good += slice.getGood();
      scrap += slice.getScrap();
      rework += slice.getRework();
      order = slice.getWorkOrder();
      if (order != null) {
        byOrder.merge(order, slice.getGood(), Double::sum);
      }
    }
    return new Minute(
        ledger.getMinute().toEpochMilli(),
        planned,
        up,
        noData,
        ideal,
        unrated,
        total,
        good,
        scrap,
        rework,
        byOrder,
        order);
  }

  static Place place(Asset asset) {
    return new Place(
        asset.getAssetId(),
        asset.getName(),
        asset.getLine(),
        asset.getArea(),
        asset.getSite(),
        asset.getAssetClass(),
        zone(asset.getZone()));
  }

  private static String zone(String zone) {
    try {
      return ZoneId.of(zone).getId();
    } catch (DateTimeException unknown) {
      // The oee job reports it as a row that contradicts itself; here it only words a sentence.
      return "UTC";
    }
  }

  static Order order(WorkOrder order) {
    boolean over =
        order.getStatus() == WorkOrderStatus.FINISHED
            || order.getStatus() == WorkOrderStatus.CANCELLED;
    Instant due = order.getDue() == null ? order.getPlannedEnd() : order.getDue();
    return new Order(
        order.getWorkOrder(),
        order.getProduct(),
        over ? 0 : order.getQuantity(),
        due == null ? Long.MAX_VALUE : due.toEpochMilli());
  }

  /** What an operator says of an alert; null: it is about something else. */
  static Word word(OperatorEvent event) {
    if (event.getRefersTo() == null) {
      return null;
    }
    long at = event.getAt().toEpochMilli();
    if (event.getKind() == OperatorEventKind.ACKNOWLEDGED) {
      return new Word(event.getRefersTo(), event.getAssetId(), at, 0, event.getOperator());
    }
    if (event.getKind() == OperatorEventKind.SHELVED) {
      long until = event.getSpanTo() == null ? at + SHELVED_FOR : event.getSpanTo().toEpochMilli();
      return new Word(event.getRefersTo(), event.getAssetId(), at, until, event.getOperator());
    }
    return null;
  }
}
