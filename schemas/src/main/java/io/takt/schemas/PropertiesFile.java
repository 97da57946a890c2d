package io.takt.schemas;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** Properties of Kafka's clients that hold passwords: a command line would show them. */
public final class PropertiesFile {

  private PropertiesFile() {}

  /**
   * What the file says; none: nothing.
   *
   * @param setting that names the file, for the message
   * @param file in UTF-8, as {@link Properties} are written; null: there is none
   * @throws IllegalArgumentException in one sentence, when it cannot be read
   */
  public static Map<String, String> read(String setting, String file) {
    Map<String, String> found = new HashMap<>();
    if (file == null) {
      return found;
    }
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
      properties.load(in);
    } catch (IOException e) {
      throw new IllegalArgumentException(setting + ": file " + file + " cannot be read.", e);
    }
    properties.stringPropertyNames().forEach(name -> found.put(name, properties.getProperty(name)));
    return found;
  }
}
