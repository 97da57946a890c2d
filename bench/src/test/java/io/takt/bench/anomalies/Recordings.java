package io.takt.bench.anomalies;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The benchmarks' recordings, which are not part of the project. */
final class Recordings {

  private Recordings() {}

  static List<NabFile> nab() throws IOException {
    return Corpora.nab(folder("nab"));
  }

  static List<SkabRun> skab() throws IOException {
    return Corpora.skab(folder("skab"));
  }

  /** Where it is absent the test is skipped and says so. */
  static Path folder(String name) {
    String where = System.getProperty("takt.shared.data", System.getenv("TAKT_SHARED_DATA"));
    Path data =
        where == null
            ? Path.of("").toAbsolutePath().getParent().resolveSibling("shared").resolve("data")
            : Path.of(where);
    Path folder = data.resolve(name);
    boolean there = Files.isDirectory(folder);
    String reason = folder + " is absent; set TAKT_SHARED_DATA to the folder that holds it";
    if (!there) {
      System.out.println("SKIPPED: " + reason);
    }
    assumeTrue(there, reason);
    return folder;
  }
}
