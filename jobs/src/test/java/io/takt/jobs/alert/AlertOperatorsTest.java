package io.takt.jobs.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.takt.avro.Alert;
import io.takt.jobs.alert.life.Word;
import io.takt.jobs.alert.rule.Observation;
import io.takt.jobs.alert.rule.RuleSet;
import io.takt.jobs.alert.watch.Condition;
import io.takt.jobs.alert.watch.Minute;
import io.takt.jobs.alert.watch.Order;
import io.takt.jobs.alert.watch.Place;
import io.takt.jobs.oee.PlantClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.formats.avro.typeutils.AvroSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** The job's operators, their wall clock in the test's hands. */
@SuppressWarnings("try") // A harness's close() may be interrupted.
class AlertOperatorsTest {

  private static final long SIX = Instant.parse("2026-03-02T06:00:00Z").toEpochMilli();
  private static final RuleSet RULES =
      RuleSet.of(
          """
          rules:
            - {name: stop, stream: stops, when: category = UNPLANNED_STOP, since: started_at, until: ended_at, on-delay: 10m}
            - {name: stale, stream: oee-live, when: age(last_fact_at) > 15m, since: last_fact_at}
          """);

  @Test
  void anAlertThatIsPendingAtARestartBecomesActiveInItsTime() throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = book(SIX)) {
      harness.open();
      afterStartUp(harness);
      harness.processElement(new StreamRecord<>(Notice.of(stop(Condition.OPEN))));
      assertThat(states(harness)).containsExactly("0 PENDING");
      snapshot = harness.snapshot(1, 1);
    }
    try (var harness = book(SIX + Duration.ofMinutes(30).toMillis())) {
      harness.initializeState(snapshot);
      harness.open();
      // The first look may take as long as a first watermark may.
      harness.setProcessingTime(SIX + Duration.ofMinutes(31).toMillis());
      harness.setProcessingTime(SIX + Duration.ofMinutes(32).toMillis());
      assertThat(states(harness)).containsExactly("10 ACTIVE_UNACKNOWLEDGED");
      harness.processElement(
          new StreamRecord<>(
              Notice.of(
                  new Word("stop|a", "a", SIX + Duration.ofMinutes(32).toMillis(), 0, "badge 7"))));
      harness.processElement(
          new StreamRecord<>(Notice.of(stop(SIX + Duration.ofMinutes(33).toMillis()))));
      harness.setProcessingTime(SIX + Duration.ofMinutes(34).toMillis());
      assertThat(states(harness))
          .containsExactly("10 ACTIVE_UNACKNOWLEDGED", "32 ACTIVE_ACKNOWLEDGED", "33 CLEARED");
      harness.setProcessingTime(SIX + Duration.ofDays(3).toMillis());
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numProcessingTimeTimers()).isZero();
    }
  }

  @Test
  void revisionsRiseAcrossARestart() throws Exception {
    try (var harness = book(SIX)) {
      harness.open();
      afterStartUp(harness);
      harness.processElement(new StreamRecord<>(Notice.of(stop(Condition.OPEN))));
      harness.setProcessingTime(SIX + Duration.ofMinutes(12).toMillis());
      List<Long> revisions =
          harness.extractOutputValues().stream().map(Alert::getRevision).toList();
      assertThat(revisions).isSorted().doesNotHaveDuplicates();
      assertThat(revisions.get(0)).isEqualTo((SIX + 6_000) * 1_000);
    }
  }

  @Test
  void aSilentMachineIsNoticedAcrossARestart() throws Exception {
    OperatorSubtaskState snapshot;
    try (var harness = watch(SIX)) {
      harness.open();
      harness.processElement(
          Told.of(
              new Observation(
                  "oee-live",
                  "a",
                  SIX,
                  false,
                  Map.of("category", "RUNNING"),
                  Map.of("last_fact_at", (double) SIX)),
              SIX),
          SIX);
      assertThat(harness.extractOutputValues()).isEmpty();
      snapshot = harness.snapshot(1, 1);
    }
    try (var harness = watch(SIX + Duration.ofMinutes(5).toMillis())) {
      harness.initializeState(snapshot);
      harness.open();
      harness.setProcessingTime(SIX + Duration.ofMinutes(15).toMillis() + 1_000);
      harness.setProcessingTime(SIX + Duration.ofMinutes(15).toMillis() + 10_000);
      assertThat(harness.extractOutputValues())
          .singleElement()
          .satisfies(
              notice -> {
                assertThat(notice.condition().fingerprint()).isEqualTo("stale|a");
                assertThat(notice.condition().since()).isEqualTo(SIX);
              });
    }
  }

  @Test
  void everythingThatTravelsSurvivesItsSerializer() throws Exception {
    Observation seen = new Observation("s", "a", 1, true, Map.of("w", "x"), Map.of("n", 1.5));
    Minute minute = new Minute(60_000, 1, 2, 3, 4, 5, 6, 7, 8, 9, Map.of("4711", 7.0), null);
    for (Told told :
        List.of(
            Told.of(seen, 5),
            Told.of("a", minute),
            Told.of(Place.unknown("a")),
            Told.of(new Order("4711", "bolt", 5, 7)),
            Told.of("a", new Word("f", "a", 1, 2, "me")))) {
      assertThat(roundTrip(told, Told.class)).isEqualTo(told);
    }
    for (Notice notice :
        List.of(
            Notice.of(stop(5)),
            Notice.of(new Notice.Planned("a", true, 4)),
            Notice.of(new Word("f", "a", 1, 2, "me")))) {
      assertThat(roundTrip(notice, Notice.class)).isEqualTo(notice);
    }
  }

  private static <T> T roundTrip(T value, Class<T> type) throws Exception {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    TypeSerializer<T> serializer = TypeInformation.of(type).createSerializer(config);
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }

  private static Condition stop(long until) {
    return new Condition(
        "stop|a",
        "stop",
        "a",
        Map.of("rule", "stop", "asset", "a", "severity", "FAULT"),
        SIX,
        until,
        "a stands",
        Map.of("reason", "none"));
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, Notice, Alert> book(long wall)
      throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new BookFunction(RULES, PlantClock.WALL)),
            notice -> BookFunction.KEY,
            Types.STRING);
    harness.setup(new AvroSerializer<>(Alert.class));
    harness.setProcessingTime(wall);
    return harness;
  }

  private static KeyedBroadcastOperatorTestHarness<String, Told, Told, Notice> watch(long wall)
      throws Exception {
    var harness =
        new KeyedBroadcastOperatorTestHarness<String, Told, Told, Notice>(
            new CoBroadcastWithKeyedOperator<>(
                new WatchFunction(RULES, PlantClock.WALL), List.of(WatchFunction.ORDERS)),
            Told::asset,
            Types.STRING,
            16,
            1,
            0);
    harness.setup(TypeInformation.of(Notice.class).createSerializer(new SerializerConfigImpl()));
    harness.setProcessingTime(wall);
    return harness;
  }

  /** A first watermark may take five seconds. */
  private static void afterStartUp(
      KeyedOneInputStreamOperatorTestHarness<String, Notice, Alert> harness) throws Exception {
    harness.processElement(new StreamRecord<>(Notice.of(new Word("none", "", 0, 0, ""))));
    harness.setProcessingTime(SIX + 6_000);
  }

  private static List<String> states(
      KeyedOneInputStreamOperatorTestHarness<String, Notice, Alert> harness) {
    List<String> states = new ArrayList<>();
    for (Alert alert : harness.extractOutputValues()) {
      states.add(
          Duration.ofMillis(alert.getSince().toEpochMilli() - SIX).toMinutes()
              + " "
              + alert.getState());
    }
    return states;
  }
}
