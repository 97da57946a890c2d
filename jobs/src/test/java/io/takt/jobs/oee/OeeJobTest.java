package io.takt.jobs.oee;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.takt.schemas.Topic;
import io.takt.sinks.database.DatabaseSettings;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class OeeJobTest {

  @Test
  void everyOperatorKeepsItsUid() throws IOException {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();
    OeeJob.assemble(settings(), env);
    StreamGraph graph = env.getStreamGraph();
    Set<String> uids = new TreeSet<>();
    for (StreamNode node : graph.getStreamNodes()) {
      assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotNull();
      uids.add(node.getTransformationUID());
    }
    try (InputStream committed = OeeJobTest.class.getResourceAsStream("uids.txt")) {
      assertThat(uids)
          .containsExactlyElementsOf(new String(committed.readAllBytes(), UTF_8).lines().toList());
    }
    // Building the job graph is what fails when a uid is missing or a type is generic.
    assertThat(graph.getJobGraph().getNumberOfVertices()).isPositive();
  }

  @Test
  void everyOperatorHasANameForPeople() {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();
    OeeJob.assemble(settings(), env);
    for (StreamNode node : env.getStreamGraph().getStreamNodes()) {
      assertThat(node.getOperatorName()).doesNotContain("Process").doesNotContain("Keyed");
    }
  }

  @Test
  void theClustersOwnConfigurationWinsWhereTheCodeDoesNotRelyOnIt() {
    Configuration cluster = new Configuration();
    cluster.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMinutes(1));
    cluster.set(PipelineOptions.GENERIC_TYPES, true);
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, cluster);
    OeeJob.assemble(settings(), env);
    assertThat(env.getConfiguration().get(CheckpointingOptions.CHECKPOINTING_INTERVAL))
        .isEqualTo(Duration.ofMinutes(1));
    assertThat(env.getConfiguration().get(PipelineOptions.GENERIC_TYPES)).isFalse();
    assertThat(env.getConfig().isObjectReuseEnabled()).isTrue();
  }

  @Test
  void itReadsTheTopicsOfFactsAndTables() {
    assertThat(OeeJob.inputs())
        .extracting(Topic::name)
        .containsExactly(
            "takt.machine-states",
            "takt.production-counts",
            "takt.alarms",
            "takt.operator-events",
            "takt.assets",
            "takt.product-rates",
            "takt.work-orders",
            "takt.shift-calendars",
            "takt.reasons");
  }

  private static OeeSettings settings() {
    return OeeSettings.embedded(
        "localhost:1",
        "mock://oee-job",
        new DatabaseSettings("jdbc:postgresql://localhost:1/takt", "takt_writer", "secret"),
        PlantClock.WALL);
  }
}
