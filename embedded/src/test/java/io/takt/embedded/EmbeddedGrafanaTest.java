package io.takt.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedGrafanaTest {

  private static final DatabaseAddress READER =
      new DatabaseAddress(15432, "takt", "takt_reader", "reader's secret");

  @TempDir Path folder;

  @Test
  void theProgramIsFoundByEitherNameAndTheNewOneWins() throws IOException {
    Path early = Files.createDirectory(folder.resolve("early"));
    Path late = Files.createDirectory(folder.resolve("late"));
    String path = early + java.io.File.pathSeparator + late;
    assertThat(EmbeddedGrafana.program(path)).isEmpty();
    Path old = FakeGrafana.program(early, "grafana-server");
    assertThat(EmbeddedGrafana.program(path)).contains(old);
    Path now = FakeGrafana.program(late, "grafana");
    assertThat(EmbeddedGrafana.program(path)).contains(now);
    assertThat(EmbeddedGrafana.program("")).isEmpty();
  }

  @Test
  void itIsToldOfTheDashboardsAndTheReaderAndEndsWithTheStack() throws Exception {
    Path program = FakeGrafana.program(folder, "grafana");
    Path dashboards = Path.of("../dashboards").toAbsolutePath().normalize();
    Properties told = new Properties();
    String url;
    try (StackDirectory directory =
        StackDirectory.open(StackSettings.in(folder.resolve("stack")).onAnyPorts())) {
      try (EmbeddedGrafana grafana =
          EmbeddedGrafana.start(directory, READER, dashboards, program)) {
        url = grafana.url();
        assertThat(answers(url)).isTrue();
        try (var in = Files.newBufferedReader(directory.logs().resolve("told.properties"))) {
          told.load(in);
        }
      }
    }
    assertThat(told.getProperty("arguments")).startsWith("server ");
    assertThat(told.getProperty("GF_SERVER_HTTP_ADDR")).isEqualTo("127.0.0.1");
    assertThat(Path.of(told.getProperty("GF_PATHS_PROVISIONING"), "datasources/takt.yaml"))
        .exists();
    assertThat(Path.of(told.getProperty("GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH"))).exists();
    assertThat(told.getProperty("TAKT_DATABASE_READER_PASSWORD")).isEqualTo("reader's secret");
    // All that the provisioning files ask of the environment.
    for (String file : new String[] {"datasources/takt.yaml", "dashboards/takt.yaml"}) {
      String text = Files.readString(dashboards.resolve("provisioning").resolve(file));
      java.util.regex.Matcher asked =
          java.util.regex.Pattern.compile("\\$(?:__env\\{)?(TAKT_[A-Z_]+)").matcher(text);
      while (asked.find()) {
        assertThat(told.stringPropertyNames()).as(file).contains(asked.group(1));
      }
    }
    assertThat(answers(url)).isFalse();
  }

  @Test
  void oneThatEndsAtOnceIsSaidSo() throws Exception {
    Path program = folder.resolve("grafana");
    Files.writeString(program, "#!/bin/sh\necho no such option\nexit 2\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
    try (StackDirectory directory =
        StackDirectory.open(StackSettings.in(folder.resolve("stack")).onAnyPorts())) {
      assertThatThrownBy(() -> EmbeddedGrafana.start(directory, READER, folder, program).close())
          .isInstanceOf(StackException.class)
          .hasMessageContaining("Grafana ended while it started: no such option");
    }
  }

  private static boolean answers(String url) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(url + "/api/health").toURL().openConnection();
    try {
      return connection.getResponseCode() == 200;
    } catch (java.net.ConnectException ended) {
      return false;
    }
  }
}
