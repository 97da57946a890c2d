package io.takt.ingest.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.takt.ingest.gateway.http.Exchange;
import io.takt.ingest.gateway.http.Problem;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SessionsTest {

  private static final String HERE = "127.0.0.1";
  private static Operators operators;

  private Instant now = Instant.parse("2026-03-02T06:00:00Z");
  private final Sessions sessions = new Sessions(operators, () -> now);

  @BeforeAll
  static void makeHashes() {
    SecretHash badge = SecretHash.of("badge-of-ada".toCharArray());
    operators =
        new Operators(
            List.of(
                new Operator(
                    "op-1",
                    "Ada",
                    Role.OPERATOR,
                    AssetScope.ALL,
                    SecretHash.of("1234".toCharArray()),
                    badge),
                new Operator(
                    "op-2",
                    "Ben",
                    Role.SUPERVISOR,
                    AssetScope.ALL,
                    null,
                    badge.alike("badge-of-ben".toCharArray()))));
  }

  private static Exchange with(String secret, Map<String, String> headers) {
    return new Exchange(
        "POST",
        List.of(),
        Map.of(),
        Map.of(),
        headers,
        secret == null ? Map.of() : Map.of(Sessions.COOKIE, secret),
        HERE,
        ByteBuffer.allocate(0));
  }

  private static void refused(int status, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.status()).isEqualTo(status));
  }

  @Test
  void aPinOrABadgeOpensASession() {
    Sessions.Begun byPin = sessions.byPin("op-1", "1234", HERE);
    assertThat(sessions.reading(with(byPin.secret(), Map.of())).operator().id()).isEqualTo("op-1");
    Sessions.Begun byBadge = sessions.byBadge("badge-of-ben", HERE);
    assertThat(sessions.reading(with(byBadge.secret(), Map.of())).operator().id())
        .isEqualTo("op-2");
  }

  @Test
  void nobodyIsLetInWithoutTheRightSecret() {
    refused(401, () -> sessions.byPin("op-1", "1235", HERE));
    refused(401, () -> sessions.byPin("nobody", "1234", HERE));
    refused(401, () -> sessions.byPin("op-2", "", HERE));
    refused(401, () -> sessions.byBadge("1234", HERE));
    refused(401, () -> sessions.reading(with(null, Map.of())));
    refused(401, () -> sessions.reading(with("guess", Map.of())));
  }

  @Test
  void afterFiveWrongPinsTheRightOneIsRefusedForAMinuteToo() {
    for (int i = 0; i < 5; i++) {
      refused(401, () -> sessions.byPin("op-1", "0000", HERE));
    }
    refused(429, () -> sessions.byPin("op-1", "1234", HERE));
    now = now.plus(Duration.ofSeconds(59));
    refused(429, () -> sessions.byPin("op-1", "1234", HERE));
    now = now.plus(Duration.ofSeconds(1));
    assertThat(sessions.byPin("op-1", "1234", HERE).session().operator().name()).isEqualTo("Ada");
  }

  @Test
  void aNameThatDoesNotExistIsLockedAsOneThatDoes() {
    for (int i = 0; i < 5; i++) {
      refused(401, () -> sessions.byPin("nobody", "0000", HERE));
    }
    refused(429, () -> sessions.byPin("nobody", "0000", HERE));
  }

  @Test
  void aSessionEndsByLoggingOutByIdlingAndAfterTwelveHours() {
    Sessions.Begun out = sessions.byPin("op-1", "1234", HERE);
    sessions.end(out.session());
    refused(401, () -> sessions.reading(with(out.secret(), Map.of())));

    Sessions.Begun idle = sessions.byPin("op-1", "1234", HERE);
    now = now.plus(Duration.ofMinutes(61));
    refused(401, () -> sessions.reading(with(idle.secret(), Map.of())));

    Sessions.Begun busy = sessions.byPin("op-1", "1234", HERE);
    for (int i = 0; i < 11; i++) {
      now = now.plus(Duration.ofHours(1));
      assertThat(sessions.reading(with(busy.secret(), Map.of()))).isEqualTo(busy.session());
    }
    now = now.plus(Duration.ofHours(1));
    refused(401, () -> sessions.reading(with(busy.secret(), Map.of())));
  }

  @Test
  void nothingIsChangedByAnotherSitesForm() {
    String secret = sessions.byPin("op-1", "1234", HERE).secret();
    refused(403, () -> sessions.writing(with(secret, Map.of())));
    refused(
        403,
        () ->
            sessions.writing(
                with(
                    secret,
                    Map.of(
                        Sessions.HEADER, "1", "host", "plant:80", "origin", "http://evil.test"))));
    assertThat(
            sessions.writing(
                with(
                    secret,
                    Map.of(Sessions.HEADER, "1", "host", "plant:80", "origin", "http://plant:80"))))
        .isNotNull();
  }

  @Test
  void noSecretIsToldByToString() {
    Sessions.Begun begun = sessions.byPin("op-1", "1234", HERE);
    assertThat(begun.toString() + begun.session())
        .doesNotContain(begun.secret())
        .doesNotContain("pbkdf2")
        .doesNotContain("1234");
  }
}
