package io.takt.bench.chaos;

import com.sun.security.auth.module.UnixSystem;
import io.takt.embedded.StackException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A small file system of its own for the database, which can be filled without harm to anybody
 * else's. Where the machine does not allow to mount one it is an ordinary folder, and says why.
 */
final class SmallDisk implements AutoCloseable {

  private static final int BLOCK = 1 << 20;

  private final Path folder;
  private final String whyOrdinary;

  private SmallDisk(Path folder, String whyOrdinary) {
    this.folder = folder;
    this.whyOrdinary = whyOrdinary;
  }

  /** Makes the folder, on a file system of this many MiB where that is allowed. */
  static SmallDisk mount(Path folder, int mebibytes)
      throws IOException, InterruptedException, StackException {
    Files.createDirectories(folder);
    if (!System.getProperty("os.name").equals("Linux") || new UnixSystem().getUid() != 0) {
      return new SmallDisk(folder, "only root of a Linux machine may mount a small file system");
    }
    int status =
        run(
            List.of(
                "mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", name(folder)));
    return new SmallDisk(
        folder, status == 0 ? null : "this machine does not allow to mount a small file system");
  }

  private static String name(Path folder) {
    return folder.toAbsolutePath().toString();
  }

  /** Unmounts what a run that was killed has left somewhere below. */
  static void unmountBelow(Path root) throws IOException, InterruptedException {
    Path mounts = Path.of("/proc/mounts");
    if (!Files.exists(mounts)) {
      return;
    }
    for (String mount : Files.readAllLines(mounts)) {
      String where = mount.split(" ", -1)[1];
      if (where.startsWith(name(root) + "/")) {
        run(List.of("umount", "--lazy", where));
      }
    }
  }

  private static int run(List<String> command) throws IOException, InterruptedException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  Path folder() {
    return folder;
  }

  /** Null: it is a small one. */
  String whyOrdinary() {
    return whyOrdinary;
  }

  /** Takes all that is left. */
  void fill() throws IOException {
    if (whyOrdinary != null) {
      throw new IllegalStateException("an ordinary folder is not filled");
    }
    byte[] block = new byte[BLOCK];
    try (OutputStream out = Files.newOutputStream(ballast())) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      if (Files.getFileStore(folder).getUsableSpace() >= BLOCK) {
        throw full;
      }
    }
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }

  /** Gives it back. */
  void free() throws IOException {
    Files.delete(ballast());
  }

  @Override
  public void close() throws IOException {
    if (whyOrdinary == null) {
      try {
        run(List.of("umount", "--lazy", name(folder)));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
