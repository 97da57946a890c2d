package io.takt.embedded.deploy;

import static io.takt.embedded.deploy.DeployedFiles.DOCKER;
import static io.takt.embedded.deploy.DeployedFiles.PROJECT;
import static io.takt.embedded.deploy.DeployedFiles.pom;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.takt.jobs.alert.rule.RuleSet;
import io.takt.sinks.notify.RoutingFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** compose.yaml names nothing that is not there. */
class ComposeTest {

  /** Of images, not of Kafka's configuration. */
  private static final Set<String> KAFKA_IMAGE = Set.of("KAFKA_HEAP_OPTS");

  private static final String TO_THIS_MACHINE = "${TAKT_PUBLISH:-127.0.0.1}:";
  private static JsonNode compose;

  @BeforeAll
  static void read() throws IOException {
    compose = DeployedFiles.yaml("compose.yaml");
  }

  private static Iterable<Map.Entry<String, JsonNode>> services() {
    return compose.get("services").properties();
  }

  @Test
  void imagesArePinnedToTheVersionsOfTheProject() throws IOException {
    for (Map.Entry<String, JsonNode> service : services()) {
      String image = service.getValue().get("image").asText();
      assertThat(image).as(service.getKey()).matches("[a-z/-]+:v?[0-9]+\\.[0-9]+\\.[0-9]+.*");
    }
    JsonNode all = compose.get("services");
    assertThat(all.get("kafka").get("image").asText()).endsWith(":" + pom("kafka.version"));
    assertThat(all.get("registry").get("image").asText()).endsWith(":" + pom("apicurio.version"));
    List<String> onFlink = new ArrayList<>(List.of("install", "notifier", "gateway"));
    for (String job : DeployedFiles.JOBS.keySet()) {
      onFlink.add(job + "-jobmanager");
      onFlink.add(job + "-taskmanager");
    }
    for (String flink : onFlink) {
      assertThat(all.get(flink).get("image").asText())
          .isEqualTo("flink:" + pom("flink.version") + "-java17");
    }
  }

  @Test
  void everyMountedFileIsThere() throws IOException {
    for (Map.Entry<String, JsonNode> service : services()) {
      for (JsonNode mount : service.getValue().path("volumes")) {
        String source = mount.asText().replace("${TAKT_VERSION:-" + version() + "}", version());
        source = source.substring(0, source.indexOf(':'));
        if (source.contains("/target/")) {
          Matcher jar =
              Pattern.compile("\\.\\./(jobs|ingest)/target/takt-(.*)-" + version() + "-(.*)\\.jar")
                  .matcher(source);
          assertThat(jar.matches()).as(source).isTrue();
          assertThat(DeployedFiles.source(jar.group(1) + "/pom.xml"))
              .contains("<artifactId>takt-" + jar.group(2) + "</artifactId>")
              .contains("<shadedClassifierName>" + jar.group(3) + "</shadedClassifierName>");
        } else if (source.startsWith(".")) {
          assertThat(DOCKER.resolve(source)).as(service.getKey()).exists();
        } else {
          assertThat(compose.get("volumes").has(source)).as(source).isTrue();
        }
      }
    }
  }

  private static String version() throws IOException {
    return pom("version");
  }

  @Test
  void everyClassThatIsStartedIsThere() throws ReflectiveOperationException {
    List<String> started = new ArrayList<>();
    for (Map.Entry<String, JsonNode> service : services()) {
      for (JsonNode word : service.getValue().path("entrypoint")) {
        if (word.asText().startsWith("io.takt.")) {
          DeployedFiles.mustHaveMain(word.asText());
          started.add(word.asText());
        }
      }
    }
    assertThat(started)
        .containsAll(DeployedFiles.JOBS.values())
        .contains(
            "io.takt.jobs.install.Install",
            "io.takt.sinks.notify.NotifierMain",
            "io.takt.ingest.gateway.GatewayMain");
  }

  @Test
  void eachJobHasManagersOfItsOwnThatKnowEachOtherAndAFolderForItsCheckpoints() {
    JsonNode all = compose.get("services");
    for (Map.Entry<String, String> job : DeployedFiles.JOBS.entrySet()) {
      JsonNode manager = all.get(job.getKey() + "-jobmanager");
      assertThat(manager.get("entrypoint"))
          .extracting(JsonNode::asText)
          .containsExactly("/flink-job.sh", job.getKey(), job.getValue());
      String address = "jobmanager.rpc.address: " + job.getKey() + "-jobmanager\n";
      JsonNode worker = all.get(job.getKey() + "-taskmanager");
      for (JsonNode side : List.of(manager, worker)) {
        assertThat(side.at("/environment/FLINK_PROPERTIES").asText()).contains(address);
        assertThat(side.get("volumes").toString())
            .contains("takt-jobs.jar")
            .contains("checkpoints");
      }
      assertThat(manager.at("/environment/FLINK_PROPERTIES").asText())
          .contains("execution.checkpointing.dir: file:///checkpoints/" + job.getKey() + "\n");
      assertThat(worker.get("healthcheck").toString())
          .contains("/" + job.getKey() + "-jobmanager/");
      assertThat(slots(worker, "taskmanager.numberOfTaskSlots"))
          .isGreaterThanOrEqualTo(slots(manager, "parallelism.default"));
    }
  }

