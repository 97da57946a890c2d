package io.takt.jobs.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.takt.avro.Asset;
import io.takt.avro.CountKind;
import io.takt.avro.CounterSettings;
import io.takt.avro.DataQualityKind;
import io.takt.avro.DeadLetter;
import io.takt.avro.DeadLetterReason;
import io.takt.avro.LateReason;
import io.takt.avro.MachineState;
import io.takt.avro.OperatorEvent;
import io.takt.avro.OperatorEventKind;
import io.takt.avro.ProductionCount;
import io.takt.avro.Reason;
import io.takt.avro.ShiftCalendar;
import io.takt.avro.ShiftRule;
import io.takt.avro.Weekday;
import io.takt.jobs.intake.AssetInput.Reported;
import io.takt.jobs.intake.Inlet.Doubtful;
import io.takt.jobs.intake.Inlet.TableRow;
import io.takt.jobs.intake.Inlet.TooLate;
import io.takt.jobs.intake.Inlet.Unusable;
import io.takt.jobs.timeline.Admission;
import io.takt.jobs.timeline.Fact;
import io.takt.schemas.RecordEncoder;
import io.takt.schemas.RegistryAddress;
import io.takt.schemas.RegistryException;
import io.takt.schemas.Topic;
import io.takt.schemas.TopicCatalogue;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FactIntakeTest {

  private static final RegistryAddress REGISTRY = new RegistryAddress("mock://intake");
  private static final Instant ARRIVED = Instant.parse("2026-01-05T08:00:00Z");
  private static final Instant KAFKA_TIME = ARRIVED.plusSeconds(3);

  private final FactIntake facts = new FactIntake(REGISTRY, Admission.HORIZON);
  private final TableIntake tables = new TableIntake(REGISTRY);

  @BeforeEach
  void open() {
    facts.open(null);
    tables.open(null);
  }

  @Test
  void aStateBecomesAFactThatKnowsWhereItLies() throws Exception {
    MachineState state = state(ARRIVED.minusSeconds(1)).build();
    List<Inlet> out = read(TopicCatalogue.MACHINE_STATES, state);
    assertThat(out)
        .containsExactly(
            new Reported(
                FactTopic.MACHINE_STATES,
                4,
                42,
                "press-1",
                new Fact.OfState(
                    ARRIVED.minusSeconds(1).toEpochMilli(),
                    ARRIVED.toEpochMilli(),
                    "RUN",
                    "plc",
                    7)));
  }

  @Test
  void aFactThatDoesNotSayWhenItArrivedArrivedWhenKafkaTookIt() throws Exception {
    MachineState state = state(ARRIVED).setArrivedAt(null).build();
    Reported reported = (Reported) read(TopicCatalogue.MACHINE_STATES, state).get(0);
    assertThat(reported.fact().arrivedAt()).isEqualTo(KAFKA_TIME.toEpochMilli());
  }

  @Test
  void bytesThatNobodyCanReadAreADeadLetterWithThoseBytes() throws Exception {
    byte[] garbage = {0, 0, 0, 0, 99, 1, 2, 3};
    DeadLetter letter = letter(read(message("takt.alarms", garbage)));
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.MALFORMED);
    assertThat(letter.getTopic()).isEqualTo("takt.alarms");
    assertThat(letter.getPartition()).isEqualTo(4);
    assertThat(letter.getOffset()).isEqualTo(42);
    assertThat(letter.getKey()).isEqualTo(ByteBuffer.wrap("press-1".getBytes(UTF_8)));
    assertThat(letter.getValue()).isEqualTo(ByteBuffer.wrap(garbage));
    assertThat(letter.getArrivedAt()).isEqualTo(KAFKA_TIME);
  }

  @Test
  void bytesThatBreakOffAreADeadLetter() throws Exception {
    byte[] whole =
        new RecordEncoder<>(TopicCatalogue.MACHINE_STATES, REGISTRY.connect())
            .encode(state(ARRIVED).build());
    for (int length = 0; length < whole.length; length++) {
      byte[] part = java.util.Arrays.copyOf(whole, length);
      assertThat(letter(read(message("takt.machine-states", part))).getReason())
          .isEqualTo(DeadLetterReason.MALFORMED);
    }
  }

  @Test
  void aMessageWithoutAValueIsADeadLetter() throws Exception {
    assertThat(letter(read(message("takt.machine-states", null))).getReason())
        .isEqualTo(DeadLetterReason.MALFORMED);
  }

  @Test
  void aRegistryThatDoesNotAnswerFailsTheJobInsteadOfCondemningTheMessage() {
    FactIntake unreachable =
        new FactIntake(new RegistryAddress("http://127.0.0.1:1"), Admission.HORIZON);
    unreachable.open(null);
    ConsumerRecord<byte[], byte[]> message =
        message("takt.machine-states", new byte[] {0, 0, 0, 0, 1, 0});
    List<Inlet> out = new ArrayList<>();
    assertThatThrownBy(() -> unreachable.deserialize(message, into(out)))
        .isInstanceOf(RegistryException.class);
    assertThat(out).isEmpty();
  }

  @Test
  void aClockThatRunsAheadIsADeadLetter() throws Exception {
    MachineState state = state(ARRIVED.plus(Duration.ofMinutes(5)).plusMillis(1)).build();
    assertThat(letter(read(TopicCatalogue.MACHINE_STATES, state)).getReason())
        .isEqualTo(DeadLetterReason.FUTURE_TIMESTAMP);
  }

  @Test
  void aFactBeyondTheHorizonIsALateEventAsJson() throws Exception {
    MachineState state = state(ARRIVED.minus(Duration.ofHours(73))).build();
    TooLate late = (TooLate) read(TopicCatalogue.MACHINE_STATES, state).get(0);
    assertThat(late.event().getReason()).isEqualTo(LateReason.BEYOND_HORIZON);
    assertThat(late.event().getFact())
        .isEqualTo(
            "{\"asset_id\":\"press-1\",\"at\":\"2026-01-02T07:00:00Z\","
                + "\"arrived_at\":\"2026-01-05T08:00:00Z\",\"state\":\"RUN\",\"source\":\"plc\","
                + "\"sequence\":7}");
  }

  @Test
  void anInvalidQuantityIsADoubtAndADeadLetter() throws Exception {
    for (double bad : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      ProductionCount count =
          ProductionCount.newBuilder()
              .setAssetId("press-1")
              .setAt(ARRIVED)
              .setArrivedAt(ARRIVED)
              .setKind(CountKind.CUMULATIVE)
              .setGood(bad)
              .build();
      List<Inlet> out = read(TopicCatalogue.PRODUCTION_COUNTS, count);
      assertThat(out).hasSize(2);
      assertThat(letter(out).getReason()).isEqualTo(DeadLetterReason.INVALID);
      Doubtful doubt = (Doubtful) out.get(1);
      assertThat(doubt.doubt().getKind()).isEqualTo(DataQualityKind.INVALID_QUANTITY);
      assertThat(doubt.doubt().getAssetId()).isEqualTo("press-1");
      assertThat(doubt.doubt().getDetail()).contains("good");
    }
  }

  @Test
  void anEntryThatContradictsItselfIsADeadLetter() throws Exception {
    OperatorEvent.Builder event =
        OperatorEvent.newBuilder()
            .setAssetId("press-1")
            .setEventId("e-1")
            .setAt(ARRIVED)
            .setArrivedAt(ARRIVED)
            .setKind(OperatorEventKind.REASON_GIVEN);
    assertThat(letter(read(TopicCatalogue.OPERATOR_EVENTS, event.build())).getDetail())
        .isEqualTo("The reason is missing; REASON_GIVEN needs one.");
    event.setReason("jam").setSpanFrom(ARRIVED).setSpanTo(ARRIVED.minusSeconds(1));
    assertThat(letter(read(TopicCatalogue.OPERATOR_EVENTS, event.build())).getDetail())
        .contains("before it begins");
    event.setSpanTo(null).setReason("j".repeat(FactMapping.LONGEST_WORD + 1));
    assertThat(letter(read(TopicCatalogue.OPERATOR_EVENTS, event.build())).getDetail())
        .isEqualTo("The reason has 1001 characters; it must have 1000 at most.");
    event.setReason("jam").setEventId(" ");
    assertThat(letter(read(TopicCatalogue.OPERATOR_EVENTS, event.build())).getReason())
        .isEqualTo(DeadLetterReason.INVALID);
  }

  @Test
  void anAssetWithoutANameIsADeadLetter() throws Exception {
    assertThat(
            letter(read(TopicCatalogue.MACHINE_STATES, state(ARRIVED).setAssetId("").build()))
                .getReason())
        .isEqualTo(DeadLetterReason.INVALID);
  }

  @Test
  void aCalendarWhoseShiftsOverlapIsADeadLetterThatSaysWhich() throws Exception {
    ShiftCalendar calendar =
        ShiftCalendar.newBuilder()
            .setCalendar("plant")
            .setZone("Europe/Berlin")
            .setShifts(List.of(rule("a", "06:00", "14:00"), rule("b", "13:00", "15:00")))
            .build();
    DeadLetter letter = letter(readTable(TopicCatalogue.SHIFT_CALENDARS, calendar));
    assertThat(letter.getReason()).isEqualTo(DeadLetterReason.INVALID_TABLE_ROW);
    assertThat(letter.getDetail()).contains("shift \"a\" (06:00 to 14:00").contains("overlaps");
  }

  @Test
  void aTableRowThatHoldsIsARow() throws Exception {
    TableRow row = (TableRow) readTable(TopicCatalogue.ASSETS, asset("UTC", Map.of())).get(0);
    assertThat(row.table()).isEqualTo(TableTopic.ASSETS);
    assertThat(row.key()).isEqualTo("press-1");
  }

  @Test
  void rowsOutOfRangeAreDeadLettersWithTheValueAndWhatWouldBeRight() throws Exception {
    assertThat(letter(readTable(TopicCatalogue.ASSETS, asset("Berlin", Map.of()))).getDetail())
        .isEqualTo(
            "Asset \"press-1\": zone is \"Berlin\"; it must be an IANA time zone like"
                + " Europe/Berlin.");
    assertThat(
            letter(readTable(TopicCatalogue.ASSETS, asset("UTC", Map.of("RUN", "GOING"))))
                .getDetail())
        .contains("state_map gives \"RUN\" the state \"GOING\"");
    Reason reason =
        Reason.newBuilder().setReason("jam").setText(Map.of()).setVersions(List.of()).build();
    assertThat(letter(readTable(TopicCatalogue.REASONS, reason)).getDetail())
        .isEqualTo("Reason \"jam\" has no version; it needs one at least.");
  }

  @Test
  void aDeletedRowIsARowWithoutContent() throws Exception {
    List<Inlet> out = new ArrayList<>();
    tables.deserialize(message("takt.assets", null), into(out));
    assertThat(out).containsExactly(new TableRow(TableTopic.ASSETS, "press-1", null));
  }

  private static MachineState.Builder state(Instant at) {
    return MachineState.newBuilder()
        .setAssetId("press-1")
        .setAt(at)
        .setArrivedAt(ARRIVED)
        .setState("RUN")
        .setSource("plc")
        .setSequence(7);
  }

  private static Asset asset(String zone, Map<String, String> states) {
    return Asset.newBuilder()
        .setAssetId("press-1")
        .setZone(zone)
        .setCalendar("plant")
        .setCounter(CounterSettings.newBuilder().build())
        .setStateMap(states)
        .build();
  }

  private static ShiftRule rule(String name, String start, String end) {
    return ShiftRule.newBuilder()
        .setName(name)
        .setDays(List.of(Weekday.MONDAY))
        .setStart(start)
        .setEnd(end)
        .build();
  }

  private <T extends SpecificRecord> List<Inlet> read(Topic<T> topic, T value) throws Exception {
    return read(message(topic.name(), encoded(topic, value)));
  }

  private List<Inlet> read(ConsumerRecord<byte[], byte[]> message) throws Exception {
    List<Inlet> out = new ArrayList<>();
    facts.deserialize(message, into(out));
    return out;
  }

  private <T extends SpecificRecord> List<Inlet> readTable(Topic<T> topic, T value)
      throws Exception {
    List<Inlet> out = new ArrayList<>();
    tables.deserialize(message(topic.name(), encoded(topic, value)), into(out));
    return out;
  }

  private static <T extends SpecificRecord> byte[] encoded(Topic<T> topic, T value)
      throws RegistryException {
    return new RecordEncoder<>(topic, REGISTRY.connect()).encode(value);
  }

  private static ConsumerRecord<byte[], byte[]> message(String topic, byte[] value) {
    return new ConsumerRecord<>(
        topic,
        4,
        42,
        KAFKA_TIME.toEpochMilli(),
        TimestampType.LOG_APPEND_TIME,
        -1,
        -1,
        "press-1".getBytes(UTF_8),
        value,
        new RecordHeaders(),
        Optional.empty());
  }

  private static DeadLetter letter(List<Inlet> out) {
    return ((Unusable) out.get(0)).letter();
  }

  private static Collector<Inlet> into(List<Inlet> out) {
    return new Collector<>() {
      @Override
      public void collect(Inlet inlet) {
        out.add(inlet);
      }

      @Override
      public void close() {}
    };
  }
}
