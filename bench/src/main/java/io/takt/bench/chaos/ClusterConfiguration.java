package io.takt.bench.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of settings that Flink's processes are started with. */
final class ClusterConfiguration {

  private ClusterConfiguration() {}

  /** Writes it; the templates are beside this class. */
  static Path write(Path folder, int rpcPort, int restPort) throws IOException {
    Files.createDirectories(folder);
    Path temporary = Files.createDirectories(folder.resolve("temporary"));
    Files.writeString(
        folder.resolve("config.yaml"),
        resource("config.yaml")
            .replace("${rpc-port}", Integer.toString(rpcPort))
            .replace("${rest-port}", Integer.toString(restPort))
            .replace("${temporary}", temporary.toString()));
    Files.writeString(folder.resolve("log4j2.properties"), resource("log4j2.properties"));
    return folder;
  }

  static String resource(String name) throws IOException {
    try (InputStream in = ClusterConfiguration.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
