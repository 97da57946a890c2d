package io.takt.ingest.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.takt.ingest.gateway.board.PlantDatabase;
import io.takt.ingest.gateway.http.Answer;
import io.takt.ingest.gateway.http.Exchange;
import io.takt.ingest.gateway.http.Json;
import io.takt.ingest.gateway.http.Router;
import io.takt.ingest.gateway.http.Routes;
import io.takt.ingest.gateway.plant.TopicReader;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** Whether the parts it needs answer: {@code GET /healthz}. Asked at most once a second. */
final class Health implements Routes, AutoCloseable {

  private static final int PATIENCE_MS = 1_500;
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  private final Admin admin;
  private final TopicReader topics;
  private final PlantDatabase database;
  private long askedAt;
  private Answer last;

  private Health(Admin admin, TopicReader topics, PlantDatabase database) {
    this.admin = admin;
    this.topics = topics;
    this.database = database;
  }

  static Health of(KafkaAddress kafka, TopicReader topics, PlantDatabase database) {
    return new Health(Admin.create(kafka.client()), topics, database);
  }

  @Override
  public void addTo(Router router) {
    router.add("GET", "/healthz", this::health);
  }

  private synchronized Answer health(Exchange exchange) throws InterruptedException {
    long now = System.nanoTime();
    if (last == null || now - askedAt > FRESH_NANOS) {
      last = ask();
      askedAt = System.nanoTime();
    }
    return last;
  }

  private Answer ask() throws InterruptedException {
    boolean kafka = kafkaAnswers();
    boolean tables = topics.caughtUp();
    boolean views = database.answers();
    boolean all = kafka && tables && views;
    ObjectNode body = Json.object();
    body.put("status", word(all));
    ObjectNode parts = body.putObject("parts");
    parts.put("kafka", word(kafka));
    parts.put("plant", word(tables));
    parts.put("database", word(views));
    return Answer.json(all ? 200 : 503, body);
  }

  private static String word(boolean up) {
    return up ? "up" : "down";
  }

  private boolean kafkaAnswers() throws InterruptedException {
    try {
      admin
          .describeCluster(new DescribeClusterOptions().timeoutMs(PATIENCE_MS))
          .nodes()
          .get(PATIENCE_MS, TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException noAnswer) {
      // This is the very thing that is asked.
      return false;
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
