package io.takt.jobs.oee;

import static io.takt.jobs.oee.Plant.DAY_AND_NIGHT;
import static io.takt.jobs.oee.Plant.MINUTE;
import static io.takt.jobs.oee.Plant.PRESS;
import static io.takt.jobs.oee.Plant.made;
import static io.takt.jobs.oee.Plant.monday;
import static io.takt.jobs.oee.Plant.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.takt.avro.Asset;
import io.takt.avro.CounterSettings;
import io.takt.avro.DeadLetter;
import io.takt.avro.DeadLetterReason;
import io.takt.avro.LedgerMinute;
import io.takt.avro.LedgerSlice;
import io.takt.avro.OeeLive;
import io.takt.avro.ProductRate;
import io.takt.avro.RateVersion;
import io.takt.avro.ShiftCalendar;
import io.takt.avro.ShiftRule;
import io.takt.avro.Weekday;
import io.takt.avro.WorkOrder;
import io.takt.jobs.intake.AssetInput.Reported;
import io.takt.jobs.intake.FactTopic;
import io.takt.jobs.intake.Inlet;
import io.takt.jobs.intake.Inlet.TableRow;
import io.takt.jobs.intake.Inlet.Unusable;
import io.takt.jobs.intake.InletSerializer;
import io.takt.jobs.intake.TableTopic;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.OperatorEntry;
import io.takt.jobs.timeline.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole pipeline on Flink, from collections to collections. */
class OeePipelineTest {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final long START = monday("08:00:00");

  /** Ten minutes after the start the plant's clock stands. */
  private static final PlantClock TEN_MINUTES = new PlantClock(0, START, 1, START + 10 * MINUTE);

  @Test
  void factsAndTablesInAnyOrderBecomeTheSameLedger() throws Exception {
    Map<String, String> first = ledger(run(facts(), tables(), 1));
    assertThat(first).hasSize(10);
    assertThat(first.get(PRESS + " 2026-01-05T08:00:00Z"))
        .isEqualTo("60000 RUNNING lid order-1 good=10.0 ideal=60000.0; ");
    assertThat(first.get(PRESS + " 2026-01-05T08:05:00Z"))
        .startsWith("60000 MINOR_STOP lid order-1");
    long seed = 20260105;
    Random random = new Random(seed);
    for (int i = 0; i < 3; i++) {
      List<Inlet> facts = facts();
      List<Inlet> tables = tables();
      Collections.shuffle(facts, random);
      Collections.shuffle(tables, random);
      assertThat(ledger(run(facts, tables, 2))).as("seed %s, run %s", seed, i).isEqualTo(first);
    }
  }

  @Test
  void theLastLiveRowOfEachAssetSpeaksOfTheClocksEnd() throws Exception {
    Map<String, OeeLive> last = new HashMap<>();
    for (Object said : run(facts(), tables(), 2)) {
      if (said instanceof OeeLive live) {
        last.merge(live.getAssetId(), live, (a, b) -> a.getRevision() > b.getRevision() ? a : b);
      }
    }
    assertThat(last.keySet()).containsExactlyInAnyOrder(PRESS, "silent-1");
    for (OeeLive live : last.values()) {
      assertThat(live.getAsOf().toEpochMilli()).isEqualTo(TEN_MINUTES.stop());
    }
  }

  @Test
  void whatCannotBeUsedComesOutAsItCameIn() throws Exception {
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setTopic("takt.alarms")
            .setPartition(1)
            .setOffset(2)
            .setReason(DeadLetterReason.MALFORMED)
            .setDetail("because")
            .build();
    List<Inlet> facts = facts();
    facts.add(new Unusable(letter));
    List<String> letters = new ArrayList<>();
    for (Object said : run(facts, tables(), 2)) {
      if (said instanceof DeadLetter found) {
        letters.add(found.toString());
      }
    }
    assertThat(letters).containsExactly(letter.toString());
  }

