package io.takt.bench.peer;

import io.takt.avro.MachineState;
import io.takt.avro.OperatorEvent;
import io.takt.avro.OperatorEventKind;
import io.takt.avro.ProductionCount;
import io.takt.bench.peer.AssetBooking.Doing;
import io.takt.schemas.RecordKey;
import java.sql.SQLException;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Facts of a partition's assets → rows, by the asset's booking in a store. Streams gives the facts
 * of the topics in the order of their times.
 */
final class BookingProcessor implements Processor<byte[], SpecificRecord, Void, Void> {

  static final String BOOKINGS = "bookings";
  static final String PRODUCTS = "products";
  static final String RATES = "rates";

  private static final Duration TICK = Duration.ofMillis(100);
  private static final Duration MINUTE = Duration.ofMillis(MinuteSplit.MINUTE);

  private final PeerSite site;
  private final MinuteWriter writer;

  private ProcessorContext<Void, Void> context;
  private KeyValueStore<String, AssetBooking> bookings;
  private KeyValueStore<String, String> products;
  private KeyValueStore<String, Double> rates;

  /** Whether a fact came since the clock's last tick, and whether one came since it was told. */
  private boolean busy;

  private boolean untold;

  /**
   * @param writer of the thread that this runs on
   */
  BookingProcessor(PeerSite site, MinuteWriter writer) {
    this.site = site;
    this.writer = writer;
  }

  @Override
  public void init(ProcessorContext<Void, Void> given) {
    context = given;
    bookings = context.getStateStore(BOOKINGS);
    products = context.getStateStore(PRODUCTS);
    rates = context.getStateStore(RATES);
    // A silent asset's minutes end as well; one minute later, when no older fact can be on its way.
    context.schedule(
        MINUTE, PunctuationType.STREAM_TIME, now -> bookUntil(now - MinuteSplit.MINUTE));
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> tick());
    context.schedule(site.every(), PunctuationType.WALL_CLOCK_TIME, now -> commit());
  }

  @Override
  public void process(Record<byte[], SpecificRecord> message) {
    busy = true;
    untold = true;
    SpecificRecord fact = message.value();
    if (fact instanceof ProductionCount count) {
      String asset = count.getAssetId();
      AssetBooking booking = of(asset);
      booking.count(asset, count.getAt().toEpochMilli(), count.getGood(), this::write);
      bookings.put(asset, booking);
    } else if (fact instanceof MachineState state) {
      String asset = state.getAssetId();
      AssetBooking booking = of(asset);
      booking.state(asset, state.getAt().toEpochMilli(), Doing.of(state.getState()), this::write);
      bookings.put(asset, booking);
    } else if (fact instanceof OperatorEvent event
        && event.getKind() == OperatorEventKind.ORDER_STARTED) {
      String asset = event.getAssetId();
      AssetBooking booking = of(asset);
      booking.order(
          asset,
          OrderStart.of(event).toEpochMilli(),
          unitMs(asset, event.getWorkOrder()),
          this::write);
      bookings.put(asset, booking);
    }
  }

  private AssetBooking of(String asset) {
    AssetBooking booking = bookings.get(asset);
    return booking == null ? new AssetBooking() : booking;
  }

  /** Ideal time of a part of this order there; 0 where it is not known. */
  private double unitMs(String asset, String order) {
    String product = order == null ? null : products.get(order);
    if (product == null) {
      return 0;
    }
    Double rate = rates.get(RecordKey.of(asset, product));
    return rate == null ? 0 : rate;
  }

  private void bookUntil(long now) {
    try (KeyValueIterator<String, AssetBooking> all = bookings.all()) {
      while (all.hasNext()) {
        KeyValue<String, AssetBooking> asset = all.next();
        long before = asset.value.minute;
        asset.value.until(asset.key, now, this::write);
        if (asset.value.minute != before) {
          bookings.put(asset.key, asset.value);
        }
      }
    }
  }

  /**
   * Where facts are near the plant's clock and pause, the clock ends minutes. That is written but
   * not kept: a fact may still come, and the row is written again.
   */
  private void tick() {
    long clock = site.end().toEpochMilli();
    if (!busy && untold && clock - context.currentStreamTimeMs() <= MinuteSplit.MINUTE) {
      try (KeyValueIterator<String, AssetBooking> all = bookings.all()) {
        while (all.hasNext()) {
          KeyValue<String, AssetBooking> asset = all.next();
          asset.value.until(asset.key, clock, this::write);
        }
      }
      untold = false;
    }
    busy = false;
    try {
      writer.flushIfDue(context.currentSystemTimeMs());
    } catch (SQLException e) {
      throw new KafkaException("rows cannot be written", e);
    }
  }

  /** First the rows, then the offsets: whatever happens in between, no row is missing. */
  private void commit() {
    flush();
    context.commit();
  }

  private void write(MinuteRow row) {
    try {
      writer.add(row, context.currentSystemTimeMs());
    } catch (SQLException e) {
      throw new KafkaException("rows cannot be written", e);
    }
  }

  private void flush() {
    try {
      writer.flush();
    } catch (SQLException e) {
      throw new KafkaException("rows cannot be written", e);
    }
  }

  @Override
  public void close() {
    flush();
  }
}
