package io.takt.ingest.replay;

import io.takt.avro.DeadLetter;
import io.takt.avro.DeadLetterReason;
import io.takt.schemas.TopicCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * The facts of all files in the order of their time, with a dead letter for each row that could not
 * be read, at its place. Holds one row of each file and the ends of spans that are still open.
 *
 * <p>An error of the disk ends it with {@link UncheckedIOException}; what a row holds never does.
 */
public final class FactStream implements Iterator<Delivery>, AutoCloseable {

  private final List<FileSteps> open = new ArrayList<>();
  private final PriorityQueue<Pending> rows =
      new PriorityQueue<>(
          Comparator.comparing(Pending::time).thenComparingInt(Pending::fileNumber));
  private final PriorityQueue<Later> later =
      new PriorityQueue<>(
          Comparator.comparing((Later end) -> end.delivery().arrivedAt())
              .thenComparingLong(Later::number));
  private final Deque<Delivery> ready = new ArrayDeque<>();
  private final Map<String, Long> delivered = new TreeMap<>();
  private final List<DataFile> files;
  private final FactsOfRows facts;
  private long laterSeen;

  /** The next row of one file; a row that could not be read has the time of the one before it. */
  private record Pending(int fileNumber, Instant time, Step step) {}

  /** A fact later than its row; the number keeps those of one time in order. */
  private record Later(long number, Delivery delivery) {}

  FactStream(List<DataFile> files, Scan scan) throws IOException {
    this.files = files;
    this.facts = new FactsOfRows(scan);
    try {
      for (int i = 0; i < files.size(); i++) {
        DataFile file = files.get(i);
        open.add(scan.inTimeOrder(file) ? FileOrderSteps.open(file) : TimeOrderSteps.open(file));
        advance(i, scan.first() == null ? Instant.EPOCH : scan.first());
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private void advance(int fileNumber, Instant before) throws IOException {
    Step step = open.get(fileNumber).next();
    if (step != null) {
      Instant time = step instanceof Step.Read read ? read.at() : before;
      rows.add(new Pending(fileNumber, time, step));
    }
  }

  @Override
  public boolean hasNext() {
    try {
      while (ready.isEmpty() && !(rows.isEmpty() && later.isEmpty())) {
        step();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return !ready.isEmpty();
  }

  private void step() throws IOException {
    Pending row = rows.peek();
    Later end = later.peek();
    if (row == null || (end != null && !end.delivery().arrivedAt().isAfter(row.time()))) {
      ready.add(later.remove().delivery());
      return;
    }
    rows.remove();
    DataFile file = files.get(row.fileNumber());
    if (row.step() instanceof Step.Read read) {
      for (Delivery fact : facts.facts(file, read)) {
        if (fact.arrivedAt().isAfter(read.at())) {
          later.add(new Later(laterSeen++, fact));
        } else {
          ready.add(fact);
        }
      }
    } else if (row.step() instanceof Step.Refused refused) {
      ready.add(deadLetter(file, refused, row.time()));
    }
    advance(row.fileNumber(), row.time());
  }

  private static Delivery deadLetter(DataFile file, Step.Refused row, Instant time) {
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setTopic(file.name())
            .setPartition(0)
            .setOffset(row.raw().line())
            .setReason(DeadLetterReason.UNREADABLE_ROW)
            .setDetail(row.detail())
            .setValue(ByteBuffer.wrap(row.raw().bytes()))
            .build();
    return Delivery.of(TopicCatalogue.DEAD_LETTERS, letter, time);
  }

  @Override
  public Delivery next() {
    if (!hasNext()) {
      throw new NoSuchElementException("all files are read");
    }
    Delivery delivery = ready.remove();
    delivered.merge(delivery.topic(), 1L, Long::sum);
    return delivery;
  }

  /** Records given out so far, per topic; dead letters included. */
  public Map<String, Long> delivered() {
    return Map.copyOf(delivered);
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (FileSteps file : open) {
      try {
        file.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
