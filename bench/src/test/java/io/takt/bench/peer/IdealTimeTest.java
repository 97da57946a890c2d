package io.takt.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.takt.avro.ProductRate;
import io.takt.avro.RateVersion;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdealTimeTest {

  private static final RateVersion EVER = version(null, 2);
  private static final RateVersion SINCE_MAY = version("2026-05-01T00:00:00Z", 1.5);

  private static RateVersion version(String from, double seconds) {
    return new RateVersion(from == null ? null : Instant.parse(from), seconds);
  }

  private static ProductRate rate(RateVersion... versions) {
    return new ProductRate("press", "lid", List.of(versions));
  }

  @Test
  void theVersionThatBeginsLastHoldsWhereverItStands() {
    assertThat(IdealTime.ofUnitMs(rate(EVER))).isEqualTo(2_000);
    assertThat(IdealTime.ofUnitMs(rate(EVER, SINCE_MAY))).isEqualTo(1_500);
    assertThat(IdealTime.ofUnitMs(rate(SINCE_MAY, EVER))).isEqualTo(1_500);
  }

  @Test
  void aRateWithoutVersionsIsRefused() {
    assertThatThrownBy(() -> IdealTime.ofUnitMs(rate()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
