package io.takt.embedded;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the last start on a directory chose, for the next one and for other programs.
 *
 * @param pid the launcher's process
 * @param ports of each part, on 127.0.0.1
 */
record RunFile(long pid, Map<Part, Integer> ports) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** What is written there; empty if nothing is, or nothing that makes sense. */
  static Optional<RunFile> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    JsonNode root;
    try {
      root = JSON.readTree(file.toFile());
    } catch (JacksonException broken) {
      // A crash may have cut it short. It only saves a choice: without it the ports are chosen
      // anew.
      return Optional.empty();
    }
    Map<Part, Integer> ports = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      int port = root.path("ports").path(part.key()).asInt();
      if (port > 0) {
        ports.put(part, port);
      }
    }
    return Optional.of(new RunFile(root.path("pid").asLong(), ports));
  }

  void write(Path file) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("pid", pid);
    ObjectNode byPart = root.putObject("ports");
    ports.forEach((part, port) -> byPart.put(part.key(), port));
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    JSON.writeValue(unfinished.toFile(), root);
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
