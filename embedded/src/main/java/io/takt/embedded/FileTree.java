package io.takt.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A folder with all that is in it. */
final class FileTree {

  private FileTree() {}

  /** Deletes it, if it is there; symbolic links are deleted, not followed. */
  static void delete(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    List<Path> parentsFirst;
    try (Stream<Path> walk = Files.walk(root)) {
      parentsFirst = walk.toList();
    }
    for (int i = parentsFirst.size() - 1; i >= 0; i--) {
      Files.delete(parentsFirst.get(i));
    }
  }
}
