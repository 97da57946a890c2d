package io.takt.jobs.downtime;

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

class DowntimeJobTest {

  @Test
  void everyOperatorKeepsItsUidAndHasANameForPeople() throws IOException {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment();
    DowntimeJob.assemble(
        OeeSettings.embedded(
            "localhost:1",
            "mock://downtime-job",
            new DatabaseSettings("jdbc:postgresql://localhost:1/takt", "takt_writer", "secret"),
            PlantClock.WALL),
        env);
    StreamGraph graph = env.getStreamGraph();
    Set<String> uids = new TreeSet<>();
    for (StreamNode node : graph.getStreamNodes()) {
      assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotNull();
      assertThat(node.getOperatorName()).doesNotContain("Process").doesNotContain("Keyed");
      uids.add(node.getTransformationUID());
    }
    try (InputStream committed = DowntimeJobTest.class.getResourceAsStream("uids.txt")) {
      assertThat(uids)
          .containsExactlyElementsOf(new String(committed.readAllBytes(), UTF_8).lines().toList());
    }
    // Building the job graph is what fails when a uid is missing or a type is generic.
    assertThat(graph.getJobGraph().getNumberOfVertices()).isPositive();
  }

  @Test
  void itReadsStopsAndWhatExplainsThem() {
    assertThat(DowntimeJob.inputs())
        .extracting(Topic::name)
        .containsExactly(
            "takt.assets",
            "takt.alarm-map",
            "takt.stops",
            "takt.anomalies",
            "takt.machine-states",
            "takt.alarms",
            "takt.operator-events");
  }

  @Test
  void aKeyOfADeletedStopIsRead() {
    assertThat(StopId.of("press\\|1|2026-03-02T08:00:00Z"))
        .isEqualTo(new StopId("press|1", 1_772_438_400_000L));
  }
}
