package io.takt.embedded;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Grafana in a child process, where the machine has its program: with the project's dashboards, on
 * the loopback address, for everybody on this machine to look at and nobody to log in.
 */
final class EmbeddedGrafana implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedGrafana.class);
  private static final String NAME = "grafana";
  // It lays its own database out at its first start.
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final Duration CALL_LIMIT = Duration.ofSeconds(2);

  /** Where packages put what Grafana needs beside its program. */
  private static final List<Path> HOMES =
      List.of(
          Path.of("/usr/share/grafana"),
          Path.of("/opt/homebrew/opt/grafana/share/grafana"),
          Path.of("/usr/local/opt/grafana/share/grafana"));

  private final ChildProcess process;
  private final String url;

  private EmbeddedGrafana(ChildProcess process, String url) {
    this.process = process;
    this.url = url;
  }

  /**
   * The program on a search path: {@code grafana}, or {@code grafana-server} as it was called.
   *
   * @param searchPath folders, as in the variable PATH
   */
  static Optional<Path> program(String searchPath) {
    for (String name : new String[] {"grafana", "grafana-server"}) {
      for (String folder : searchPath.split(File.pathSeparator, -1)) {
        Path program = Path.of(folder, name);
        if (!folder.isEmpty() && Files.isRegularFile(program) && Files.isExecutable(program)) {
          return Optional.of(program);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Starts it on a free port; returns when it answers.
   *
   * @param reader the database, as the role that only reads
   * @param dashboards the project's folder of that name
   * @throws StackException when it does not start, with one sentence for people
   */
  static EmbeddedGrafana start(
      StackDirectory directory, DatabaseAddress reader, Path dashboards, Path program)
      throws StackException, IOException, InterruptedException {
    Files.createDirectories(directory.of(NAME));
    int port = PortChoice.any();
    String url = "http://127.0.0.1:" + port;
    ChildProcess process =
        ChildProcess.start(
            directory,
            NAME,
            "Grafana",
            "TERM",
            command(directory.of(NAME), program),
            environment(directory, reader, dashboards, port));
    try {
      HttpClient http = HttpClient.newBuilder().connectTimeout(CALL_LIMIT).build();
      HttpRequest health =
          HttpRequest.newBuilder(URI.create(url + "/api/health")).timeout(CALL_LIMIT).build();
      process.awaitReady(START_LIMIT, () -> answers(http, health));
      return new EmbeddedGrafana(process, url);
    } catch (StackException | InterruptedException | RuntimeException e) {
      process.close();
      throw e;
    }
  }

  static void endLeftover(StackDirectory directory) throws IOException {
    ChildProcess.endLeftover(directory, NAME);
  }

  private static List<String> command(Path data, Path program) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    if (program.endsWith("grafana")) {
      command.add("server");
    }
    Optional<Path> home = home(program);
    if (home.isPresent()) {
      command.add("--homepath");
      command.add(home.get().toString());
    }
    // By this a process left behind is known as ours, too.
    command.add("cfg:default.paths.data=" + data);
    return command;
  }

  /** Unpacked archives have it above the program's folder, packages where their system puts it. */
  private static Optional<Path> home(Path program) throws IOException {
    List<Path> candidates = new ArrayList<>();
    Path above = program.toRealPath().getParent().getParent();
    if (above != null) {
      candidates.add(above);
      candidates.add(above.resolve("share/grafana"));
    }
    candidates.addAll(HOMES);
    return candidates.stream()
        .filter(candidate -> Files.exists(candidate.resolve("conf/defaults.ini")))
        .findFirst();
  }

  private static Map<String, String> environment(
      StackDirectory directory, DatabaseAddress reader, Path dashboards, int port)
      throws IOException {
    return Map.ofEntries(
        Map.entry("GF_PATHS_LOGS", directory.logs().toString()),
        Map.entry("GF_PATHS_PLUGINS", directory.of(NAME).resolve("plugins").toString()),
        Map.entry("GF_PATHS_PROVISIONING", dashboards.resolve("provisioning").toString()),
        Map.entry("GF_LOG_MODE", "console"),
        Map.entry("GF_SERVER_HTTP_ADDR", "127.0.0.1"),
        Map.entry("GF_SERVER_HTTP_PORT", Integer.toString(port)),
        // Nobody to log in, so no password to choose or to leave at its default.
        Map.entry("GF_SECURITY_DISABLE_INITIAL_ADMIN_CREATION", "true"),
        Map.entry("GF_AUTH_ANONYMOUS_ENABLED", "true"),
        Map.entry("GF_AUTH_ANONYMOUS_ORG_ROLE", "Viewer"),
        Map.entry("GF_AUTH_DISABLE_LOGIN_FORM", "true"),
        Map.entry("GF_ANALYTICS_REPORTING_ENABLED", "false"),
        Map.entry("GF_ANALYTICS_CHECK_FOR_UPDATES", "false"),
        Map.entry("GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES", "false"),
        Map.entry("GF_PLUGINS_PREINSTALL_DISABLED", "true"),
        Map.entry(
            "GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH",
            dashboards.resolve("json/Takt/andon-wall.json").toString()),
        Map.entry("TAKT_DASHBOARDS", dashboards.resolve("json").toString()),
        Map.entry("TAKT_DATABASE_HOST", "127.0.0.1"),
        Map.entry("TAKT_DATABASE_PORT", Integer.toString(reader.port())),
        Map.entry("TAKT_DATABASE_NAME", reader.database()),
        Map.entry("TAKT_DATABASE_SSLMODE", "disable"),
        Map.entry("TAKT_DATABASE_READER_PASSWORD", reader.password()));
  }

  private static boolean answers(HttpClient http, HttpRequest health) {
    try {
      return http.send(health, BodyHandlers.discarding()).statusCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException notYet) {
      LOG.debug("Grafana does not answer yet: {}", notYet.getMessage());
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Its root. */
  String url() {
    return url;
  }

  @Override
  public String toString() {
    return "Grafana";
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
