package io.takt.bench.causes;

import io.takt.jobs.downtime.cause.Candidate;
import io.takt.jobs.downtime.cause.StopCase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The simple ways to tell a cause. They learn from the same words as the model. */
final class Baselines {
  private static final int REMEMBERED = 50;

  private final Map<String, Map<String, Integer>> byAsset = new HashMap<>();
  private final Map<String, Map<String, Integer>> byAlarm = new HashMap<>();
  private final Map<String, Integer> everywhere = new TreeMap<>();
  private final Map<String, Deque<String>> latest = new HashMap<>();

  /** A stop was given a reason (1), or the reason was taken back (-1). */
  void learn(StopCase stop, String firstAlarm, String reason, int times) {
    byAsset.computeIfAbsent(stop.asset(), a -> new TreeMap<>()).merge(reason, times, Integer::sum);
    byAlarm
        .computeIfAbsent(stop.assetClass() + "|" + firstAlarm, a -> new TreeMap<>())
        .merge(reason, times, Integer::sum);
    everywhere.merge(reason, times, Integer::sum);
    Deque<String> recent = latest.computeIfAbsent(stop.asset(), a -> new ArrayDeque<>());
    if (times > 0) {
      recent.addFirst(reason);
      if (recent.size() > REMEMBERED) {
        recent.removeLast();
      }
    } else {
      recent.removeFirstOccurrence(reason);
    }
  }

  /** The reason given most on the asset. */
  Guess majority(StopCase stop) {
    return byFrequency(byAsset.getOrDefault(stop.asset(), Map.of()));
  }

  /** The reason given last on the asset; it is sure of itself. */
  Guess lastCause(StopCase stop) {
    List<Candidate> candidates = new ArrayList<>();
    for (String reason :
        new LinkedHashSet<>(latest.getOrDefault(stop.asset(), new ArrayDeque<>()))) {
      candidates.add(new Candidate(reason, candidates.isEmpty() ? 1 : 0, ""));
    }
    return new Guess(candidates);
  }

  /** The reason given most with the stop's first alarm on machines of its class. */
  Guess firstOut(StopCase stop, String firstAlarm) {
    Map<String, Integer> counts = byAlarm.get(stop.assetClass() + "|" + firstAlarm);
    return byFrequency(counts == null ? everywhere : counts);
  }

  private static Guess byFrequency(Map<String, Integer> counts) {
    int sum = 0;
    for (int count : counts.values()) {
      sum += count;
    }
    List<Candidate> candidates = new ArrayList<>();
    for (Map.Entry<String, Integer> count : counts.entrySet()) {
      if (count.getValue() > 0) {
        candidates.add(new Candidate(count.getKey(), count.getValue() / (double) sum, ""));
      }
    }
    candidates.sort(Comparator.comparingDouble(Candidate::probability).reversed());
    return new Guess(candidates);
  }
}
