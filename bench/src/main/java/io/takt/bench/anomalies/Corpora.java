package io.takt.bench.anomalies;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.takt.bench.anomalies.NabFile.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads folders in the layouts of the benchmarks. */
final class Corpora {
  private static final String CLEAN = "anomaly-free";
  private static final int SKAB_SENSORS = 8;

  private Corpora() {}

  /**
   * All files of {@code data/<category>/*.csv} with their windows from {@code
   * labels/combined_windows.json}, by name.
   *
   * @throws IOException when a file cannot be read or does not fit its labels
   */
  static List<NabFile> nab(Path folder) throws IOException {
    JsonNode labels =
        new ObjectMapper().readTree(folder.resolve("labels/combined_windows.json").toFile());
    List<NabFile> files = new ArrayList<>();
    for (Path file : csvFiles(folder.resolve("data"))) {
      String name = folder.resolve("data").relativize(file).toString().replace('\\', '/');
      JsonNode windows = labels.get(name);
      if (windows == null) {
        throw new IOException("combined_windows.json has no entry for " + name);
      }
      files.add(nabFile(name, file, windows));
    }
    return files;
  }

  private static NabFile nabFile(String name, Path file, JsonNode labels) throws IOException {
    List<String> lines = rows(file);
    List<String> times = new ArrayList<>(lines.size());
    double[] values = new double[lines.size()];
    Map<String, Integer> rowOf = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      String[] cells = lines.get(i).split(",", -1);
      times.add(cells[0]);
      values[i] = Double.parseDouble(cells[1]);
      rowOf.putIfAbsent(toSecond(cells[0]), i);
    }
    List<Window> windows = new ArrayList<>();
    for (JsonNode label : labels) {
      Integer left = rowOf.get(toSecond(label.get(0).asText()));
      Integer right = rowOf.get(toSecond(label.get(1).asText()));
      if (left == null || right == null) {
        throw new IOException(name + " has no row at the ends of window " + label);
      }
      windows.add(new Window(left, right));
    }
    return new NabFile(name, times, values, windows);
  }

  /* Labels carry microseconds, files do not. */
  private static String toSecond(String time) {
    int dot = time.indexOf('.');
    return dot < 0 ? time : time.substring(0, dot);
  }

  /**
   * All runs of {@code <group>/*.csv} but the anomaly-free one, by group and number.
   *
   * @throws IOException when a file cannot be read
   */
  static List<SkabRun> skab(Path folder) throws IOException {
    List<SkabRun> runs = new ArrayList<>();
    for (Path file : csvFiles(folder)) {
      if (!isClean(file)) {
        runs.add(skabRun(folder, file));
      }
    }
    return runs;
  }

  /**
   * The runs without any anomaly.
   *
   * @throws IOException when a file cannot be read
   */
  static List<SkabRun> clean(Path folder) throws IOException {
    List<SkabRun> runs = new ArrayList<>();
    for (Path file : csvFiles(folder)) {
      if (isClean(file)) {
        runs.add(skabRun(folder, file));
      }
    }
    return runs;
  }

  private static boolean isClean(Path file) {
    return file.getParent().getFileName().toString().equals(CLEAN);
  }

  private static SkabRun skabRun(Path folder, Path file) throws IOException {
    List<String> lines = rows(file);
    int n = lines.size();
    List<String> times = new ArrayList<>(n);
    double[][] values = new double[n][SKAB_SENSORS];
    boolean[] anomaly = new boolean[n];
    boolean[] changePoint = new boolean[n];
    for (int i = 0; i < n; i++) {
      String[] cells = lines.get(i).split(";", -1);
      times.add(cells[0]);
      for (int s = 0; s < SKAB_SENSORS; s++) {
        values[i][s] = Double.parseDouble(cells[1 + s]);
      }
      if (cells.length > SKAB_SENSORS + 2) {
        anomaly[i] = Double.parseDouble(cells[1 + SKAB_SENSORS]) == 1;
        changePoint[i] = Double.parseDouble(cells[2 + SKAB_SENSORS]) == 1;
      }
    }
    String name = folder.relativize(file).toString().replace('\\', '/');
    return new SkabRun(name, times, values, anomaly, changePoint);
  }

  private static List<String> rows(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return lines.subList(1, lines.size()).stream().filter(line -> !line.isBlank()).toList();
  }

  private static List<Path> csvFiles(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder, 2)) {
      return walk.filter(file -> file.getFileName().toString().endsWith(".csv")).sorted().toList();
    }
  }
}