  private static List<Object> run(List<Inlet> facts, List<Inlet> tables, int parallelism)
      throws Exception {
    Configuration failAtOnce = new Configuration();
    failAtOnce.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(failAtOnce);
    env.setParallelism(parallelism);
    JobDefaults.apply(env);
    OeePipeline.Outputs outputs =
        OeePipeline.pipeline(
            new OeePipeline.Inputs(
                env.fromData(facts, InletSerializer.TYPE).uid("facts"),
                env.fromData(tables, InletSerializer.TYPE).uid("tables")),
            TEN_MINUTES,
            Plant.HORIZON,
            Timeline.SETTLE);
    List<Object> said = new ArrayList<>();
    CloseableIterator<LedgerMinute> ledger = outputs.ledger().collectAsync();
    CloseableIterator<OeeLive> live = outputs.live().collectAsync();
    CloseableIterator<DeadLetter> letters = outputs.deadLetters().collectAsync();
    env.executeAsync("oee");
    ledger.forEachRemaining(said::add);
    live.forEachRemaining(said::add);
    letters.forEachRemaining(said::add);
    ledger.close();
    live.close();
    letters.close();
    return said;
  }

  /** The last word on each minute, in words. */
  private static Map<String, String> ledger(List<Object> said) {
    Map<String, LedgerMinute> last = new HashMap<>();
    for (Object word : said) {
      if (word instanceof LedgerMinute minute) {
        last.merge(
            minute.getAssetId() + " " + minute.getMinute(),
            minute,
            (a, b) -> a.getRevision() > b.getRevision() ? a : b);
      }
    }
    NavigableMap<String, String> ledger = new TreeMap<>();
    last.forEach(
        (key, minute) -> {
          StringBuilder words = new StringBuilder();
          for (LedgerSlice slice : minute.getSlices()) {
            words
                .append(slice.getDurationMs())
                .append(' ')
                .append(slice.getCategory())
                .append(' ')
                .append(slice.getProduct())
                .append(' ')
                .append(slice.getWorkOrder())
                .append(" good=")
                .append(slice.getGood())
                .append(" ideal=")
                .append(slice.getIdealMs())
                .append("; ");
          }
          ledger.put(key, words.toString());
        });
    return ledger;
  }

  private static List<Inlet> facts() {
    List<Inlet> facts = new ArrayList<>();
    facts.add(state(PRESS, START, "RUN"));
    facts.add(
        new Reported(
            FactTopic.OPERATOR_EVENTS,
            0,
            1,
            PRESS,
            new Fact.OfOperator(
                START,
                START,
                "e-1",
                OperatorEntry.ORDER_STARTED,
                START,
                Fact.NONE,
                null,
                "order-1",
                null,
                false,
                Double.NaN,
                List.of(),
                null,
                "op",
                null,
                "tablet",
                0)));
    for (int i = 0; i < 10; i++) {
      facts.add(made(PRESS, START + i * MINUTE + 30_000, 10));
    }
    facts.add(state(PRESS, START + 5 * MINUTE, "FAULTED"));
    facts.add(state(PRESS, START + 6 * MINUTE, "RUN"));
    return facts;
  }

  private static List<Inlet> tables() {
    List<Inlet> tables = new ArrayList<>();
    tables.add(new TableRow(TableTopic.ASSETS, PRESS, asset(PRESS)));
    tables.add(new TableRow(TableTopic.ASSETS, "silent-1", asset("silent-1")));
    tables.add(
        new TableRow(
            TableTopic.SHIFT_CALENDARS,
            DAY_AND_NIGHT,
            ShiftCalendar.newBuilder()
                .setCalendar(DAY_AND_NIGHT)
                .setZone("UTC")
                .setShifts(
                    List.of(
                        ShiftRule.newBuilder()
                            .setName("all")
                            .setDays(List.of(Weekday.values()))
                            .setStart("00:00")
                            .setEnd("00:00")
                            .build()))
                .build()));
    tables.add(
        new TableRow(
            TableTopic.PRODUCT_RATES,
            PRESS + "|lid",
            ProductRate.newBuilder()
                .setAssetId(PRESS)
                .setProduct("lid")
                .setVersions(List.of(RateVersion.newBuilder().setIdealSecondsPerUnit(6).build()))
                .build()));
    tables.add(
        new TableRow(
            TableTopic.WORK_ORDERS,
            "order-1",
            WorkOrder.newBuilder().setWorkOrder("order-1").setProduct("lid").build()));
    return tables;
  }

  private static Asset asset(String id) {
    return Asset.newBuilder()
        .setAssetId(id)
        .setCalendar(DAY_AND_NIGHT)
        .setCounter(CounterSettings.newBuilder().build())
        .setStateMap(Map.of("RUN", "PRODUCING"))
        .build();
  }
}
