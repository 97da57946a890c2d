package io.takt.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a job's checkpoints and savepoints are. */
public final class CheckpointFolder {

  private CheckpointFolder() {}

  /**
   * The newest complete checkpoint or savepoint in a job's folder: one is complete when its
   * metadata is there, which Flink moves into place in one step.
   *
   * @param folder may be missing
   */
  public static Optional<Path> newest(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return Optional.empty();
    }
    List<Path> complete;
    try (Stream<Path> files = Files.find(folder, 3, (path, kind) -> path.endsWith("_metadata"))) {
      complete = files.toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Path newest = null;
    FileTime newestAt = null;
    for (Path metadata : complete) {
      Optional<FileTime> at = writtenAt(metadata);
      if (at.isPresent() && (newest == null || at.get().compareTo(newestAt) > 0)) {
        newest = metadata;
        newestAt = at.get();
      }
    }
    return Optional.ofNullable(newest).map(Path::getParent);
  }

  /** Empty if it was deleted meanwhile, as older checkpoints are. */
  private static Optional<FileTime> writtenAt(Path file) throws IOException {
    try {
      return Optional.of(Files.getLastModifiedTime(file));
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }
}
