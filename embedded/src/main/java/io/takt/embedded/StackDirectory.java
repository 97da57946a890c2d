package io.takt.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The directory a stack keeps everything in; while this is open it is the stack's alone. */
final class StackDirectory implements AutoCloseable {

  private final Path root;
  private final FileChannel lockFile;

  private StackDirectory(Path root, FileChannel lockFile) {
    this.root = root;
    this.lockFile = lockFile;
  }

  /** Makes it if missing, and takes it. */
  static StackDirectory open(StackSettings settings) throws StackException {
    Path root = settings.directory();
    try {
      Files.createDirectories(root);
      if (!Files.isWritable(root)) {
        throw new StackException(
            "Directory " + root + " cannot be written: make it writable, or choose another.");
      }
      long free = Files.getFileStore(root).getUsableSpace();
      if (free < settings.freeBytes()) {
        throw new StackException(
            "There is too little disk space for "
                + root
                + ": "
                + mebibytes(free)
                + " are free, "
                + mebibytes(settings.freeBytes())
                + " are needed.");
      }
      FileChannel lockFile =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(lockFile)) {
        lockFile.close();
        throw new StackException(
            "A stack already runs in "
                + root
                + holder(root)
                + ": use that one, end it first, or choose another directory.");
      }
      return new StackDirectory(root, lockFile);
    } catch (IOException e) {
      throw new StackException(
          "Directory " + root + " cannot be used (" + reason(e) + "): choose another.", e);
    }
  }

  private static boolean locked(FileChannel file) throws IOException {
    try {
      FileLock lock = file.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  private static String holder(Path root) throws IOException {
    Optional<RunFile> run = RunFile.read(root.resolve("run.json"));
    return run.map(file -> " (process " + file.pid() + ")").orElse("");
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "") + ": " + e.getMessage();
  }

  private static String mebibytes(long bytes) {
    return (bytes >> 20) + " MiB";
  }

  Path root() {
    return root;
  }

  Path runFile() {
    return root.resolve("run.json");
  }

  Path secrets() {
    return root.resolve("secrets");
  }

  /** Where logs go; made if missing. */
  Path logs() throws IOException {
    return Files.createDirectories(root.resolve("logs"));
  }

  /** Where the children's process ids are; made if missing. */
  Path pids() throws IOException {
    return Files.createDirectories(root.resolve("pids"));
  }

  /** A directory of a part's own; its parent is there, itself perhaps not. */
  Path of(String part) {
    return root.resolve(part);
  }

  @Override
  public String toString() {
    return "Directory";
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