  private static int slots(JsonNode service, String key) {
    return service
        .at("/environment/FLINK_PROPERTIES")
        .asText()
        .lines()
        .filter(line -> line.startsWith(key + ": "))
        .mapToInt(line -> Integer.parseInt(line.substring(key.length() + 2)))
        .sum();
  }

  @Test
  void theRulesAndTheRoutingAreReadAsTheyAre() throws IOException {
    JsonNode all = compose.get("services");
    RoutingFile routing =
        RoutingFile.parse(Files.readString(mounted(all.get("notifier"), "TAKT_ROUTING")));
    assertThat(routing.receivers()).isNotEmpty();
    assertThat(routing.site().gateway()).isEqualTo("http://localhost:8080");
    JsonNode asWritten = DeployedFiles.yaml("alert-routing.yaml");
    for (JsonNode receiver : asWritten.get("receivers")) {
      if (receiver.has("email")) {
        assertThat(all.has(receiver.at("/email/host").asText())).isTrue();
      }
    }
    Path rules = mounted(all.get("alerts-jobmanager"), "TAKT_RULES");
    assertThat(RuleSet.of(Files.readString(rules)).all()).isNotEmpty();
  }

  /** The file behind a variable that names one within the container. */
  private static Path mounted(JsonNode service, String variable) {
    String inside = service.get("environment").get(variable).asText();
    for (JsonNode mount : service.get("volumes")) {
      String[] parts = mount.asText().split(":", -1);
      if (parts.length > 1 && parts[1].equals(inside)) {
        return DOCKER.resolve(parts[0]);
      }
    }
    throw new AssertionError(variable + " names " + inside + ", where nothing is mounted");
  }

  @Test
  void theGatewayListensWhereItIsPublishedAndLooked() {
    JsonNode gateway = compose.get("services").get("gateway");
    String port = gateway.at("/environment/TAKT_GATEWAY_PORT").asText();
    assertThat(gateway.get("ports").get(0).asText()).endsWith(":" + port);
    assertThat(gateway.get("healthcheck").toString()).contains("/localhost/" + port);
    String access = gateway.at("/environment/TAKT_GATEWAY_ACCESS").asText();
    assertThat(gateway.get("volumes").toString()).contains("./access:" + access + ":ro");
  }

  @Test
  void everyVariableIsReadBySomebody() throws IOException {
    String install = DeployedFiles.source("jobs/src/main/java/io/takt/jobs/install/Install.java");
    Set<String> ofJobs = DeployedFiles.jobVariables();
    Set<String> ofGrafana = asked("dashboards/provisioning");
    for (Map.Entry<String, JsonNode> service : services()) {
      for (Map.Entry<String, JsonNode> variable :
          service.getValue().path("environment").properties()) {
        String name = variable.getKey();
        if (!name.startsWith("TAKT_")) {
          continue;
        }
        if (service.getKey().equals("install")) {
          assertThat(install).contains("\"" + name + "\"");
        } else if (service.getKey().equals("grafana")) {
          assertThat(ofGrafana).contains(name);
        } else if (service.getKey().equals("gateway")) {
          assertThat(DeployedFiles.gatewayVariables()).contains(name);
        } else if (service.getKey().equals("notifier")) {
          assertThat(DeployedFiles.notifierVariables()).contains(name);
        } else {
          assertThat(ofJobs).as(service.getKey()).contains(name);
        }
      }
    }
    assertThat(compose.get("services").get("grafana").toString()).contains(ofGrafana);
    Matcher needed = Pattern.compile("required\\(\"(TAKT_[A-Z_]+)\"").matcher(install);
    while (needed.find()) {
      assertThat(compose.get("services").get("install").get("environment").has(needed.group(1)))
          .as(needed.group(1))
          .isTrue();
    }
  }

