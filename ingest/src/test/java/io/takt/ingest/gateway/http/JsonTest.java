package io.takt.ingest.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  private static int refusal(byte[] body) {
    try {
      Json.read(ByteBuffer.wrap(body));
      return 200;
    } catch (Problem problem) {
      assertThat(problem.getMessage()).isNotBlank();
      assertThat(problem.mend()).isNotBlank();
      return problem.status();
    }
  }

  private static int refusal(String body) {
    return refusal(body.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\":NaN}",
        "{\"a\":Infinity}",
        "{\"a\":01}",
        "{'a':1}",
        "{\"a\":1,}",
        "{}{}",
        "{\"a\":1,\"a\":2}",
        "// {}",
        "{\"a\":\"\u0001\"}",
        "\u0000",
        "{\"a\":\"\\x\"}",
        "nul"
      })
  void whatIsNotStrictJsonIsMalformed(String body) {
    assertThat(refusal(body)).isEqualTo(400);
  }

  @Test
  void brokenUtf8IsMalformed() {
    assertThat(refusal(new byte[] {'"', (byte) 0xC0, (byte) 0xAF, '"'})).isEqualTo(400);
    assertThat(refusal(new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}))
        .isEqualTo(400);
  }

  @Test
  void depthNumbersNamesAndTextsAreBounded() {
    assertThat(refusal("[".repeat(100_000))).isEqualTo(422);
    assertThat(refusal("[" + "9".repeat(10_000) + "]")).isEqualTo(422);
    assertThat(refusal("[\"" + "x".repeat(30_000) + "\"]")).isEqualTo(422);
    assertThat(refusal("{\"" + "x".repeat(30_000) + "\":1}")).isEqualTo(422);
    assertThat(refusal("[" + "1,".repeat(250_000) + "1]")).isEqualTo(422);
  }

  @Test
  void aHugeExponentCostsNothing() {
    assertThat(Json.read(ByteBuffer.wrap("[1e999999999]".getBytes(StandardCharsets.UTF_8))).size())
        .isEqualTo(1);
  }

  @Test
  void theBodyIsNeverRepeatedInTheRefusal() {
    assertThatThrownBy(
            () -> Json.read(ByteBuffer.wrap("{\"pin\":hunter2}".getBytes(StandardCharsets.UTF_8))))
        .hasMessageNotContaining("hunter2");
  }
}
