package io.takt.embedded.cli;

import io.takt.embedded.StackException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

/** Empties the directory of an earlier run, if it is one and nobody uses it. */
final class FreshDirectory {
  private FreshDirectory() {}

  static void make(Path directory) throws StackException {
    if (!Files.exists(directory)) {
      return;
    }
    Path lock = directory.resolve("lock");
    try {
      if (!Files.exists(lock)) {
        try (var files = Files.list(directory)) {
          if (files.findAny().isPresent()) {
            throw new StackException(
                "Directory " + directory + " holds something else: name another with --dir.");
          }
        }
        return;
      }
      try (FileChannel file = FileChannel.open(lock, StandardOpenOption.WRITE);
          FileLock held = file.tryLock()) {
        if (held == null) {
          throw new StackException(
              "Another run uses " + directory + ": wait for its end, or name another with --dir.");
        }
      }
      delete(directory);
    } catch (IOException e) {
      throw new StackException(
          "Directory " + directory + " cannot be emptied: " + e.getMessage() + ".", e);
    }
  }

  private static void delete(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException e)
              throws IOException {
            if (e != null) {
              throw e;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
