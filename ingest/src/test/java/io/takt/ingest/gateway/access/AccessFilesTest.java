package io.takt.ingest.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.takt.ingest.gateway.http.Exchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessFilesTest {

  private static final Set<String> KINDS = Set.of("alarms", "telemetry");

  @TempDir private Path directory;

  private Path file(String content) throws IOException {
    return Files.writeString(directory.resolve("file.yaml"), content);
  }

  private static Exchange bearing(String token) {
    return new Exchange(
        "POST",
        List.of(),
        Map.of(),
        Map.of(),
        Map.of("authorization", "Bearer " + token),
        Map.of(),
        "127.0.0.1",
        ByteBuffer.allocate(0));
  }

  @Test
  void aTokenFileTellsWhoMaySendWhat() throws IOException {
    Tokens tokens =
        AccessFiles.tokens(
            file(
                """
                sources:
                  - name: line-1
                    token_sha256: %s
                    assets: [Acme/Linz/Hall 1/L1]
                    kinds: [alarms]
                """
                    .formatted(Digests.sha256("secret"))),
            KINDS);
    Source source = tokens.source(bearing("secret"));
    assertThat(source.name()).isEqualTo("line-1");
    assertThat(source.kinds()).containsExactly("alarms");
    assertThatThrownBy(() -> tokens.source(bearing("other"))).hasMessage("The token is not known.");
  }

  @Test
  void anOperatorFileTellsWhoMayLogIn() throws IOException {
    SecretHash pin = SecretHash.of("4711".toCharArray());
    Operators operators =
        AccessFiles.operators(
            file(
                """
                operators:
                  - operator: op-17
                    name: Ada
                    role: SUPERVISOR
                    assets: ["*"]
                    pin: %s
                """
                    .formatted(pin.written())));
    assertThat(operators.byPin("op-17", "4711".toCharArray()))
        .hasValueSatisfying(ada -> assertThat(ada.role()).isEqualTo(Role.SUPERVISOR));
    assertThat(operators.byPin("op-17", "4712".toCharArray())).isEmpty();
  }

  @Test
  void anErrorNamesPlaceAndKeyAndNeverTheValue() throws IOException {
    Path file =
        file("operators:\n  - {operator: op, role: OPERATOR, assets: ['*'], pin: '4711'}\n");
    assertThatThrownBy(() -> AccessFiles.operators(file))
        .isInstanceOf(AccessFileException.class)
        .hasMessageContaining("operators[0]: pin cannot be used")
        .hasMessageNotContaining("4711");
  }

  @Test
  void whatIsNotKnownOrMissingIsRefused() throws IOException {
    for (String wrong :
        List.of(
            "sources: 1",
            "source: []",
            "sources: [{name: a}]",
            "sources: [{name: a, token: b}]",
            "{sources: [], sources: []}",
            "sources: [{name: a, token_sha256: short, assets: ['*'], kinds: [alarms]}]",
            "sources: [{name: a, token_sha256: "
                + "0".repeat(64)
                + ", assets: [], kinds: [alarms]}]",
            "sources: [{name: a, token_sha256: "
                + "0".repeat(64)
                + ", assets: ['*'], kinds: [ledger]}]")) {
      Path file = file(wrong);
      assertThatThrownBy(() -> AccessFiles.tokens(file, KINDS))
          .as(wrong)
          .isInstanceOf(AccessFileException.class);
    }
  }

  @Test
  void badgesOfDifferentSaltsAreRefused() throws IOException {
    String one = SecretHash.of("a".toCharArray()).written();
    String two = SecretHash.of("b".toCharArray()).written();
    Path file =
        file(
            "operators:\n"
                + "  - {operator: a, role: OPERATOR, assets: ['*'], badge: "
                + one
                + "}\n"
                + "  - {operator: b, role: OPERATOR, assets: ['*'], badge: "
                + two
                + "}\n");
    assertThatThrownBy(() -> AccessFiles.operators(file)).hasMessageContaining("share one salt");
  }
}
