package io.takt.ingest.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.takt.ingest.gateway.http.Problem;
import org.junit.jupiter.api.Test;

class RatesTest {

  private long nanos;
  private final Rates rates = new Rates(new Rates.Rate(10, 20), () -> nanos);

  @Test
  void aBurstIsTakenAndThenSoMuchASecond() {
    rates.take("a", 20, "rows");
    assertThatThrownBy(() -> rates.take("a", 5, "rows"))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.status()).isEqualTo(429);
              assertThat(problem.retryAfter()).isEqualTo(1);
            });
    nanos += 500_000_000L;
    rates.take("a", 5, "rows");
  }

  @Test
  void oneSendersShareIsNotAnothers() {
    rates.take("a", 20, "rows");
    rates.take("b", 20, "rows");
  }
}
