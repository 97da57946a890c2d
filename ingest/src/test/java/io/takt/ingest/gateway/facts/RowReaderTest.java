package io.takt.ingest.gateway.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.takt.avro.CountKind;
import io.takt.avro.OperatorEvent;
import io.takt.avro.ProductionCount;
import io.takt.avro.Telemetry;
import io.takt.ingest.gateway.http.Json;
import io.takt.schemas.TopicCatalogue;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowReaderTest {

  private static final Instant AT = Instant.parse("2026-03-02T06:00:00.123Z");

  private final RowReader counts =
      new RowReader(TopicCatalogue.PRODUCTION_COUNTS.schema(), Set.of("arrived_at"));
  private final RowReader events =
      new RowReader(TopicCatalogue.OPERATOR_EVENTS.schema(), Set.of("arrived_at"));
  private final RowReader samples =
      new RowReader(TopicCatalogue.TELEMETRY.schema(), Set.of("arrived_at"));

  private static SpecificRecord read(RowReader reader, String json) throws RowException {
    return reader.read(Json.read(ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void fieldsAreTakenAndTheOthersHaveTheirDefaults() throws RowException {
    ProductionCount count =
        (ProductionCount)
            read(
                counts,
                """
                {"asset_id":"M1","at":"2026-03-02T06:00:00.1234Z","kind":"CUMULATIVE","total":17,
                 "work_order":null,"sequence":3}""");
    assertThat(count)
        .isEqualTo(
            ProductionCount.newBuilder()
                .setAssetId("M1")
                .setAt(AT)
                .setKind(CountKind.CUMULATIVE)
                .setTotal(17.0)
                .setSequence(3)
                .build());
  }

  @Test
  void timesMayBeEpochMillisecondsAndHaveAnOffset() throws RowException {
    OperatorEvent event =
        (OperatorEvent)
            read(
                events,
                "{\"asset_id\":\"M1\",\"event_id\":\"e\",\"at\":"
                    + AT.toEpochMilli()
                    + ",\"kind\":\"STOP_SPLIT\",\"split_at\":[\"2026-03-02T07:00:00.123+01:00\"]}");
    assertThat(event.getAt()).isEqualTo(AT);
    assertThat(event.getSplitAt()).isEqualTo(List.of(AT));
  }

  @Test
  void aSampleMayBeNegativeAndMissing() throws RowException {
    assertThat(
            ((Telemetry)
                    read(
                        samples,
                        "{\"asset_id\":\"M1\",\"signal\":\"t\",\"at\":0,\"value\":-4.5}"
                            .replace("\"at\":0", "\"at\":1772431200123")))
                .getValue())
        .isEqualTo(-4.5);
    assertThat(
            ((Telemetry)
                    read(
                        samples,
                        "{\"asset_id\":\"M1\",\"signal\":\"t\",\"at\":1772431200123,\"value\":null}"))
                .getValue())
        .isNull();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      value = {
        "asset_id;;The asset_id is missing.",
        "asset_id;17;The asset_id must be a text.",
        "asset_id;'\"\\u0000\"';The asset_id must not hold control characters.",
        "asset_id;'\"\\ud800\"';The asset_id holds half a character.",
        "at;'\"yesterday\"';'The at must be a time such as 2026-03-28T13:00:00.000Z, or epoch"
            + " milliseconds.'",
        "at;1e300;'The at must be a time such as 2026-03-28T13:00:00.000Z, or epoch milliseconds.'",
        "at;99999999999999999;The at must lie between the years 2000 and 2100.",
        "total;'\"17\"';The total must be a number.",
        "total;1e999;The total must be a number from -1e15 to 1e15.",
        "kind;'\"Delta\"';'The kind must be one of DELTA, CUMULATIVE.'",
        "sequence;-1;'The sequence must be a whole number of 0 or more, below 2^63.'",
        "sequence;1.5;'The sequence must be a whole number of 0 or more, below 2^63.'",
        "sequence;9223372036854775808;'The sequence must be a whole number of 0 or more, below"
            + " 2^63.'",
        "arrived_at;0;The arrived_at is set by the gateway: leave it out.",
        "totl;1;There is a field that a ProductionCount does not have.",
      })
  void aWrongFieldIsNamedWithWhatWouldBeRight(String field, String value, String sentence) {
    StringBuilder row = new StringBuilder("{");
    for (String[] good : new String[][] {{"asset_id", "\"M1\""}, {"at", "1772431200123"}}) {
      if (!good[0].equals(field)) {
        row.append('"').append(good[0]).append("\":").append(good[1]).append(',');
      }
    }
    if (value != null) {
      row.append('"').append(field).append("\":").append(value).append(',');
    }
    row.setLength(row.length() - 1);
    String json = row.append('}').toString();
    assertThatThrownBy(() -> read(counts, json))
        .isInstanceOf(RowException.class)
        .hasMessage(sentence);
  }
}
