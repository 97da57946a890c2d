package io.takt.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Flink's REST interface, as far as an operator of jobs uses it. */
final class FlinkRest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int FIRST_REFUSAL = 300;
  private static final String BOUNDARY = "takt-chaos-jar";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final String root;

  FlinkRest(int port) {
    root = "http://127.0.0.1:" + port;
  }

  /** Whether the job manager answers. */
  boolean answers() {
    try {
      return get("/overview").has("slots-total");
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Hands a jar over; its id. */
  String upload(Path jar) throws IOException, InterruptedException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.writeBytes(
        ("--"
                + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
                + jar.getFileName()
                + "\"\r\nContent-Type: application/java-archive\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    byte[] tail = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII);
    JsonNode answer =
        send(
            request("/jars/upload")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(
                    BodyPublishers.ofByteArrays(
                        List.of(head.toByteArray(), Files.readAllBytes(jar), tail))));
    String name = answer.path("filename").asText();
    return name.substring(name.lastIndexOf('/') + 1);
  }

  /**
   * Starts a job of a jar; its id.
   *
   * @param from checkpoint or savepoint; null: without state
   */
  String run(String jar, JobLaunch launch, List<String> arguments, Path from, Path checkpoints)
      throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    body.put("entryClass", launch.mainClass());
    body.put("parallelism", launch.parallelism());
    arguments.forEach(body.putArray("programArgsList")::add);
    body.putPOJO(
        "flinkConfiguration",
        Map.of("execution.checkpointing.dir", checkpoints.toUri().toString()));
    if (from != null) {
      body.put("savepointPath", from.toUri().toString());
    }
    return post("/jars/" + jar + "/run", body).path("jobid").asText();
  }

  /** Whether all its tasks run. */
  boolean runs(String job) throws IOException, InterruptedException {
    JsonNode answer = get("/jobs/" + job);
    if (!answer.path("state").asText().equals("RUNNING")) {
      return false;
    }
    for (JsonNode vertex : answer.path("vertices")) {
      if (!vertex.path("status").asText().equals("RUNNING")) {
        return false;
      }
    }
    return true;
  }

  /** CREATED, RUNNING, RESTARTING, FAILED and so on. */
  String state(String job) throws IOException, InterruptedException {
    return get("/jobs/" + job).path("state").asText();
  }

  /** When the last complete checkpoint was begun, epoch milliseconds; 0: there is none. */
  long lastCheckpoint(String job) throws IOException, InterruptedException {
    return get("/jobs/" + job + "/checkpoints").at("/latest/completed/trigger_timestamp").asLong(0);
  }

  void cancel(String job) throws IOException, InterruptedException {
    send(request("/jobs/" + job + "?mode=cancel").method("PATCH", BodyPublishers.noBody()));
    awaitState(job, "CANCELED");
  }

  /** Ends a job in good order; its savepoint. */
  Path stopWithSavepoint(String job, Path folder) throws IOException, InterruptedException {
    ObjectNode body = JSON.createObjectNode();
    body.put("targetDirectory", folder.toUri().toString());
    body.put("drain", false);
    String request = post("/jobs/" + job + "/stop", body).path("request-id").asText();
    while (true) {
      JsonNode answer = get("/jobs/" + job + "/savepoints/" + request);
      if (answer.at("/status/id").asText().equals("COMPLETED")) {
        if (answer.at("/operation/location").isMissingNode()) {
          throw new IOException("no savepoint: " + answer.at("/operation/failure-cause"));
        }
        awaitState(job, "FINISHED");
        return Path.of(URI.create(answer.at("/operation/location").asText()));
      }
      Thread.sleep(200);
    }
  }

  private void awaitState(String job, String wanted) throws IOException, InterruptedException {
    long until = System.nanoTime() + LIMIT.toNanos();
    String state = state(job);
    while (!state.equals(wanted)) {
      if (System.nanoTime() > until) {
        throw new IOException("job " + job + " is " + state + " and not " + wanted);
      }
      Thread.sleep(100);
      state = state(job);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(root + path)).timeout(LIMIT);
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  private JsonNode post(String path, ObjectNode body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString())));
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() >= FIRST_REFUSAL) {
      throw new IOException(
          "Flink refuses "
              + answer.uri().getPath()
              + " with "
              + answer.statusCode()
              + ": "
              + answer.body());
    }
    return answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
  }
}
