package io.takt.ingest.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * Recorded files with a mapping: what to publish first ({@link #tables}), what then ({@link
 * #facts}), and which time it is about ({@link #window}).
 *
 * <p>Everything that is wrong with the mapping is told by {@link #open}; after that a row that
 * cannot be read becomes a dead letter and the replay goes on.
 */
public final class Replay {

  private final List<DataFile> files;
  private final Scan scan;
  private final Window window;
  private final List<TableRow> tables;

  private Replay(List<DataFile> files, Scan scan, Window window, List<TableRow> tables) {
    this.files = files;
    this.scan = scan;
    this.window = window;
    this.tables = tables;
  }

  /**
   * Reads the mapping, and the data once from beginning to end.
   *
   * @param data a CSV or JSON lines file, or a folder whose *.csv and *.jsonl are all read
   * @param mapping YAML file as docs/replay.md describes it
   * @throws MappingException when mapping and data do not go together; its message is for people
   */
  public static Replay open(Path data, Path mapping) {
    String name = String.valueOf(mapping.getFileName());
    Mapping rules = MappingFile.read(mapping);
    ZoneId zone = Zones.read(name, "zone", rules.zone(), ZoneId.of("UTC"));
    List<DataFile> files = DataFiles.of(data, name, rules, zone);
    Scan scan;
    try {
      scan = Scan.of(files);
    } catch (IOException e) {
      throw new MappingException(data + " cannot be read: " + e.getMessage() + ".", e);
    }
    Window window = window(name, rules.window(), scan, zone);
    List<TableRow> tables = new TableRows(name, rules, scan, zone, window.from()).rows();
    return new Replay(files, scan, window, List.copyOf(tables));
  }

  private static Window window(String name, Mapping.WindowRule rule, Scan scan, ZoneId zone) {
    if (rule != null && rule.word() == null) {
      Window window =
          new Window(
              PointInTime.read(name, "window.from", rule.from(), zone),
              PointInTime.read(name, "window.to", rule.to(), zone));
      if (!window.from().isBefore(window.to())) {
        throw MappingException.at(name, "window", "'to' must be after 'from'.");
      }
      return window;
    }
    if (rule != null && !rule.word().equals("full-days")) {
      throw MappingException.at(
          name, "window", "'" + rule.word() + "' is not known; write full-days, or from and to.");
    }
    if (scan.first() == null) {
      throw MappingException.at(
          name, "window", "the files hold no row to take the days from; write from and to.");
    }
    Instant from = midnightAtOrAfter(scan.first(), zone);
    Instant to = scan.last().atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    if (!from.isBefore(to)) {
      throw MappingException.at(
          name,
          "window",
          "the files reach from "
              + scan.first()
              + " to "
              + scan.last()
              + " and hold no full day of "
              + zone
              + "; write from and to.");
    }
    return new Window(from, to);
  }

  private static Instant midnightAtOrAfter(Instant time, ZoneId zone) {
    LocalDate date = time.atZone(zone).toLocalDate();
    Instant midnight = date.atStartOfDay(zone).toInstant();
    return midnight.isBefore(time) ? date.plusDays(1).atStartOfDay(zone).toInstant() : midnight;
  }

  /** Rows of the compacted topics, to be published before the facts. */
  public List<TableRow> tables() {
    return tables;
  }

  /**
   * The facts of all files in time order, read as they are asked for. Also those outside the
   * window: what was said before it still holds when it begins. Can be asked for again; close each.
   *
   * @throws MappingException when a file is not in time order and too long to be sorted
   */
  public FactStream facts() {
    try {
      return new FactStream(files, scan);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The time to report on. */
  public Window window() {
    return window;
  }

  /** Asset ids that the rows name, sorted. */
  public List<String> assets() {
    return List.copyOf(scan.assets().keySet());
  }

  /** Rows of all files, readable or not; headers and blank lines aside. */
  public long rows() {
    return scan.rows();
  }
}
