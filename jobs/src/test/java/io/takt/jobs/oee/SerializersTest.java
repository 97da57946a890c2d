package io.takt.jobs.oee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.takt.avro.DataQuality;
import io.takt.avro.DataQualityKind;
import io.takt.avro.DeadLetter;
import io.takt.avro.DeadLetterReason;
import io.takt.avro.LateEvent;
import io.takt.avro.LateReason;
import io.takt.avro.Stop;
import io.takt.avro.WorkOrder;
import io.takt.jobs.intake.AssetInput;
import io.takt.jobs.intake.AssetInput.Bundle;
import io.takt.jobs.intake.AssetInput.Described;
import io.takt.jobs.intake.AssetInput.Ordered;
import io.takt.jobs.intake.AssetInput.Rated;
import io.takt.jobs.intake.AssetInput.Removed;
import io.takt.jobs.intake.AssetInput.Reported;
import io.takt.jobs.intake.AssetInputSerializer;
import io.takt.jobs.intake.FactTopic;
import io.takt.jobs.intake.Inlet;
import io.takt.jobs.intake.InletSerializer;
import io.takt.jobs.intake.OrderReference;
import io.takt.jobs.intake.OrderReferenceSerializer;
import io.takt.jobs.intake.OrderRow;
import io.takt.jobs.intake.OrderRowSerializer;
import io.takt.jobs.intake.ReportedListSerializer;
import io.takt.jobs.intake.SampleFacts;
import io.takt.jobs.intake.SharedRow;
import io.takt.jobs.intake.SharedRowSerializer;
import io.takt.jobs.intake.TableTopic;
import io.takt.jobs.timeline.CalendarRules;
import io.takt.jobs.timeline.CalendarRules.Break;
import io.takt.jobs.timeline.CalendarRules.PlannedStop;
import io.takt.jobs.timeline.CalendarRules.Shift;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.Head;
import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.Versions;
import io.takt.jobs.timeline.Versions.Version;
import io.takt.jobs.timeline.WorkOrderInfo;
import io.takt.sinks.StopChange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class SerializersTest {

  private static final long SEED = 20260105;
  private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

  @Test
  void allThatConcernsAnAssetComesBackAsItWas() throws IOException {
    AssetInputSerializer serializer = new AssetInputSerializer();
    long offset = 0;
    for (Fact fact : SampleFacts.facts(SEED)) {
      offset++;
      AssetInput reported =
          new Reported(
              List.of(FactTopic.values()).get((int) (offset % 4)), 11, offset, "press-1", fact);
      assertRoundTrip(serializer, reported);
    }
    assertRoundTrip(serializer, new Described("press-1", Plant.settings("press-1")));
    assertRoundTrip(serializer, new Removed("press-1"));
    assertRoundTrip(
        serializer,
        new Rated(
            "press-1",
            "lid",
            new Versions<>(List.of(new Version<>(Fact.NONE, 6.0), new Version<>(5L, 5.5)))));
    assertRoundTrip(serializer, new Ordered("press-1", new WorkOrderInfo("o-1", null, true)));
  }

  @Test
  void factsThatTravelTogetherComeBackAsTheyWere() throws IOException {
    List<Reported> facts = new ArrayList<>();
    for (Fact fact : SampleFacts.facts(SEED)) {
      FactTopic topic = List.of(FactTopic.values()).get(facts.size() % 4);
      facts.add(new Reported(topic, facts.size() % 3 / 2, facts.size(), "press-1", fact));
    }
    assertRoundTrip(new AssetInputSerializer(), new Bundle("press-1", facts));
  }

  @Test
  void factsThatWaitComeBackAsTheyWere() throws IOException {
    List<Reported> facts = new ArrayList<>();
    for (Fact fact : SampleFacts.facts(SEED)) {
      facts.add(new Reported(FactTopic.ALARMS, 1, facts.size(), "press-1", fact));
    }
    ReportedListSerializer serializer = new ReportedListSerializer();
    assertRoundTrip(serializer, facts);
    assertRoundTrip(serializer, List.of());
    List<Reported> copy = serializer.copy(facts);
    copy.remove(0);
    assertThat(facts).hasSize(copy.size() + 1);
  }

  @Test
  void allThatComesInComesBackAsItWas() throws IOException {
    InletSerializer serializer = new InletSerializer();
    DeadLetter letter =
        new DeadLetter(
            "takt.alarms",
            3,
            17L,
            DeadLetterReason.MALFORMED,
            "because",
            ByteBuffer.wrap(new byte[] {1}),
            null,
            NOON);
    assertSameText(serializer, new Inlet.Unusable(letter));
    assertSameText(
        serializer,
        new Inlet.TooLate(
            new LateEvent(
                "press-1", NOON, NOON, "takt.alarms", LateReason.BEYOND_HORIZON, "{}", 1, 2L)));
    assertSameText(
        serializer,
        new Inlet.Doubtful(
            new DataQuality("press-1", DataQualityKind.OTHER, NOON, "subject", "detail")));
    WorkOrder order = WorkOrder.newBuilder().setWorkOrder("o-1").setProduct("lid").build();
    assertSameText(serializer, new Inlet.TableRow(TableTopic.WORK_ORDERS, "o-1", order));
    assertSameText(serializer, new Inlet.TableRow(TableTopic.REASONS, "jam", null));
    for (Fact fact : SampleFacts.facts(SEED)) {
      assertRoundTrip(serializer, new Reported(FactTopic.ALARMS, 1, 2, "press-1", fact));
    }
  }

  @Test
  void rowsThatAllShareComeBackAsTheyWere() throws IOException {
    SharedRowSerializer serializer = new SharedRowSerializer();
    assertRoundTrip(serializer, new SharedRow.OfCalendar("plant", calendar()));
    assertRoundTrip(serializer, new SharedRow.OfCalendar("plant", null));
    assertRoundTrip(serializer, new SharedRow.OfReason("jam", reason()));
    assertRoundTrip(serializer, new SharedRow.OfReason("jam", null));
    assertRoundTrip(new CalendarRulesSerializer(), calendar());
    assertRoundTrip(new ReasonSerializer(), reason());
  }

  @Test
  void ordersComeBackAsTheyWere() throws IOException {
    assertRoundTrip(new OrderReferenceSerializer(), new OrderReference("o-1", "press-1", 5, 6));
    assertRoundTrip(
        new OrderRowSerializer(),
        new OrderRow("o-1", new WorkOrderInfo("o-1", "lid", false), 7, true));
    assertRoundTrip(new OrderRowSerializer(), new OrderRow("o-1", null, Long.MAX_VALUE, true));
    OrderState state = new OrderState();
    state.info = new WorkOrderInfo("o-1", "lid", false);
    state.sourceVersion = 4;
    state.ended = true;
    state.assets.put("press-1", 5L);
    state.unanswered.put("press-2", 6L);
    assertThat(roundTrip(new OrderStateSerializer(), state))
        .usingRecursiveComparison()
        .isEqualTo(state);
    assertThat(new OrderStateSerializer().copy(state)).usingRecursiveComparison().isEqualTo(state);
  }

  @Test
  void whatIsSaidAndHeldComesBackAsItWas() throws IOException {
    assertRoundTrip(new HeldFactSerializer(), new HeldFact(FactTopic.ALARMS, 3, 4, 5));
    Stop stop = new Stop("press-1", NOON, null, 5L, "IDLE", "PENDING_STOP", null, "A1", List.of());
    assertSameText(new StopChangeSerializer(), StopChange.of(stop));
    assertSameText(new StopChangeSerializer(), StopChange.removed("press-1", NOON, 6));
  }

  @Test
  void theStateOfAnAssetComesBackAsItWasAndACopyStandsAlone() throws IOException {
    AssetState state = new AssetState(new Head());
    state.revision = 1;
    state.advancedTo = 2;
    state.timer = 3;
    state.urgentBy = 4;
    state.liveAt = 5;
    state.liveAsOf = 6;
    state.liveIsOld = true;
    state.tables = 7;
    state.restore = 8;
    state.prunedAt = 9;
    state.lastArrival = 10;
    state.rated = true;
    state.reportUnknownBy = 11;
    state.held = 12;
    state.unknownSaid = true;
    state.calendar = "plant";
    state.usesReason("jam");
    AssetStateSerializer serializer = new AssetStateSerializer();
    AssetState read = roundTrip(serializer, state);
    assertThat(read).usingRecursiveComparison().ignoringFields("head").isEqualTo(state);
    assertThat(bytes(serializer, read)).isEqualTo(bytes(serializer, state));
    AssetState copy = serializer.copy(state);
    assertThat(copy).usingRecursiveComparison().ignoringFields("head").isEqualTo(state);
    assertThat(bytes(serializer, copy)).isEqualTo(bytes(serializer, state));
    copy.usesReason("other");
    assertThat(state.mayUseReason("other")).isFalse();
  }

  @Test
  void aLayoutOfALaterVersionIsRefused() {
    assertThatThrownBy(
            () -> new AssetStateSerializer().deserialize(new DataInputDeserializer(new byte[] {2})))
        .hasMessage("State of an asset has layout 2; this version reads 1.");
  }

  private static CalendarRules calendar() {
    return new CalendarRules(
        "plant",
        ZoneId.of("Europe/Berlin"),
        List.of(
            new Shift(
                "night",
                EnumSet.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY),
                LocalTime.of(22, 0),
                LocalTime.of(6, 0),
                -1,
                List.of(new Break("tea", LocalTime.of(2, 0), LocalTime.of(2, 15))),
                LocalDate.of(2026, 1, 1),
                null)),
        Set.of(LocalDate.of(2026, 1, 6)),
        List.of(new PlannedStop("maintenance", 1, 2, Set.of("press-1", "press-2"))));
  }

  private static Versions<LossCategory> reason() {
    return new Versions<>(
        List.of(
            new Version<>(Fact.NONE, LossCategory.UNPLANNED_STOP),
            new Version<>(5L, LossCategory.SETUP)));
  }

  private static <T> void assertRoundTrip(TypeSerializer<T> serializer, T value)
      throws IOException {
    assertThat(roundTrip(serializer, value)).isEqualTo(value);
  }

  /** For what holds Avro records, whose equality does not know instants. */
  private static <T> void assertSameText(TypeSerializer<T> serializer, T value) throws IOException {
    assertThat(roundTrip(serializer, value)).hasToString(value.toString());
  }

  /** Written, copied as bytes, read by a serializer made from the written snapshot. */
  private static <T> T roundTrip(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    DataInputDeserializer written = new DataInputDeserializer(out.getCopyOfBuffer());
    DataOutputSerializer copied = new DataOutputSerializer(64);
    serializer.copy(written, copied);
    assertThat(written.available()).isZero();
    DataInputDeserializer in = new DataInputDeserializer(copied.getCopyOfBuffer());
    T read = restored(serializer).deserialize(in);
    assertThat(in.available()).isZero();
    return read;
  }

  private static <T> byte[] bytes(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return out.getCopyOfBuffer();
  }

  private static <T> TypeSerializer<T> restored(TypeSerializer<T> serializer) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    TypeSerializerSnapshot<T> snapshot =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()),
            SerializersTest.class.getClassLoader());
    assertThat(
            serializer
                .snapshotConfiguration()
                .resolveSchemaCompatibility(snapshot)
                .isCompatibleAsIs())
        .isTrue();
    return snapshot.restoreSerializer();
  }
}
