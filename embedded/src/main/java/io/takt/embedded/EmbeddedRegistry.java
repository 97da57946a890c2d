package io.takt.embedded;

import io.takt.schemas.RegistryAddress;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Apicurio's schema registry in a child process; it speaks Confluent's API and keeps an H2 file.
 */
final class EmbeddedRegistry implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRegistry.class);
  private static final String NAME = "registry";
  private static final Duration START_LIMIT = Duration.ofMinutes(3);
  private static final Duration CALL_LIMIT = Duration.ofSeconds(2);

  private final ChildProcess process;
  private final RegistryAddress address;

  private EmbeddedRegistry(ChildProcess process, RegistryAddress address) {
    this.process = process;
    this.address = address;
  }

  static EmbeddedRegistry start(StackDirectory directory, int port)
      throws StackException, IOException, InterruptedException {
    Files.createDirectories(directory.of(NAME));
    RegistryAddress address = new RegistryAddress("http://127.0.0.1:" + port + "/apis/ccompat/v7");
    ChildProcess process =
        ChildProcess.start(
            directory,
            NAME,
            "The schema registry",
            "TERM",
            command(directory),
            environment(directory.of(NAME), port));
    try {
      HttpClient http = HttpClient.newBuilder().connectTimeout(CALL_LIMIT).build();
      HttpRequest subjects =
          HttpRequest.newBuilder(URI.create(address.url() + "/subjects"))
              .timeout(CALL_LIMIT)
              .build();
      process.awaitReady(START_LIMIT, () -> answers(http, subjects));
      return new EmbeddedRegistry(process, address);
    } catch (StackException | InterruptedException | RuntimeException e) {
      process.close();
      throw e;
    }
  }

  static void endLeftover(StackDirectory directory) throws IOException {
    ChildProcess.endLeftover(directory, NAME);
  }

  private static List<String> command(StackDirectory directory) throws StackException, IOException {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-XX:+UseSerialGC",
        // It serves a handful of calls: a quick start matters, top speed does not.
        "-XX:TieredStopAtLevel=1",
        // By this a process left behind is known as ours.
        "-Dtakt.directory=" + directory.root(),
        "-jar",
        program().toString());
  }

  private static Map<String, String> environment(Path data, int port) {
    return Map.of(
        "QUARKUS_HTTP_HOST", "127.0.0.1",
        "QUARKUS_HTTP_PORT", Integer.toString(port),
        "QUARKUS_HTTP_ACCESS_LOG_ENABLED", "false",
        "APICURIO_STORAGE_KIND", "sql",
        "APICURIO_STORAGE_SQL_KIND", "h2",
        "APICURIO_DATASOURCE_URL", "jdbc:h2:file:" + data.resolve("registry"),
        "APICURIO_DATASOURCE_JDBC_INITIAL_SIZE", "2",
        "APICURIO_DATASOURCE_JDBC_MIN_SIZE", "2",
        "APICURIO_DATASOURCE_JDBC_MAX_SIZE", "8");
  }

  /** The build unpacks it beside this module's classes. */
  private static Path program() throws StackException, IOException {
    Path unpacked = BuiltFiles.folder("registry");
    if (Files.isDirectory(unpacked)) {
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(unpacked, "*-runner.jar")) {
        for (Path jar : jars) {
          return jar;
        }
      }
    }
    throw new StackException(
        "The schema registry's program is not in " + unpacked + ": build Takt once more.");
  }

  private static boolean answers(HttpClient http, HttpRequest subjects) {
    try {
      return http.send(subjects, BodyHandlers.discarding()).statusCode()
          == HttpURLConnection.HTTP_OK;
    } catch (IOException notYet) {
      LOG.debug("The schema registry does not answer yet: {}", notYet.getMessage());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  RegistryAddress address() {
    return address;
  }

  /** The process itself, for who wants to kill it. */
  ChildProcess process() {
    return process;
  }

  @Override
  public String toString() {
    return "Schema registry";
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
