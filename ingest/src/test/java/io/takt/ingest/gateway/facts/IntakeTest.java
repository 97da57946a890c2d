package io.takt.ingest.gateway.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.takt.avro.MachineState;
import io.takt.ingest.PublishException;
import io.takt.ingest.gateway.http.Answer;
import io.takt.ingest.gateway.http.Json;
import io.takt.ingest.gateway.http.Problem;
import io.takt.schemas.TopicCatalogue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class IntakeTest {

  private static final FactKind STATES = FactKind.named("machine-states").orElseThrow();

  private final List<SpecificRecord> written = new ArrayList<>();
  private final RowReader reader =
      new RowReader(TopicCatalogue.MACHINE_STATES.schema(), Set.of("arrived_at"));
  private boolean kafkaIsAway;
  private final Intake intake =
      new Intake(
          (kind, facts) -> {
            if (kafkaIsAway) {
              throw new PublishException("no broker", null);
            }
            written.addAll(facts);
          },
          new FactMemory(10));

  private static String state(int second, String state) {
    return "{\"asset_id\":\"M1\",\"at\":"
        + (1_772_431_200_000L + second * 1_000L)
        + ",\"state\":\""
        + state
        + "\"}";
  }

  private static JsonNode json(String text) {
    return Json.read(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private JsonNode send(String body) {
    Answer answer = intake.take(STATES, json(body), reader::read);
    return Json.read(answer.body());
  }

  @Test
  void rowsAreAnsweredOneByOneAndTheGoodOnesAreWritten() {
    JsonNode answer = send("[" + state(1, "IDLE") + ",{\"at\":1}," + state(2, "IDLE") + "]");
    assertThat(answer.get("accepted").intValue()).isEqualTo(2);
    assertThat(answer.get("rejected").intValue()).isEqualTo(1);
    assertThat(answer.at("/results/1/status").textValue()).isEqualTo("rejected");
    assertThat(answer.at("/results/1/code").intValue()).isEqualTo(422);
    assertThat(answer.at("/results/1/pointer").textValue()).isEqualTo("/asset_id");
    assertThat(written).hasSize(2).allMatch(MachineState.class::isInstance);
  }

  @Test
  void aRepeatedRequestIsAllDuplicatesAndWritesNothing() {
    String body = "[" + state(1, "IDLE") + "," + state(2, "IDLE") + "]";
    send(body);
    JsonNode again = send(body);
    assertThat(again.get("duplicates").intValue()).isEqualTo(2);
    assertThat(written).hasSize(2);
  }

  @Test
  void theSameRowTwiceInOneRequestIsWrittenOnce() {
    JsonNode answer = send("[" + state(1, "IDLE") + "," + state(1, "IDLE") + "]");
    assertThat(answer.at("/results/1/status").textValue()).isEqualTo("duplicate");
    assertThat(written).hasSize(1);
  }

  @Test
  void theSameIdentityWithOtherContentIsAConflict() {
    send(state(1, "IDLE"));
    assertThatThrownBy(() -> send(state(1, "FAULTED")))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(409));
    assertThat(send("[" + state(1, "FAULTED") + "," + state(2, "IDLE") + "]").at("/results/0/code"))
        .hasToString("409");
    assertThat(written).hasSize(2);
  }

  @Test
  void nothingIsRememberedOfARequestThatKafkaDidNotAcknowledge() {
    kafkaIsAway = true;
    assertThatThrownBy(() -> send("[" + state(1, "IDLE") + "," + state(2, "IDLE") + "]"))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(503);
              assertThat(problem.retryAfter()).isPositive();
              assertThat(problem.mend()).contains("same request again");
            });
    kafkaIsAway = false;
    assertThat(send("[" + state(1, "IDLE") + "," + state(2, "IDLE") + "]").get("accepted"))
        .hasToString("2");
    assertThat(written).hasSize(2);
  }

  @Test
  void aRequestWithoutAnyGoodRowIsRefusedWithAllErrors() {
    assertThatThrownBy(() -> send("[1,{},null]"))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(422);
              assertThat(problem.errors())
                  .extracting(Problem.RowError::index)
                  .containsExactly(0, 1, 2);
            });
    assertThat(written).isEmpty();
  }

  @Test
  void emptyAndHugeRequestsAreRefused() {
    assertThatThrownBy(() -> send("[]"))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(422));
    String rows = (state(1, "IDLE") + ",").repeat(1_001);
    assertThatThrownBy(() -> send("[" + rows.substring(0, rows.length() - 1) + "]"))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(413));
  }
}
