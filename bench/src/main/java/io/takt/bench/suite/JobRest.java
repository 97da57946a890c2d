package io.takt.bench.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What Flink's REST interface tells of the one job that runs there. */
final class JobRest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int OK = 200;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final String root;

  JobRest(int port) {
    root = "http://127.0.0.1:" + port;
  }

  /**
   * A completed checkpoint.
   *
   * @param id 0: there is none
   * @param begun epoch milliseconds: when the job's offsets were noted in it
   * @param bytes of all state in it
   */
  record Checkpoint(long id, long begun, long bytes) {}

  /** The job's id once all its tasks run; empty before. */
  String runningJob() throws InterruptedException {
    try {
      for (JsonNode job : get("/jobs").path("jobs")) {
        String id = job.path("id").asText();
        if (allRun(get("/jobs/" + id))) {
          return id;
        }
      }
      return "";
    } catch (IOException notYet) {
      return "";
    }
  }

  private static boolean allRun(JsonNode job) {
    boolean all = job.path("state").asText().equals("RUNNING");
    for (JsonNode vertex : job.path("vertices")) {
      all &= vertex.path("status").asText().equals("RUNNING");
    }
    return all;
  }

  /** The latest that is complete, of this start of the job. */
  Checkpoint lastCheckpoint(String job) throws IOException, InterruptedException {
    JsonNode last = get("/jobs/" + job + "/checkpoints").at("/latest/completed");
    return new Checkpoint(
        last.path("id").asLong(),
        last.path("trigger_timestamp").asLong(),
        last.path("state_size").asLong());
  }

  /** Number of the checkpoint that the job goes on from; 0: none. */
  long restoredFrom(String job) throws IOException, InterruptedException {
    return get("/jobs/" + job + "/checkpoints").at("/latest/restored/id").asLong();
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(root + path)).timeout(LIMIT).GET().build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != OK) {
      throw new IOException(
          "Flink refuses %s with %d: %s".formatted(path, answer.statusCode(), answer.body()));
    }
    return JSON.readTree(answer.body());
  }
}
