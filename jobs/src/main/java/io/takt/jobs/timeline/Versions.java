package io.takt.jobs.timeline;

import java.util.List;

/**
 * A value by date: of the versions that have begun, the latest holds.
 *
 * @param <T> the value's type
 */
public record Versions<T>(List<Version<T>> list) {

  /** One version; {@code from} is {@link Fact#NONE} where it holds ever since. */
  public record Version<T>(long from, T value) {}

  public Versions {
    list = list.stream().sorted((a, b) -> Long.compare(a.from(), b.from())).toList();
  }

  /** The value at an instant, or null before the first version. */
  public T at(long instant) {
    T found = null;
    for (Version<T> version : list) {
      if (version.from() > instant) {
        break;
      }
      found = version.value();
    }
    return found;
  }

  /** When the version that follows an instant begins; Long.MAX_VALUE: there is none. */
  public long nextAfter(long instant) {
    for (Version<T> version : list) {
      if (version.from() > instant) {
        return version.from();
      }
    }
    return Long.MAX_VALUE;
  }
}
