package io.takt.sinks.notify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A value that is never printed. */
record Secret(String value) {

  /**
   * The value behind a name: of an environment variable, or the first line of a file ({@code
   * file:/run/secrets/x}).
   *
   * @throws IllegalArgumentException when there is none; says where it was looked for
   */
  static Secret of(String key, String name, Map<String, String> environment) {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException(key + " is missing.");
    }
    if (name.startsWith("file:")) {
      Path file = Path.of(name.substring("file:".length()));
      try {
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || lines.get(0).isBlank()) {
          throw new IllegalArgumentException(key + ": file " + file + " is empty.");
        }
        return new Secret(lines.get(0).strip());
      } catch (IOException e) {
        throw new IllegalArgumentException(key + ": file " + file + " cannot be read.", e);
      }
    }
    if (!name.matches("[A-Z][A-Z0-9_]*")) {
      // Whatever it is, it may be the secret itself: do not repeat it.
      throw new IllegalArgumentException(
          key + " must name an environment variable (TAKT_…) or a file (file:/…).");
    }
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(key + ": the variable " + name + " is not set.");
    }
    return new Secret(value.strip());
  }

  @Override
  public String toString() {
    return "***";
  }
}
