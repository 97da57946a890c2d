package io.takt.ingest.replay;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the files hold, learnt in a first pass. Memory grows with assets, products, orders, signals
 * and, for files of spans, with the busy times of each asset; never with rows.
 */
final class Scan {

  /** What an asset's id was made from, and which state words its files use. */
  record SeenAsset(String value, Map<String, String> stateMap) {}

  private final Map<String, SeenAsset> assets = new TreeMap<>();
  private final Map<String, Set<String>> productsByAsset = new TreeMap<>();
  private final Map<String, String> productByOrder = new TreeMap<>();
  private final Map<String, Map<String, Mapping.SignalRule>> signalsByAsset = new TreeMap<>();
  private final Map<String, BusySpans> busyByAsset = new HashMap<>();
  private final Map<String, Map<Work, BusySpans>> busyByWork = new HashMap<>();
  private final Set<DataFile> unsorted = new HashSet<>();
  private final Map<RowReader, Set<String>> columnsFound = new HashMap<>();
  private final Map<RowReader, Long> readableRows = new HashMap<>();
  private Instant first;
  private Instant last;
  private long rows;

  private Scan() {}

  /**
   * @throws MappingException when a file lacks a column, or none of its rows can be read
   */
  static Scan of(List<DataFile> files) throws IOException {
    Scan scan = new Scan();
    for (DataFile file : files) {
      scan.read(file);
    }
    scan.refuseColumnsNeverFound(files);
    return scan;
  }

  /** A header tells at once; JSON lines only after all files of a rule: members may be rare. */
  private void refuseColumnsNeverFound(List<DataFile> files) {
    for (DataFile file : files) {
      Set<String> found = columnsFound.get(file.reader());
      if (readableRows.getOrDefault(file.reader(), 0L) > 0) {
        file.reader()
            .columns()
            .forEach(
                (column, key) -> {
                  if (!found.contains(column)) {
                    throw file.noColumn(column, key, found);
                  }
                });
      }
    }
  }

  private void read(DataFile file) throws IOException {
    long refused = 0;
    long readable = 0;
    String firstRefusal = null;
    Instant before = Instant.MIN;
    try (FileOrderSteps steps = FileOrderSteps.open(file)) {
      for (Step step = steps.next(); step != null; step = steps.next()) {
        if (step instanceof Step.Read read) {
          readable++;
          note(file, read);
          if (read.at().isBefore(before)) {
            unsorted.add(file);
          }
          before = read.at();
        } else if (step instanceof Step.Refused row) {
          refused++;
          if (firstRefusal == null) {
            firstRefusal = "line " + row.raw().line() + ": " + row.detail();
          }
        }
      }
      columnsFound
          .computeIfAbsent(file.reader(), reader -> new TreeSet<>())
          .addAll(steps.format().columns());
    }
    readableRows.merge(file.reader(), readable, Long::sum);
    rows += readable + refused;
    if (readable == 0 && refused > 0) {
      throw new MappingException(
          "None of the " + refused + " rows of " + file.name() + " can be read; " + firstRefusal);
    }
  }

  private void note(DataFile file, Step.Read row) {
    Instant until = row.end() == null ? row.at() : row.end();
    first = first == null || row.at().isBefore(first) ? row.at() : first;
    last = last == null || until.isAfter(last) ? until : last;
    SeenAsset seen = assets.get(row.assetId());
    if (seen == null) {
      assets.put(row.assetId(), new SeenAsset(row.assetValue(), file.reader().stateMap()));
    } else if (!seen.stateMap().equals(file.reader().stateMap())) {
      Map<String, String> both = new TreeMap<>(seen.stateMap());
      file.reader().stateMap().forEach((word, state) -> merge(file, both, word, state));
      assets.put(row.assetId(), new SeenAsset(seen.value(), Map.copyOf(both)));
    }
    if (row.product() != null) {
      productsByAsset.computeIfAbsent(row.assetId(), id -> new TreeSet<>()).add(row.product());
      if (row.order() != null) {
        productByOrder.putIfAbsent(row.order(), row.product());
      }
    }
    for (String signal : row.signals().keySet()) {
      signalsByAsset
          .computeIfAbsent(row.assetId(), id -> new TreeMap<>())
          .putIfAbsent(signal, file.reader().rule().signals().get(signal));
    }
    if (row.end() != null) {
      long start = row.at().toEpochMilli();
      long end = row.end().toEpochMilli();
      busyByAsset.computeIfAbsent(row.assetId(), id -> new BusySpans()).add(start, end);
      if (row.order() != null || row.product() != null) {
        busyByWork
            .computeIfAbsent(row.assetId(), id -> new HashMap<>())
            .computeIfAbsent(new Work(row.order(), row.product()), work -> new BusySpans())
            .add(start, end);
      }
    }
  }

  private static void merge(DataFile file, Map<String, String> both, String word, String state) {
    String other = both.putIfAbsent(word, state);
    if (other != null && !other.equals(state)) {
      throw new MappingException(
          file.name()
              + ": the state '"
              + word
              + "' means "
              + state
              + " here and "
              + other
              + " in another file of the same asset; one word can have one meaning per asset.");
    }
  }

  /** Asset id → what is known of it. */
  Map<String, SeenAsset> assets() {
    return assets;
  }

  Map<String, Set<String>> productsByAsset() {
    return productsByAsset;
  }

  /** Orders whose product the files name. */
  Map<String, String> productByOrder() {
    return productByOrder;
  }

  Map<String, Map<String, Mapping.SignalRule>> signalsByAsset() {
    return signalsByAsset;
  }

  /** When spans of the asset go on; empty for one that the first pass has not met. */
  BusySpans busy(String assetId) {
    return busyByAsset.getOrDefault(assetId, new BusySpans());
  }

  /** When spans of this work on the asset go on. */
  BusySpans busy(String assetId, Work work) {
    return busyByWork.getOrDefault(assetId, Map.of()).getOrDefault(work, new BusySpans());
  }

  boolean inTimeOrder(DataFile file) {
    return !unsorted.contains(file);
  }

  /** Time of the earliest row; null when there is none. */
  Instant first() {
    return first;
  }

  /** Time of the latest row, or the end of the latest span; null when there is none. */
  Instant last() {
    return last;
  }

  /** Rows that are not blank, headers aside. */
  long rows() {
    return rows;
  }
}
