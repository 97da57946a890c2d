package io.takt.jobs.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.takt.jobs.alert.rule.RuleSet;
import io.takt.jobs.oee.PlantClock;
import io.takt.sinks.database.DatabaseSettings;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class AlertsJobTest {

  @Test
  void everyOperatorKeepsItsUidAndHasANameForPeople() throws IOException {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();
    AlertsJob.assemble(settings(AlertsSettings.standardRules()), env);
    StreamGraph graph = env.getStreamGraph();
    Set<String> uids = new TreeSet<>();
    for (StreamNode node : graph.getStreamNodes()) {
      assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotNull();
      assertThat(node.getOperatorName()).doesNotContain("Process").doesNotContain("Keyed");
      uids.add(node.getTransformationUID());
    }
    try (InputStream committed = AlertsJobTest.class.getResourceAsStream("uids.txt")) {
      assertThat(uids)
          .containsExactlyElementsOf(new String(committed.readAllBytes(), UTF_8).lines().toList());
    }
    // Building the job graph is what fails when a uid is missing or a type is generic.
    assertThat(graph.getJobGraph().getNumberOfVertices()).isPositive();
  }

  @Test
  void itReadsWhatRulesLookAtAndWhatEveryAlertNeeds() {
    assertThat(AlertIntake.topics(RuleSet.of("rules: []")))
        .containsExactly(
            "takt.assets", "takt.oee-live", "takt.operator-events", "takt.work-orders");
    assertThat(AlertIntake.topics(AlertsSettings.standardRules()))
        .containsExactly(
            "takt.anomalies",
            "takt.assets",
            "takt.data-quality",
            "takt.ledger",
            "takt.oee-live",
            "takt.operator-events",
            "takt.stops",
            "takt.work-orders");
  }

  @Test
  void settingsAreReadOnceAndRulesFromTheFileThatIsNamed() {
    Map<String, String> environment =
        Map.of(
            "TAKT_KAFKA_BOOTSTRAP_SERVERS", "k:1",
            "TAKT_REGISTRY_URL", "http://r:1",
            "TAKT_DATABASE_URL", "jdbc:postgresql://d:1/takt",
            "TAKT_DATABASE_PASSWORD", "secret");
    assertThat(AlertsSettings.read(new String[0], environment).rules().all()).isNotEmpty();
    assertThat(AlertsSettings.read(new String[0], environment).toString()).doesNotContain("secret");
    assertThatThrownBy(
            () -> AlertsSettings.read(new String[] {"--rules", "no-such-file"}, environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no-such-file cannot be read");
    assertThatThrownBy(() -> AlertsSettings.read(new String[] {"--rules"}, environment))
        .hasMessage("--rules needs a file.");
  }

  private static AlertsSettings settings(RuleSet rules) {
    return AlertsSettings.embedded(
        "localhost:1",
        "mock://alerts-job",
        new DatabaseSettings("jdbc:postgresql://localhost:1/takt", "takt_writer", "secret"),
        PlantClock.WALL,
        rules);
  }
}
