package io.takt.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProvisioningTest {

  @Test
  void theDataSourceIsTheReadersWithTimescaleOn() throws IOException {
    JsonNode source = Provisioning.read("datasources/takt.yaml").get("datasources").get(0);
    assertThat(source.get("uid").asText()).isEqualTo("takt-postgres");
    assertThat(source.get("type").asText()).isEqualTo("grafana-postgresql-datasource");
    assertThat(source.get("user").asText()).isEqualTo("takt_reader");
    assertThat(source.get("jsonData").get("timescaledb").asBoolean()).isTrue();
    assertThat(source.get("jsonData").has("database")).isTrue();
    assertThat(source.get("secureJsonData").get("password").asText())
        .matches("\\$__env\\{[A-Z_]+}");
  }

  @Test
  void foldersAreThoseOfTheFilesAndNothingIsSavedOverThem() throws IOException {
    JsonNode provider = Provisioning.read("dashboards/takt.yaml").get("providers").get(0);
    assertThat(provider.get("allowUiUpdates").asBoolean(true)).isFalse();
    assertThat(provider.get("options").get("foldersFromFilesStructure").asBoolean()).isTrue();
  }

  @Test
  void everyRuleAsksTheDataSourceAndComparesTheAnswer() throws IOException {
    assertThat(Provisioning.rules())
        .hasSizeGreaterThanOrEqualTo(4)
        .extracting(Provisioning.Rule::uid)
        .doesNotHaveDuplicates()
        .allSatisfy(uid -> assertThat(uid).hasSizeLessThanOrEqualTo(40));
    for (Provisioning.Rule rule : Provisioning.rules()) {
      JsonNode data = rule.json().get("data");
      assertThat(data.get(0).get("datasourceUid").asText()).isEqualTo("takt-postgres");
      assertThat(data.get(1).get("datasourceUid").asText()).isEqualTo("__expr__");
      assertThat(data.get(1).get("model").get("expression").asText()).isEqualTo("A");
      assertThat(rule.json().get("condition").asText()).isEqualTo("B");
      assertThat(rule.json().get("annotations").get("summary").asText()).isNotBlank();
      // Grafana would put an environment variable there.
      assertThat(rule.sql()).doesNotContain("$");
    }
  }
}
