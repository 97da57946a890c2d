package io.takt.ingest.gateway.facts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.takt.ingest.PublishException;
import io.takt.ingest.gateway.facts.FactMemory.Trace;
import io.takt.ingest.gateway.facts.FactMemory.Verdict;
import io.takt.ingest.gateway.http.Answer;
import io.takt.ingest.gateway.http.Json;
import io.takt.ingest.gateway.http.Problem;
import io.takt.ingest.gateway.http.Problem.RowError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a request's rows: checks each, writes the new ones in one go, and answers row by row once
 * all are acknowledged.
 *
 * <p>If they are not, the answer is 503 for the whole request and nothing of it is remembered. Some
 * rows may be in Kafka then. The sender repeats the same request; a fact's identity makes it count
 * once however often it is there. A Kafka transaction would add nothing to that, as those who read
 * the facts fold repeated ones anyway, and would make requests wait for each other.
 */
public final class Intake {

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
  private static final int MOST_ROWS = 1_000;
  private static final int MOST_ERRORS = 100;
  private static final int RETRY_SECONDS = 5;

  /** Makes the fact of a row. */
  @FunctionalInterface
  public interface Making {
    /**
     * The fact, complete but for what the intake adds.
     *
     * @throws RowException when it is refused
     */
    SpecificRecord make(JsonNode row) throws RowException;
  }

  private record Row(SpecificRecord fact, Trace trace, Verdict verdict, RowError error) {}

  private final FactLog log;
  private final FactMemory memory;

  /** An intake that writes to the log. */
  public Intake(FactLog log, FactMemory memory) {
    this.log = log;
    this.memory = memory;
  }

  /** Number of rows of a body; 1 for an object. */
  public static int rows(JsonNode body) {
    return body.isArray() ? body.size() : 1;
  }

  /**
   * Takes them.
   *
   * @throws Problem when the whole request is refused
   */
  public Answer take(FactKind kind, JsonNode body, Making making) {
    if (!body.isArray()) {
      Row row = judge(kind, null, body, making, new HashMap<>());
      if (row.error() != null) {
        throw Problem.ofRow(row.error());
      }
      return finish(kind, List.of(row));
    }
    if (body.isEmpty() || body.size() > MOST_ROWS) {
      Problem problem =
          body.isEmpty()
              ? Problem.invalid("The array is empty.", "Send at least one row.", List.of())
              : Problem.tooLarge(
                  "The array has " + body.size() + " rows.", "Send at most " + MOST_ROWS + ".");
      throw problem;
    }
    List<Row> rows = new ArrayList<>(body.size());
    Map<String, String> ofThisBody = new HashMap<>();
    for (JsonNode each : body) {
      rows.add(judge(kind, rows.size(), each, making, ofThisBody));
    }
    List<RowError> errors =
        rows.stream().map(Row::error).filter(error -> error != null).limit(MOST_ERRORS).toList();
    if (rows.stream().allMatch(row -> row.error() != null)) {
      throw Problem.invalid(
          "None of the rows can be taken.", "Mend each row as its error says.", errors);
    }
    return finish(kind, rows);
  }

  private Row judge(
      FactKind kind, Integer index, JsonNode given, Making making, Map<String, String> before) {
    try {
      SpecificRecord fact = making.make(given);
      Trace trace = FactMemory.trace(kind, fact);
      Verdict verdict = memory.judge(trace);
      String earlier = before.putIfAbsent(trace.identity(), trace.content());
      if (verdict == Verdict.NEW && earlier != null) {
        verdict = earlier.equals(trace.content()) ? Verdict.DUPLICATE : Verdict.CONFLICT;
      }
      if (verdict == Verdict.CONFLICT) {
        throw new RowException(
            409,
            "",
            "A fact with the same "
                + String.join(", ", kind.identity())
                + " and other content was taken before.");
      }
      return new Row(fact, trace, verdict, null);
    } catch (RowException e) {
      return new Row(null, null, null, e.at(index));
    }
  }

  private Answer finish(FactKind kind, List<Row> rows) {
    List<SpecificRecord> fresh = new ArrayList<>();
    for (Row row : rows) {
      if (row.verdict() == Verdict.NEW) {
        fresh.add(row.fact());
      }
    }
    try {
      log.append(kind, fresh);
    } catch (PublishException e) {
      LOG.warn("{} facts could not be written: {}", fresh.size(), e.getMessage());
      throw Problem.unavailable(
          "Kafka did not acknowledge all rows; some of them may be there.",
          "Send the same request again: what is there already counts once.",
          RETRY_SECONDS);
    }
    for (Row row : rows) {
      if (row.verdict() == Verdict.NEW) {
        memory.remember(row.trace());
      }
    }
    return answer(rows);
  }

  private static Answer answer(List<Row> rows) {
    ObjectNode body = Json.object();
    int accepted = 0;
    int duplicates = 0;
    ArrayNode results = Json.array();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      ObjectNode result = results.addObject().put("index", i);
      if (row.error() != null) {
        result.put("status", "rejected").put("code", row.error().code());
        result.put("pointer", row.error().pointer()).put("detail", row.error().detail());
      } else if (row.verdict() == Verdict.DUPLICATE) {
        duplicates++;
        result.put("status", "duplicate");
      } else {
        accepted++;
        result.put("status", "accepted");
      }
    }
    body.put("accepted", accepted);
    body.put("duplicates", duplicates);
    body.put("rejected", rows.size() - accepted - duplicates);
    body.set("results", results);
    return Answer.json(body);
  }
}
