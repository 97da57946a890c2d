package io.takt.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Properties;

/**
 * The stack's secrets: made at the first start, kept in a file that only its owner may read.
 *
 * @param superuser of user {@code postgres}
 * @param owner of the role that owns the tables
 * @param writer of the role the jobs write as
 * @param reader of the role analysts and dashboards read as
 * @param links signs the links by which people acknowledge alerts
 */
public record Secrets(String superuser, String owner, String writer, String reader, String links) {

  private static final List<String> NAMES =
      List.of("database.superuser", "database.owner", "database.writer", "database.reader");
  private static final String LINKS = "alerts.link";
  private static final int BYTES = 24;

  /** The secrets in the file; makes it if it is not there. */
  static Secrets in(Path file) throws StackException {
    try {
      Properties kept = new Properties();
      if (Files.exists(file)) {
        try (Reader in = Files.newBufferedReader(file)) {
          kept.load(in);
        }
      } else {
        NAMES.forEach(name -> kept.setProperty(name, fresh()));
      }
      for (String name : NAMES) {
        if (kept.getProperty(name, "").isEmpty()) {
          throw new StackException(
              "File " + file + " lacks " + name + ": put it back, or move the directory away.");
        }
      }
      if (kept.getProperty(LINKS, "").isEmpty()) {
        // No data hangs on it: a stack from before there were links gets one.
        kept.setProperty(LINKS, fresh());
        write(file, kept);
      }
      return new Secrets(
          kept.getProperty(NAMES.get(0)),
          kept.getProperty(NAMES.get(1)),
          kept.getProperty(NAMES.get(2)),
          kept.getProperty(NAMES.get(3)),
          kept.getProperty(LINKS));
    } catch (IOException e) {
      throw new StackException("File " + file + " cannot be used: " + e.getMessage() + ".", e);
    }
  }

  private static String fresh() {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  private static void write(Path file, Properties all) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(unfinished);
    Files.createFile(unfinished, ownerOnly());
    try (Writer out = Files.newBufferedWriter(unfinished)) {
      all.store(out, "Secrets of this stack. Keep them with the data.");
    }
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** For a file that only its owner may read, where the file system knows owners. */
  static FileAttribute<?>[] ownerOnly() {
    if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
  }

  @Override
  public String toString() {
    return "Secrets[hidden]";
  }
}
