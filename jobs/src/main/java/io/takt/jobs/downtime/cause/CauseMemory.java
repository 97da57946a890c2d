package io.takt.jobs.downtime.cause;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a site's causes are decided by: what was learned, and the stops that can still change. */
public interface CauseMemory {

  /** The tally of this name; null: nothing was counted. */
  Tally tally(String name);

  /** Keeps a tally; an empty one is forgotten. */
  void keep(String name, Tally tally);

  /** What is known of a stop; null: nothing. */
  KnownStop stop(StopKey key);

  /** Keeps a stop; null forgets it. */
  void keep(StopKey key, KnownStop stop);

  /** All stops kept. */
  Iterable<KnownStop> stops();

  /** Stops of a class that operators gave a reason, oldest first. */
  List<PastStop> past(String assetClass);

  /** Keeps them. */
  void keepPast(String assetClass, List<PastStop> stops);

  /** How much the model's scores are trusted. */
  double sharpness();

  /** Keeps it. */
  void sharpness(double sharpness);

  /** In this process alone. */
  final class OnHeap implements CauseMemory {
    private final Map<String, Tally> tallies = new HashMap<>();
    private final Map<StopKey, KnownStop> stops = new HashMap<>();
    private final TreeMap<String, List<PastStop>> past = new TreeMap<>();
    private double sharpness = CauseModel.SHARPNESS_AT_FIRST;

    @Override
    public Tally tally(String name) {
      return tallies.get(name);
    }

    @Override
    public void keep(String name, Tally tally) {
      if (tally.isEmpty()) {
        tallies.remove(name);
      } else {
        tallies.put(name, tally);
      }
    }

    @Override
    public KnownStop stop(StopKey key) {
      return stops.get(key);
    }

    @Override
    public void keep(StopKey key, KnownStop stop) {
      if (stop == null) {
        stops.remove(key);
      } else {
        stops.put(key, stop);
      }
    }

    @Override
    public Collection<KnownStop> stops() {
      return List.copyOf(stops.values());
    }

    @Override
    public List<PastStop> past(String assetClass) {
      return past.getOrDefault(assetClass, List.of());
    }

    @Override
    public void keepPast(String assetClass, List<PastStop> kept) {
      past.put(assetClass, List.copyOf(kept));
    }

    @Override
    public double sharpness() {
      return sharpness;
    }

    @Override
    public void sharpness(double now) {
      sharpness = now;
    }

    /** Names of all tallies; for tests. */
    Collection<String> tallyNames() {
      return tallies.keySet();
    }
  }
}
