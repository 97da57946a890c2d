package io.takt.ingest.simulator;

import io.takt.ingest.simulator.master.LineSpec;
import io.takt.ingest.simulator.master.PlannedOrder;
import io.takt.ingest.simulator.transport.DeliveryQueue;
import io.takt.ingest.simulator.truth.AssetTruth;
import io.takt.ingest.simulator.truth.HiddenCause;
import io.takt.ingest.simulator.truth.PlantTruth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One run of a plant over [start, end): deliveries in order of arrival, made as they are asked for,
 * and the books once all are taken. Every fact's event time lies before the end (but for what a
 * wrong clock stamped) and every delivery arrives at the end at the latest. Not for several
 * threads.
 */
public final class PlantRun implements Iterator<Delivery> {
  private static final long STEP_MS = 1_000;

  private final long start;
  private final long end;
  private final DeliveryQueue queue;
  private final List<LineRun> lines = new ArrayList<>();
  private final boolean keepsTruth;
  private long now;
  private Delivery next;

  PlantRun(
      PlantSettings settings,
      List<LineSpec> specs,
      Map<String, List<PlannedOrder>> ordersByLine,
      Instant end) {
    this.start = settings.start().toEpochMilli();
    this.end = end.toEpochMilli();
    this.keepsTruth = settings.keepTruth();
    this.queue = new DeliveryQueue(this.end);
    this.now = start;
    for (LineSpec spec : specs) {
      lines.add(
          new LineRun(
              settings,
              spec,
              specs.size(),
              ordersByLine.getOrDefault(spec.name(), List.of()),
              queue));
    }
  }

  @Override
  public boolean hasNext() {
    while (next == null) {
      next = queue.nextBefore(now < end ? now : Long.MAX_VALUE);
      if (next == null) {
        if (now >= end) {
          return false;
        }
        step();
      }
    }
    return true;
  }

  @Override
  public Delivery next() {
    if (!hasNext()) {
      throw new NoSuchElementException("the run has ended");
    }
    Delivery taken = next;
    next = null;
    return taken;
  }

  private void step() {
    now = Math.min(end, now + STEP_MS);
    for (LineRun line : lines) {
      line.advanceTo(now);
    }
  }

  /**
   * The plant's books.
   *
   * @throws IllegalStateException while deliveries are left, or when no books are kept
   */
  public PlantTruth truth() {
    requireEnded();
    if (!keepsTruth) {
      throw new IllegalStateException("this plant keeps no books: keepTruth is false");
    }
    Map<String, PlannedOrder> orders = new HashMap<>();
    lines.forEach(line -> line.orders().forEach(order -> orders.put(order.number(), order)));
    SortedMap<String, AssetTruth> assets = new TreeMap<>();
    for (LineRun line : lines) {
      line.closeBooks(orders, start, end).forEach(asset -> assets.put(asset.assetId(), asset));
    }
    return new PlantTruth(start, end, assets);
  }

  /**
   * Why machines really stood still, in order of time.
   *
   * @throws IllegalStateException while deliveries are left
   */
  public List<HiddenCause> hiddenCauses() {
    requireEnded();
    List<HiddenCause> causes = new ArrayList<>();
    lines.forEach(line -> causes.addAll(line.hiddenCauses()));
    causes.sort(Comparator.comparingLong(HiddenCause::from).thenComparing(HiddenCause::assetId));
    return causes;
  }

  private void requireEnded() {
    if (hasNext()) {
      throw new IllegalStateException("the run has not ended: take all deliveries first");
    }
  }
}
