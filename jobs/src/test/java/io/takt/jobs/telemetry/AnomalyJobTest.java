package io.takt.jobs.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.takt.jobs.oee.OeeSettings;
import io.takt.jobs.oee.PlantClock;
import io.takt.schemas.Topic;
import io.takt.sinks.database.DatabaseSettings;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class AnomalyJobTest {

  @Test
  void everyOperatorKeepsItsUid() throws IOException {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();
    AnomalyJob.assemble(settings(), env);
    StreamGraph graph = env.getStreamGraph();
    Set<String> uids = new TreeSet<>();
    for (StreamNode node : graph.getStreamNodes()) {
      assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotNull();
      uids.add(node.getTransformationUID());
    }
    try (InputStream committed = AnomalyJobTest.class.getResourceAsStream("uids.txt")) {
      assertThat(uids)
          .containsExactlyElementsOf(new String(committed.readAllBytes(), UTF_8).lines().toList());
    }
    // Building the job graph is what fails when a uid is missing or a type is generic.
    assertThat(graph.getJobGraph().getNumberOfVertices()).isPositive();
  }

  @Test
  void itReadsTelemetryWhatTheMachineDidAndTheTablesItNeeds() {
    assertThat(AnomalyJob.inputs())
        .extracting(Topic::name)
        .containsExactly(
            "takt.telemetry",
            "takt.machine-states",
            "takt.operator-events",
            "takt.signals",
            "takt.assets",
            "takt.work-orders",
            "takt.shift-calendars");
  }

  private static OeeSettings settings() {
    return OeeSettings.embedded(
        "localhost:1",
        "mock://anomaly-job",
        new DatabaseSettings("jdbc:postgresql://localhost:1/takt", "takt_writer", "secret"),
        PlantClock.WALL);
  }
}
