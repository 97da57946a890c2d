package io.takt.embedded.deploy;

import static io.takt.embedded.deploy.DeployedFiles.pom;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The deployment for Flink's operator names nothing that is not there. */
class KubernetesTest {

  @ParameterizedTest
  @ValueSource(strings = {"oee", "downtime", "anomaly", "alerts"})
  void eachJobIsDeployedAsItIs(String job) throws IOException, ReflectiveOperationException {
    JsonNode deployment = DeployedFiles.yaml("kubernetes/" + job + ".yaml");
    JsonNode spec = deployment.get("spec");
    assertThat(deployment.at("/metadata/name").asText()).isEqualTo("takt-" + job);
    assertThat(spec.get("job").get("entryClass").asText()).isEqualTo(DeployedFiles.JOBS.get(job));
    for (Map.Entry<String, JsonNode> option : spec.get("flinkConfiguration").properties()) {
      // Two jobs in one folder would go on from each other's checkpoints.
      if (option.getValue().asText().startsWith("s3://")) {
        assertThat(option.getValue().asText()).endsWith("/" + job);
      }
    }
    assertThat(DeployedFiles.JOBS).hasSize(files());
    assertThat(deployment.get("kind").asText()).isEqualTo("FlinkDeployment");
    DeployedFiles.mustHaveMain(spec.get("job").get("entryClass").asText());
    String flink = pom("flink.version");
    assertThat(spec.get("flinkVersion").asText())
        .isEqualTo("v" + flink.substring(0, flink.lastIndexOf('.')).replace('.', '_'));
    assertThat(spec.get("image").asText()).endsWith(":" + pom("version"));

    String dockerfile = DeployedFiles.source("docker/Dockerfile");
    assertThat(dockerfile)
        .contains("FROM flink:" + flink + "-java17")
        .contains("VERSION=" + pom("version"))
        .contains(spec.get("job").get("jarURI").asText().replace("local://", ""));

    Set<String> known = DeployedFiles.flinkKeys();
    for (Map.Entry<String, JsonNode> option : spec.get("flinkConfiguration").properties()) {
      assertThat(known).contains(option.getKey());
    }
    JsonNode container = spec.get("podTemplate").get("spec").get("containers").get(0);
    Set<String> variables = DeployedFiles.jobVariables();
    for (JsonNode variable : container.get("env")) {
      String name = variable.get("name").asText();
      if (name.startsWith("TAKT_")) {
        assertThat(variables).contains(name);
      } else {
        assertThat(variable.get("value").asText()).contains(flink);
      }
    }
    String mounted = container.get("volumeMounts").get(0).get("mountPath").asText();
    assertThat(container.get("env").toString()).contains(mounted + "/writer");
  }

  private static int files() throws IOException {
    try (Stream<Path> files = Files.list(DeployedFiles.DOCKER.resolve("kubernetes"))) {
      return (int) files.count();
    }
  }
}
