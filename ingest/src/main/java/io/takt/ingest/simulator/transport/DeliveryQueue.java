package io.takt.ingest.simulator.transport;

import io.takt.ingest.simulator.Delivery;
import java.util.PriorityQueue;

/** What is on its way, in order of arrival; what arrives at one instant comes in order of entry. */
public final class DeliveryQueue {

  private record OnItsWay(Delivery delivery, long number) implements Comparable<OnItsWay> {
    @Override
    public int compareTo(OnItsWay other) {
      int byArrival = Long.compare(delivery.arrivedAt(), other.delivery.arrivedAt());
      return byArrival != 0 ? byArrival : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<OnItsWay> queue = new PriorityQueue<>();
  private final long end;
  private long numbers;

  /**
   * A queue that is emptied by {@code end}: whatever is still on its way then arrives at that
   * instant.
   */
  public DeliveryQueue(long end) {
    this.end = end;
  }

  /** The arrival time a delivery gets that would arrive at {@code wished}. */
  public long arrival(long wished) {
    return Math.min(wished, end);
  }

  /** Adds one. */
  public void add(Delivery delivery) {
    queue.add(new OnItsWay(delivery, numbers++));
  }

  /** The next that arrives before the instant, or null. */
  public Delivery nextBefore(long instant) {
    OnItsWay head = queue.peek();
    if (head == null || head.delivery().arrivedAt() >= instant) {
      return null;
    }
    return queue.poll().delivery();
  }
}