  /** Variables that the files of a folder take from the environment. */
  private static Set<String> asked(String folder) throws IOException {
    Set<String> names = new TreeSet<>();
    try (var files = Files.walk(PROJECT.resolve(folder))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Matcher found =
            Pattern.compile("\\$(?:__env\\{)?(TAKT_[A-Z_]+)").matcher(Files.readString(file));
        while (found.find()) {
          names.add(found.group(1));
        }
      }
    }
    return names;
  }

  @Test
  void kafkaIsToldOnlyWhatItKnows() {
    Set<String> known = AbstractKafkaConfig.CONFIG_DEF.names();
    for (Map.Entry<String, JsonNode> variable :
        compose.get("services").get("kafka").get("environment").properties()) {
      String name = variable.getKey();
      if (name.startsWith("KAFKA_") && !KAFKA_IMAGE.contains(name)) {
        assertThat(known).contains(name.substring(6).toLowerCase(Locale.ROOT).replace('_', '.'));
      }
    }
  }

  @Test
  void flinkIsToldOnlyWhatItKnows() throws IllegalAccessException {
    Set<String> known = DeployedFiles.flinkKeys();
    int lines = 0;
    for (Map.Entry<String, JsonNode> service : services()) {
      JsonNode properties = service.getValue().path("environment").path("FLINK_PROPERTIES");
      for (String line : properties.asText().lines().toList()) {
        assertThat(known).contains(line.substring(0, line.indexOf(':')));
        lines++;
      }
    }
    assertThat(lines).isGreaterThan(8);
  }

  @Test
  void everyServiceIsBoundedWatchedAndKeptUp() {
    for (Map.Entry<String, JsonNode> service : services()) {
      JsonNode limits = service.getValue().path("deploy").path("resources").path("limits");
      assertThat(limits.has("memory") && limits.has("cpus")).as(service.getKey()).isTrue();
      assertThat(service.getValue().has("restart")).as(service.getKey()).isTrue();
      if (!service.getKey().equals("install")) {
        assertThat(service.getValue().has("healthcheck")).as(service.getKey()).isTrue();
      }
      for (Map.Entry<String, JsonNode> other : service.getValue().path("depends_on").properties()) {
        assertThat(compose.get("services").has(other.getKey())).as(other.getKey()).isTrue();
      }
    }
  }

  @Test
  void onlyPagesArePublishedAndToThisMachine() {
    Set<String> published = new TreeSet<>();
    for (Map.Entry<String, JsonNode> service : services()) {
      for (JsonNode port : service.getValue().path("ports")) {
        assertThat(port.asText()).startsWith(TO_THIS_MACHINE);
        published.add(port.asText().substring(TO_THIS_MACHINE.length()));
      }
    }
    assertThat(published)
        .containsExactlyInAnyOrder(
            "3000:3000",
            "8025:8025",
            "8080:8080",
            "8081:8081",
            "8082:8081",
            "8083:8081",
            "8084:8081");
  }

  @Test
  void addressesAreThoseOfServices() {
    Pattern address = Pattern.compile("(?:^|//|@)([a-z][a-z-]*):\\d{2,5}");
    for (Map.Entry<String, JsonNode> service : services()) {
      for (Map.Entry<String, JsonNode> variable :
          service.getValue().path("environment").properties()) {
        Matcher host = address.matcher(variable.getValue().asText());
        while (host.find()) {
          assertThat(compose.get("services").has(host.group(1)))
              .as(service.getKey() + " " + variable.getKey())
              .isTrue();
        }
      }
    }
  }

  @Test
  void noPasswordStandsInTheFileAndEachIsMadeAtFirstUse() throws Exception {
    Path copy = Files.createTempDirectory("secrets");
    Files.copy(DOCKER.resolve("secrets.sh"), copy.resolve("secrets.sh"));
    run(copy, "bash", "secrets.sh");
    Set<String> made = new TreeSet<>();
    Path secrets = copy.resolve("secrets");
    try (var files = Files.list(secrets)) {
      for (Path file : files.toList()) {
        made.add(file.getFileName().toString());
        assertThat(Files.readString(file)).matches("[A-Za-z0-9_-]{32}");
      }
    }
    assertThat(Files.getPosixFilePermissions(secrets)).hasSize(3);
    String before = Files.readString(secrets.resolve("database_reader"));
    run(copy, "bash", "secrets.sh");
    assertThat(Files.readString(secrets.resolve("database_reader"))).isEqualTo(before);

    compose
        .get("secrets")
        .properties()
        .forEach(
            secret -> {
              assertThat(made).contains(secret.getKey());
              assertThat(secret.getValue().get("file").asText())
                  .isEqualTo("./secrets/" + secret.getKey());
            });
    for (Map.Entry<String, JsonNode> service : services()) {
      for (JsonNode secret : service.getValue().path("secrets")) {
        assertThat(compose.get("secrets").has(secret.asText())).as(secret.asText()).isTrue();
      }
      for (Map.Entry<String, JsonNode> variable :
          service.getValue().path("environment").properties()) {
        if (variable.getKey().contains("PASSWORD") || variable.getKey().contains("SECRET_")) {
          assertThat(variable.getValue().asText()).startsWith("/run/secrets/");
        }
      }
    }
    assertThat(Files.readString(DOCKER.resolve(".gitignore"))).contains("secrets/");
  }

  @Test
  void theScriptsAreSound() throws Exception {
    run(DOCKER, "bash", "-n", "secrets.sh");
    run(DOCKER, "bash", "-n", "flink-job.sh");
  }

  @Test
  void dockerItselfTakesIt() throws Exception {
    if (!hasCompose()) {
      String why = "SKIPPED: there is no docker with compose to read compose.yaml with";
      System.out.println(why);
      org.junit.jupiter.api.Assumptions.abort(why);
    }
    run(DOCKER, "docker", "compose", "config", "--quiet");
  }

  private static boolean hasCompose() throws InterruptedException {
    try {
      return new ProcessBuilder("docker", "compose", "version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException none) {
      return false;
    }
  }

  private static void run(Path folder, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
