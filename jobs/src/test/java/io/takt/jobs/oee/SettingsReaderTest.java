package io.takt.jobs.oee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.takt.sinks.copy.SinkSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {

  private final Map<String, String> environment =
      new HashMap<>(
          Map.of(
              "TAKT_KAFKA_BOOTSTRAP_SERVERS", "kafka:9092",
              "TAKT_REGISTRY_URL", "http://registry:8081",
              "TAKT_DATABASE_URL", "jdbc:postgresql://db:5432/takt",
              "TAKT_DATABASE_PASSWORD", "s3cret"));

  @TempDir private Path directory;

  @Test
  void theEnvironmentIsEnough() {
    OeeSettings settings = OeeSettings.read(new String[0], environment);
    assertThat(settings.kafka().bootstrapServers()).isEqualTo("kafka:9092");
    assertThat(settings.database().user()).isEqualTo("takt_writer");
    assertThat(settings.clock()).isEqualTo(PlantClock.WALL);
    assertThat(settings.horizon()).isEqualTo(Duration.ofDays(3));
    assertThat(settings.rhythm()).isEqualTo(SinkSettings.LATENCY);
  }

  @Test
  void theCommandLineWinsOverTheEnvironmentAndThatOverTheFile() throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("takt.properties"),
            "kafka.bootstrap-servers=file:1\nhorizon=PT24H\nkafka.properties.a.b=c\n");
    OeeSettings settings =
        OeeSettings.read(
            new String[] {"--settings", file.toString(), "--registry.url", "http://line:1"},
            environment);
    assertThat(settings.kafka().bootstrapServers()).isEqualTo("kafka:9092");
    assertThat(settings.kafka().properties()).containsEntry("a.b", "c");
    assertThat(settings.registry().url()).isEqualTo("http://line:1");
    assertThat(settings.horizon()).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void aSecretIsNeverPrintedAndNeverTakenFromTheCommandLine() {
    String[] args = {"--kafka.properties.sasl.jaas.config", "hush"};
    assertThat(OeeSettings.read(args, environment).toString())
        .doesNotContain("s3cret")
        .doesNotContain("hush");
    assertRefused("--database.password would show", "--database.password", "s3cret");
  }

  @Test
  void theFirstLineOfAFileMayBeThePassword() throws Exception {
    Path file = Files.writeString(directory.resolve("password"), "from-file\n");
    environment.remove("TAKT_DATABASE_PASSWORD");
    OeeSettings settings =
        OeeSettings.read(new String[] {"--database.password-file", file.toString()}, environment);
    assertThat(settings.database().password()).isEqualTo("from-file");
  }

  @Test
  void theClockIsReadAsInstants() {
    OeeSettings settings =
        OeeSettings.read(
            new String[] {
              "--clock.wall-origin", "2026-01-05T06:00:00Z",
              "--clock.plant-origin", "2026-01-01T00:00:00Z",
              "--clock.speed", "60"
            },
            environment);
    assertThat(settings.clock().speed()).isEqualTo(60);
    assertThat(settings.clock().stop()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void whatIsWrongIsNamedWithItsValueAndWhatWouldBeRight() {
    assertRefused(
        "horizon is \"3 days\"; it must be a duration like PT72H.", "--horizon", "3 days");
    assertRefused("horizon is PT1M; it must be from PT1H to P31D.", "--horizon", "PT1M");
    assertRefused("rhythm is \"fast\"; it must be latency or throughput.", "--rhythm", "fast");
    assertRefused("There is no setting \"horizont\"", "--horizont", "PT1H");
    assertRefused("\"horizon\" is not understood", "horizon", "PT1H");
    assertRefused("\"--horizon\" is not understood", "--horizon");
    environment.remove("TAKT_REGISTRY_URL");
    assertRefused(
        "The setting registry.url is missing; give --registry.url VALUE or the variable"
            + " TAKT_REGISTRY_URL.");
  }

  private void assertRefused(String message, String... args) {
    assertThatThrownBy(() -> OeeSettings.read(args, environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
