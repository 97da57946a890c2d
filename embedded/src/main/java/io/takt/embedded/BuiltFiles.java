package io.takt.embedded;

import java.net.URISyntaxException;
import java.nio.file.Path;

/**
 * What the build lays beside this module's classes, and what is unpacked there once for all stacks.
 */
final class BuiltFiles {

  private BuiltFiles() {}

  /** The folder of this name; it may not be there. */
  static Path folder(String name) {
    try {
      return Path.of(BuiltFiles.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .resolveSibling(name);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
