package io.takt.embedded;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;

/** What a test finds on the path instead of Grafana: says what it was told, and that it is well. */
public final class FakeGrafana {

  private FakeGrafana() {}

  /** Serves until it is ended. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Map<String, String> environment = System.getenv();
    Properties told = new Properties();
    environment.forEach(told::setProperty);
    told.setProperty("arguments", String.join(" ", List.of(arguments)));
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(
                environment.get("GF_SERVER_HTTP_ADDR"),
                Integer.parseInt(environment.get("GF_SERVER_HTTP_PORT"))),
            0);
    try (var out =
        Files.newBufferedWriter(Path.of(environment.get("GF_PATHS_LOGS"), "told.properties"))) {
      told.store(out, null);
    }
    server.createContext(
        "/api/health",
        exchange -> {
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    new CountDownLatch(1).await();
  }

  /** An executable of a name that runs this. */
  static Path program(Path folder, String name) throws IOException {
    Path program = folder.resolve(name);
    Files.writeString(
        program,
        "#!/bin/sh\nexec '%s' -cp '%s' %s \"$@\"\n"
            .formatted(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                Path.of("target/test-classes").toAbsolutePath(),
                FakeGrafana.class.getName()));
    if (!program.toFile().setExecutable(true)) {
      throw new IOException(program + " cannot be made executable");
    }
    return program;
  }
}
