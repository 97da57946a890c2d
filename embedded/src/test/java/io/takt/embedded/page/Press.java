package io.takt.embedded.page;

import io.takt.avro.Asset;
import io.takt.avro.CounterSettings;
import io.takt.avro.MachineState;
import io.takt.avro.OperatorEvent;
import io.takt.avro.OperatorEventKind;
import io.takt.avro.ProductRate;
import io.takt.avro.ProductionCount;
import io.takt.avro.RateVersion;
import io.takt.avro.Reason;
import io.takt.avro.ReasonCategory;
import io.takt.avro.ReasonVersion;
import io.takt.avro.ShiftCalendar;
import io.takt.avro.ShiftRule;
import io.takt.avro.Weekday;
import io.takt.avro.WorkOrder;
import io.takt.avro.WorkOrderStatus;
import io.takt.ingest.FactPublisher;
import io.takt.schemas.Topic;
import io.takt.schemas.TopicCatalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/**
 * A press in an early shift until half past noon, UTC: two stops with a reason, three without, and
 * one that is open.
 */
final class Press {

  /** The plant's time when it is told: the press has stood for 14 minutes. */
  static final Instant NOW = Instant.parse("2026-03-02T12:30:00Z");

  static final Instant TO_SPLIT = at("10:00");

  private static final Instant SHIFT = at("05:00");
  private static final List<String[]> STOPS =
      List.of(
          new String[] {"06:00", "06:10", "FAULTED"},
          new String[] {"06:30", "06:41", "STARVED"},
          new String[] {"07:00", "07:08", "FAULTED"},
          new String[] {"08:30", "08:42", "STARVED"},
          new String[] {"10:00", "10:30", "STOPPED"},
          new String[] {"12:16", null, "FAULTED"});

  private final FactPublisher publisher;
  private final String asset;
  private long sequence;

  Press(FactPublisher publisher, String asset) {
    this.publisher = publisher;
    this.asset = asset;
  }

  static Instant at(String time) {
    return Instant.parse("2026-03-02T" + time + ":00Z");
  }

  /** Tells everything; then it is said that the press stood still, or that it runs. */
  void tell(boolean standing) {
    tables();
    tell(
        TopicCatalogue.OPERATOR_EVENTS,
        OperatorEvent.newBuilder()
            .setAssetId(asset)
            .setEventId(asset + "-order")
            .setAt(SHIFT)
            .setArrivedAt(SHIFT)
            .setKind(OperatorEventKind.ORDER_STARTED)
            .setWorkOrder(order(1))
            .build());
    state(SHIFT, "PRODUCING");
    for (String[] stop : STOPS) {
      if (stop[1] != null || standing) {
        state(at(stop[0]), stop[2]);
      }
      if (stop[1] != null) {
        state(at(stop[1]), "PRODUCING");
      }
    }
    reason("06:00", "06:10", "JAM");
    reason("06:30", "06:41", "MATERIAL");
    Instant last = standing ? at("12:15") : NOW.minusSeconds(5);
    for (Instant time = SHIFT.plus(Duration.ofMinutes(4));
        time.isBefore(last);
        time = time.plus(Duration.ofMinutes(5))) {
      if (running(time)) {
        count(time);
      }
    }
    publisher.flush();
  }

  private static boolean running(Instant time) {
    return STOPS.stream()
        .noneMatch(
            stop -> stop[1] != null && !time.isBefore(at(stop[0])) && time.isBefore(at(stop[1])));
  }

  String order(int number) {
    return "WO-" + number + "-" + asset;
  }

  private void tables() {
    for (String[] row :
        new String[][] {
          {"TECH", null, "Technical", "Technik"},
          {"ORG", null, "Organisation", "Organisation"},
          {"JAM", "TECH", "Jam", "Teilestau"},
          {"ELEC", "TECH", "Electrical", "Elektrik"},
          {"MATERIAL", "ORG", "No material", "Material fehlt"},
          {"CLEAN", "ORG", "Cleaning", "Reinigung"}
        }) {
      tell(
          TopicCatalogue.REASONS,
          new Reason(
              row[0],
              row[1],
              Map.of("en", row[2], "de", row[3]),
              List.of(new ReasonVersion(null, ReasonCategory.UNPLANNED_STOP)),
              true));
    }
    tell(
        TopicCatalogue.SHIFT_CALENDARS,
        new ShiftCalendar(
            "presses",
            "Europe/Berlin",
            List.of(
                new ShiftRule(
                    "early",
                    List.of(Weekday.values()),
                    "06:00",
                    "14:00",
                    0,
                    List.of(),
                    null,
                    null)),
            List.of(),
            List.of()));
    tell(
        TopicCatalogue.ASSETS,
        Asset.newBuilder()
            .setAssetId(asset)
            // What looks like markup is a name like any other.
            .setName("Press <i>1</i>")
            .setEnterprise("Works")
            .setSite("North")
            .setArea("Forming")
            .setLine("Line " + asset)
            .setLinePosition(1)
            .setZone("Europe/Berlin")
            .setCalendar("presses")
            .setBookedFrom(SHIFT)
            .setNoDataAfterMs(null)
            .setCounter(new CounterSettings())
            .setStateMap(Map.of())
            .build());
    tell(
        TopicCatalogue.PRODUCT_RATES,
        new ProductRate(asset, "Bracket 40", List.of(new RateVersion(null, 20.0))));
    for (int number = 1; number <= 3; number++) {
      tell(
          TopicCatalogue.WORK_ORDERS,
          WorkOrder.newBuilder()
              .setWorkOrder(order(number))
              .setWorkCentre(asset)
              .setProduct("Bracket 40")
              .setQuantity(number * 1_000.0)
              .setPlannedStart(SHIFT.plus(Duration.ofHours(8L * (number - 1))))
              .setPlannedEnd(SHIFT.plus(Duration.ofHours(8L * number)))
              .setDue(SHIFT.plus(Duration.ofHours(24L * number)))
              .setStatus(number == 1 ? WorkOrderStatus.STARTED : WorkOrderStatus.RELEASED)
              .build());
    }
  }

  private void state(Instant at, String state) {
    tell(
        TopicCatalogue.MACHINE_STATES,
        MachineState.newBuilder()
            .setAssetId(asset)
            .setAt(at)
            .setArrivedAt(at)
            .setState(state)
            .setSequence(sequence++)
            .build());
  }

  private void count(Instant at) {
    tell(
        TopicCatalogue.PRODUCTION_COUNTS,
        ProductionCount.newBuilder()
            .setAssetId(asset)
            .setAt(at)
            .setArrivedAt(at)
            .setTotal(12.0)
            .setSequence(sequence++)
            .build());
  }

  private void reason(String from, String to, String reason) {
    tell(
        TopicCatalogue.OPERATOR_EVENTS,
        OperatorEvent.newBuilder()
            .setAssetId(asset)
            .setEventId(asset + from)
            .setAt(at(to))
            .setArrivedAt(at(to))
            .setKind(OperatorEventKind.REASON_GIVEN)
            .setSpanFrom(at(from))
            .setSpanTo(at(to))
            .setReason(reason)
            .build());
  }

  private <T extends SpecificRecord> void tell(Topic<T> topic, T row) {
    publisher.publish(topic.name(), topic.key(row), row, NOW);
  }
}
