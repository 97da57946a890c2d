package io.takt.ingest.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentSettingsTest {

  private static final Map<String, String> LEAST =
      Map.of(
          "TAKT_KAFKA_BOOTSTRAP_SERVERS", "kafka:9092",
          "TAKT_REGISTRY_URL", "http://registry:8080",
          "TAKT_DATABASE_URL", "jdbc:postgresql://database/takt");

  @TempDir Path folder;

  private static GatewaySettings read(Map<String, String> more) throws Exception {
    Map<String, String> all = new HashMap<>(LEAST);
    all.putAll(more);
    return EnvironmentSettings.read(all);
  }

  @Test
  void withoutMoreNobodyMayUseItAndItListensOnThisMachine() throws Exception {
    GatewaySettings settings = read(Map.of());
    assertThat(settings.host()).isEqualTo("127.0.0.1");
    assertThat(settings.port()).isEqualTo(18082);
    assertThat(settings.secureCookie()).isFalse();
    assertThat(settings.database().user()).isEqualTo("takt_reader");
    assertThat(settings.links()).isNull();
    assertThat(settings.access()).isEqualTo(GatewayAccess.NOBODY);
    assertThat(settings.kafka().client()).containsOnlyKeys("bootstrap.servers");
  }

  @Test
  void secretsComeFromFilesAndAreNotPrinted() throws Exception {
    Path password = Files.writeString(folder.resolve("password"), "very-secret\n");
    Path link = Files.writeString(folder.resolve("link"), "0123456789abcdef-secret");
    Path kafka =
        Files.writeString(
            folder.resolve("kafka.properties"),
            "security.protocol=SASL_SSL\nsasl.jaas.config=very-secret\n");
    Files.writeString(folder.resolve("tokens.yaml"), "sources: []");
    GatewaySettings settings =
        read(
            Map.of(
                "TAKT_DATABASE_PASSWORD_FILE", password.toString(),
                "TAKT_LINK_SECRET_FILE", link.toString(),
                "TAKT_KAFKA_PROPERTIES_FILE", kafka.toString(),
                "TAKT_GATEWAY_ACCESS", folder.toString(),
                "TAKT_GATEWAY_PORT", "0",
                "TAKT_GATEWAY_SECURE_COOKIE", "true"));
    assertThat(settings.database().password()).isEqualTo("very-secret");
    assertThat(settings.links()).isNotNull();
    assertThat(settings.secureCookie()).isTrue();
    assertThat(settings.kafka().client()).containsEntry("security.protocol", "SASL_SSL");
    assertThat(settings.toString()).contains("kafka:9092").doesNotContain("very-secret", "abcdef");
  }

  @ParameterizedTest
  @CsvSource({
    "TAKT_REGISTRY_URL, '', TAKT_REGISTRY_URL is missing",
    "TAKT_GATEWAY_PORT, 70000, TAKT_GATEWAY_PORT must be 0 to 65535",
    "TAKT_GATEWAY_PORT, web, TAKT_GATEWAY_PORT must be 0 to 65535",
    "TAKT_GATEWAY_SECURE_COOKIE, yes, must be true or false",
    "TAKT_GATEWAY_ACCESS, /not/there, there is no folder",
    "TAKT_GATEWAY_ACESS, /typo, There is no variable TAKT_GATEWAY_ACESS",
    "TAKT_DATABASE_PASSWORD_FILE, /not/there, TAKT_DATABASE_PASSWORD_FILE",
    "TAKT_KAFKA_PROPERTIES_FILE, /not/there, TAKT_KAFKA_PROPERTIES_FILE",
    "TAKT_LINK_SECRET, short, shorter than 16 characters",
  })
  void whatIsWrongIsNamedInOneSentence(String variable, String value, String sentence) {
    assertThatThrownBy(() -> read(Map.of(variable, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(sentence)
        .hasMessageNotContaining("\n");
  }
}
