package io.takt.jobs.timeline;

import static io.takt.jobs.timeline.Admission.Verdict.ADMITTED;
import static io.takt.jobs.timeline.Admission.Verdict.BEYOND_HORIZON;
import static io.takt.jobs.timeline.Admission.Verdict.FUTURE_TIMESTAMP;
import static io.takt.jobs.timeline.Admission.Verdict.INVALID_QUANTITY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {

  private static final long ARRIVED = Instant.parse("2026-01-05T08:00:00Z").toEpochMilli();
  private static final Admission ADMISSION = new Admission(Admission.HORIZON);

  @Test
  void e26AClockMayRunAheadByFiveMinutesAndNoMore() {
    assertThat(ADMISSION.judge(state(ARRIVED + Admission.AHEAD))).isEqualTo(ADMITTED);
    assertThat(ADMISSION.judge(state(ARRIVED + Admission.AHEAD + 1))).isEqualTo(FUTURE_TIMESTAMP);
  }

  @Test
  void e13AFactAsOldAsTheHorizonIsBookedAndAnOlderOneIsNot() {
    assertThat(ADMISSION.judge(state(ARRIVED - Admission.HORIZON))).isEqualTo(ADMITTED);
    assertThat(ADMISSION.judge(state(ARRIVED - Admission.HORIZON - 1))).isEqualTo(BEYOND_HORIZON);
    assertThat(ADMISSION.judge(state(Long.MIN_VALUE + 1))).isEqualTo(BEYOND_HORIZON);
  }

  @Test
  void whatAnOperatorSaysIsAsOldAsTheTimeItIsAbout() {
    long longAgo = ARRIVED - Admission.HORIZON - 1;
    assertThat(ADMISSION.judge(said(OperatorEntry.REASON_GIVEN, longAgo, Double.NaN)))
        .isEqualTo(BEYOND_HORIZON);
    assertThat(ADMISSION.because(said(OperatorEntry.REASON_GIVEN, longAgo, Double.NaN)))
        .isEqualTo(
            "The fact speaks of 2026-01-02T07:59:59.999Z and arrived at 2026-01-05T08:00:00Z, more"
                + " than 72 hours later.");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, -0.001, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void quantitiesAreFiniteAndNotNegative(double quantity) {
    assertThat(ADMISSION.judge(count(quantity))).isEqualTo(INVALID_QUANTITY);
    assertThat(ADMISSION.judge(said(OperatorEntry.SCRAP_REPORTED, ARRIVED, quantity)))
        .isEqualTo(INVALID_QUANTITY);
    assertThat(ADMISSION.because(count(quantity)))
        .isEqualTo("The good is " + quantity + "; it must be a number of 0 or more.");
  }

  @Test
  void aFigureThatIsNotGivenIsNoError() {
    assertThat(ADMISSION.judge(count(Double.NaN))).isEqualTo(ADMITTED);
    assertThat(ADMISSION.judge(count(0))).isEqualTo(ADMITTED);
    assertThat(ADMISSION.because(count(0))).isNull();
  }

  @Test
  void scrapWithoutAQuantityIsAnError() {
    assertThat(ADMISSION.judge(said(OperatorEntry.SCRAP_REPORTED, ARRIVED, Double.NaN)))
        .isEqualTo(INVALID_QUANTITY);
    assertThat(ADMISSION.judge(said(OperatorEntry.WITHDRAWN, ARRIVED, Double.NaN)))
        .isEqualTo(ADMITTED);
  }

  private static Fact state(long at) {
    return new Fact.OfState(at, ARRIVED, "IDLE", "plc", 0);
  }

  private static Fact count(double good) {
    return new Fact.OfCount(
        ARRIVED,
        ARRIVED,
        false,
        false,
        Double.NaN,
        good,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        null,
        "plc",
        0);
  }

  private static Fact said(OperatorEntry entry, long from, double quantity) {
    return new Fact.OfOperator(
        ARRIVED, ARRIVED, "e", entry, from, Fact.NONE, null, null, null, false, quantity, List.of(),
        null, "", null, "tablet", 0);
  }
}
