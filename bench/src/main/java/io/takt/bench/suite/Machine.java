package io.takt.bench.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where a run took place.
 *
 * @param commit of the sources; empty: not known
 */
record Machine(int cores, String system, String java, String commit) {

  static Machine here(Path home) throws IOException, InterruptedException {
    return new Machine(
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
        commit(home));
  }

  private static String commit(Path home) throws IOException, InterruptedException {
    Process git =
        new ProcessBuilder("git", "-C", home.toString(), "describe", "--always", "--dirty")
            .redirectErrorStream(true)
            .start();
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    return git.waitFor() == 0 ? said : "";
  }

  Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("cores", cores);
    map.put("system", system);
    map.put("java", java);
    map.put("commit", commit);
    return map;
  }

  @Override
  public String toString() {
    return "%d cores, %s, %s, commit %s"
        .formatted(cores, system, java, commit.isEmpty() ? "unknown" : commit);
  }

  /**
   * The processor's time so far, in ticks: of all there is, how much was used or taken away, and
   * how much of that by this process and those it started. All 0 where the system does not tell.
   */
  record Load(long all, long busy, long own) {

    static Load now() throws IOException {
      Path stat = Path.of("/proc/stat");
      if (!Files.exists(stat)) {
        return new Load(0, 0, 0);
      }
      String first = Files.readAllLines(stat).get(0);
      String[] ticks = first.substring("cpu".length()).strip().split(" +", -1);
      long all = 0;
      for (int i = 0; i < 8; i++) {
        all += Long.parseLong(ticks[i]);
      }
      // Idle and waiting for the disk.
      long busy = all - Long.parseLong(ticks[3]) - Long.parseLong(ticks[4]);
      ProcessHandle self = ProcessHandle.current();
      long own = 0;
      try (Stream<ProcessHandle> family = Stream.concat(Stream.of(self), self.descendants())) {
        for (ProcessHandle one : family.toList()) {
          own += ticksOf(one.pid());
        }
      }
      return new Load(all, busy, own);
    }

    private static long ticksOf(long pid) throws IOException {
      Path stat = Path.of("/proc", Long.toString(pid), "stat");
      String text;
      try {
        text = Files.readString(stat);
      } catch (IOException e) {
        if (Files.exists(stat)) {
          throw e;
        }
        return 0; // it has ended since; its parent counts it
      }
      // Its own time and that of children that have ended: fields 14 to 17.
      String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
      long sum = 0;
      for (int i = 11; i <= 14; i++) {
        sum += Long.parseLong(fields[i]);
      }
      return sum;
    }

    /** Share of the machine that others had between then and this; 0 to 1. */
    double othersSince(Load then) {
      long time = all - then.all;
      long others = busy - then.busy - (own - then.own);
      return time <= 0 ? 0 : Math.min(1, Math.max(0, (double) others / time));
    }
  }

  /** Load average of the last minute; empty: not known. */
  static String loadAverage() throws IOException {
    Path file = Path.of("/proc/loadavg");
    return Files.exists(file) ? Files.readString(file).split(" ", 2)[0] : "";
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }
}
