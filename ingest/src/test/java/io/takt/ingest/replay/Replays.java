package io.takt.ingest.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Small files and mappings, and what a replay makes of them. */
final class Replays {

  /** A complete mapping of the columns at, machine, state, made. */
  static final String MAPPING =
      """
      window: {from: 2026-03-02, to: 2026-03-03}
      rows:
        asset: machine
        time: {column: at}
        state: {column: state}
        counts: {total: made}
      assets:
        "*": {calendar: always}
      calendars:
        always:
          shifts: [{name: day, start: "00:00", end: "00:00"}]
      """;

  static final String HEADER = "at,machine,state,made\n";

  private final Path folder;

  Replays(Path folder) {
    this.folder = folder;
  }

  Path write(String name, String text) {
    return write(name, text.getBytes(StandardCharsets.UTF_8));
  }

  Path write(String name, byte[] bytes) {
    try {
      Files.createDirectories(folder.resolve(name).getParent());
      return Files.write(folder.resolve(name), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Replay open(String data, String mapping) {
    return Replay.open(write("data.csv", data), write("mapping.yaml", mapping));
  }

  /** Everything a replay delivers. */
  static List<Delivery> all(Replay replay) {
    List<Delivery> all = new ArrayList<>();
    try (FactStream facts = replay.facts()) {
      facts.forEachRemaining(all::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /** The records of one kind that a replay delivers. */
  static <T> List<T> all(Replay replay, Class<T> type) {
    return all(replay).stream()
        .map(Delivery::value)
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /** The one table row of this kind and key. */
  static <T> T row(Replay replay, Class<T> type, String key) {
    return replay.tables().stream()
        .filter(row -> type.isInstance(row.value()) && row.key().equals(key))
        .map(row -> type.cast(row.value()))
        .findFirst()
        .orElseThrow();
  }
}
