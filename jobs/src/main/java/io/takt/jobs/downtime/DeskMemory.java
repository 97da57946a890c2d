package io.takt.jobs.downtime;

import io.takt.jobs.downtime.cause.CauseMemory;
import io.takt.jobs.downtime.cause.KnownStop;
import io.takt.jobs.downtime.cause.PastStop;
import io.takt.jobs.downtime.cause.StopKey;
import io.takt.jobs.downtime.cause.Tally;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/** A site's memory in Flink's state; of the site whose key is current. */
final class DeskMemory implements CauseMemory {

  static final MapStateDescriptor<String, Tally> TALLIES =
      new MapStateDescriptor<>("tallies", Types.STRING, TallySerializer.TYPE);
  static final MapStateDescriptor<StopKey, KnownStop> STOPS =
      new MapStateDescriptor<>("stops", StopKeySerializer.TYPE, KnownStopSerializer.TYPE);
  static final MapStateDescriptor<String, PastStops> PAST =
      new MapStateDescriptor<>("past-stops", Types.STRING, PastStopsSerializer.TYPE);

  private final MapState<String, Tally> tallies;
  private final MapState<StopKey, KnownStop> stops;
  private final MapState<String, PastStops> past;
  private double sharpness;

  DeskMemory(RuntimeContext context) {
    tallies = context.getMapState(TALLIES);
    stops = context.getMapState(STOPS);
    past = context.getMapState(PAST);
  }

  @Override
  public Tally tally(String name) {
    return unchecked(() -> tallies.get(name));
  }

  @Override
  public void keep(String name, Tally tally) {
    unchecked(
        () -> {
          if (tally.isEmpty()) {
            tallies.remove(name);
          } else {
            tallies.put(name, tally);
          }
          return null;
        });
  }

  @Override
  public KnownStop stop(StopKey key) {
    return unchecked(() -> stops.get(key));
  }

  @Override
  public void keep(StopKey key, KnownStop stop) {
    unchecked(
        () -> {
          if (stop == null) {
            stops.remove(key);
          } else {
            stops.put(key, stop);
          }
          return null;
        });
  }

  @Override
  public Iterable<KnownStop> stops() {
    return unchecked(stops::values);
  }

  @Override
  public List<PastStop> past(String assetClass) {
    PastStops known = unchecked(() -> past.get(assetClass));
    return known == null ? List.of() : known.stops();
  }

  @Override
  public void keepPast(String assetClass, List<PastStop> kept) {
    unchecked(
        () -> {
          past.put(assetClass, new PastStops(kept));
          return null;
        });
  }

  @Override
  public double sharpness() {
    return sharpness;
  }

  @Override
  public void sharpness(double now) {
    sharpness = now;
  }

  /** Reading or writing state that fails is a failure of the task. */
  private interface Access<T> {
    T go() throws Exception;
  }

  private static <T> T unchecked(Access<T> access) {
    try {
      return access.go();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("State of a site cannot be reached", e);
    }
  }
}
