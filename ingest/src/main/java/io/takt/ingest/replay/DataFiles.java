package io.takt.ingest.replay;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Which files a replay reads, in name order, each with its rule. */
final class DataFiles {

  private DataFiles() {}

  /**
   * @throws MappingException when there is no file, or one that no rule is for
   */
  static List<DataFile> of(Path data, String mappingName, Mapping mapping, ZoneId zone) {
    if ((mapping.rows() == null) == mapping.files().isEmpty()) {
      throw new MappingException(
          mappingName
              + ": write either 'rows' (one rule for every file) or 'files' (a list of globs, each"
              + " with its rows), one of the two.");
    }
    List<Rule> rules = rules(mappingName, mapping, zone);
    List<DataFile> files = new ArrayList<>();
    for (Path path : paths(data)) {
      Rule rule =
          rules.stream()
              .filter(candidate -> candidate.matches(path))
              .findFirst()
              .orElseThrow(
                  () ->
                      new MappingException(
                          path.getFileName()
                              + " matches no glob under 'files' in "
                              + mappingName
                              + "; add an entry with its rows, or one with 'skip: true'."));
      if (rule.reader() != null) {
        files.add(new DataFile(mappingName, rule.place(), path, rule.reader()));
      }
    }
    if (files.isEmpty()) {
      throw new MappingException(
          mappingName + ", files: every file of " + data + " is skipped; give one its rows.");
    }
    return files;
  }

  /** What one glob stands for; no reader: the file is passed over. */
  private record Rule(String place, String glob, RowReader reader) {
    boolean matches(Path path) {
      return glob == null
          || FileSystems.getDefault().getPathMatcher("glob:" + glob).matches(path.getFileName());
    }
  }

  private static List<Rule> rules(String mappingName, Mapping mapping, ZoneId zone) {
    if (mapping.rows() != null) {
      return List.of(
          new Rule("rows", null, new RowReader(mappingName, "rows", mapping.rows(), zone)));
    }
    List<Rule> rules = new ArrayList<>();
    for (int i = 0; i < mapping.files().size(); i++) {
      Mapping.FileRule file = mapping.files().get(i);
      String place = "files[" + i + "]";
      checkGlob(mappingName, place, file);
      if (file.skip() == (file.rows() != null)) {
        throw MappingException.at(
            mappingName, place, "write either 'rows' or 'skip: true', one of the two.");
      }
      rules.add(
          new Rule(
              place + ".rows",
              file.glob(),
              file.skip() ? null : new RowReader(mappingName, place + ".rows", file.rows(), zone)));
    }
    return rules;
  }

  private static void checkGlob(String mappingName, String place, Mapping.FileRule file) {
    if (file == null || file.glob() == null) {
      throw MappingException.at(
          mappingName, place, "the key 'glob' is missing; write one such as 'states-*.csv'.");
    }
    try {
      FileSystems.getDefault().getPathMatcher("glob:" + file.glob());
    } catch (PatternSyntaxException e) {
      throw MappingException.at(
          mappingName,
          place + ".glob",
          "'" + file.glob() + "' is no glob; write one such as 'states-*.csv'.");
    }
  }

  private static List<Path> paths(Path data) {
    if (Files.isRegularFile(data)) {
      return List.of(data);
    }
    if (!Files.isDirectory(data)) {
      throw new MappingException(
          data + " does not exist; name a CSV or JSON lines file, or a folder of them.");
    }
    try (Stream<Path> entries = Files.list(data)) {
      List<Path> paths = entries.filter(DataFiles::isData).sorted().toList();
      if (paths.isEmpty()) {
        throw new MappingException(
            data + " holds no file that ends in .csv or .jsonl; a replay reads nothing else.");
      }
      return paths;
    } catch (IOException e) {
      throw new MappingException(data + " cannot be listed: " + e.getMessage() + ".", e);
    }
  }

  private static boolean isData(Path path) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    return Files.isRegularFile(path) && (name.endsWith(".csv") || name.endsWith(".jsonl"));
  }
}
