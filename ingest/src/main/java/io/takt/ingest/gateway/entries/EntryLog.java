package io.takt.ingest.gateway.entries;

import io.takt.avro.OperatorEvent;
import io.takt.avro.OperatorEventKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people said of late, as it stands in takt.operator-events. Safe for several threads. */
public final class EntryLog {

  /** How far back entries are known, on the wall's clock. */
  public static final Duration KNOWN = Duration.ofHours(74);

  private static final int MOST_OF_AN_ASSET = 1_000;

  /**
   * One entry.
   *
   * @param takenAt when the broker took it, on the wall's clock
   */
  public record Taken(OperatorEvent event, Instant takenAt) {}

  private final Map<String, Deque<Taken>> byAsset = new HashMap<>();

  /** An entry was taken; the same one again changes nothing. */
  public synchronized void take(OperatorEvent event, Instant takenAt) {
    Deque<Taken> entries = byAsset.computeIfAbsent(event.getAssetId(), asset -> new ArrayDeque<>());
    if (find(entries, event.getEventId()).isPresent()) {
      return;
    }
    entries.addFirst(new Taken(event, takenAt));
    if (entries.size() > MOST_OF_AN_ASSET) {
      entries.removeLast();
    }
  }

  private static Optional<Taken> find(Deque<Taken> entries, String id) {
    return entries.stream().filter(taken -> taken.event().getEventId().equals(id)).findFirst();
  }

  /** The entry of an asset with that id. */
  public synchronized Optional<Taken> find(String asset, String id) {
    Deque<Taken> entries = byAsset.get(asset);
    return entries == null ? Optional.empty() : find(entries, id);
  }

  /** Whether somebody took it back. */
  public synchronized boolean withdrawn(String asset, String id) {
    Deque<Taken> entries = byAsset.get(asset);
    return entries != null
        && entries.stream()
            .anyMatch(
                taken ->
                    taken.event().getKind() == OperatorEventKind.WITHDRAWN
                        && id.equals(taken.event().getRefersTo()));
  }

  /** What one person said about an asset since then, the newest first. */
  public synchronized List<Taken> of(String asset, String operator, Instant since) {
    List<Taken> found = new ArrayList<>();
    for (Taken taken : byAsset.getOrDefault(asset, new ArrayDeque<>())) {
      if (taken.event().getOperator().equals(operator) && !taken.takenAt().isBefore(since)) {
        found.add(taken);
      }
    }
    return found;
  }
}
