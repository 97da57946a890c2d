package io.takt.ingest.replay;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real recordings, which are not part of the project. */
final class RecordedData {

  private RecordedData() {}

  /** The project's root: the folder above the module. */
  static Path root() {
    return Path.of("").toAbsolutePath().getParent();
  }

  /** A recording; where it is absent the test is skipped and says so. */
  static Path file(String name) {
    String where = System.getProperty("takt.shared.data", System.getenv("TAKT_SHARED_DATA"));
    Path folder = where == null ? sharedBeside(root()) : Path.of(where);
    Path file = folder.resolve(name);
    boolean there = Files.isRegularFile(file);
    if (!there) {
      System.out.println(
          "SKIPPED: " + file + " is absent; set TAKT_SHARED_DATA to the folder that holds it");
    }
    assumeTrue(there, () -> file + " is absent; set TAKT_SHARED_DATA to the folder that holds it");
    return file;
  }

  private static Path sharedBeside(Path root) {
    return root.resolveSibling("shared").resolve("data");
  }
}
