package io.takt.jobs.telemetry;

import io.takt.avro.Anomaly;
import io.takt.avro.DataQuality;
import io.takt.avro.Verdict;
import io.takt.jobs.anomaly.AnomalySettings;
import io.takt.jobs.anomaly.AssetDetector;
import io.takt.jobs.anomaly.AssetModel;
import io.takt.jobs.anomaly.Episode;
import io.takt.jobs.anomaly.Input;
import io.takt.jobs.anomaly.SensorFault;
import io.takt.jobs.anomaly.Step;
import io.takt.jobs.anomaly.Trust;
import io.takt.jobs.intake.AssetInput;
import io.takt.jobs.intake.Losses;
import io.takt.jobs.intake.Outlets;
import io.takt.jobs.intake.Sensed;
import io.takt.jobs.intake.Sensed.Sample;
import io.takt.jobs.intake.SharedRow;
import io.takt.jobs.oee.CalendarRulesSerializer;
import io.takt.jobs.timeline.CalendarRules;
import io.takt.jobs.timeline.ExpandedCalendar;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.PlantCalendar;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Hands each asset's samples to its detector, with what the machine was doing at the time, and says
 * what the detector found. Keyed by asset.
 *
 * <p>States, orders and samples come on different topics, in any order. They are taken in turns
 * that depend on their own two times alone ({@link Turn}), once the arrivals of all have passed
 * that point; so every run over the same facts hands the detector the same inputs, and a restart in
 * the middle changes no later score. Tables (how an asset's words are read, specification limits,
 * what an order is, calendars) hold from when they are read on.
 *
 * <p>Bounded: the {@link #WAITING_AT_MOST} turns, 64 words on orders, 64 episodes, and what the
 * detector's settings allow. End of life: an asset goes when its description is deleted, and one
 * that nobody has described {@link #FORGET_AFTER} and up to a day after its newest input arrived.
 */
public final class WatchAssets
    extends KeyedBroadcastProcessFunction<String, Watched, SharedRow, Anomaly> {

  private static final long serialVersionUID = 1L;

  /** Milliseconds. */
  static final long FORGET_AFTER = Duration.ofDays(31).toMillis();

  private static final long DAY = Duration.ofDays(1).toMillis();

  /** More than this wait only if the arrivals of all stand still; then the earliest goes ahead. */
  static final int WAITING_AT_MOST = 10_000;

  static final MapStateDescriptor<String, CalendarRules> CALENDARS =
      new MapStateDescriptor<>(
          "calendars", StringSerializer.INSTANCE, new CalendarRulesSerializer());

  private static final ValueStateDescriptor<AssetWatch> WATCH =
      new ValueStateDescriptor<>("watch", new AssetWatchSerializer());
  private static final ValueStateDescriptor<AssetModel> MODEL =
      new ValueStateDescriptor<>("model", new AssetModelSerializer());

  private transient AnomalySettings settings;
  private transient AssetDetector detector;
  private transient Map<String, ExpandedCalendar> calendars;
  private transient ValueState<AssetWatch> watches;
  private transient ValueState<AssetModel> models;
  private transient Losses losses;
  private transient Counter late;
  private transient Counter ahead;

  @Override
  public void open(OpenContext context) {
    settings = AnomalySettings.committed();
    detector = new AssetDetector(settings);
    calendars = new HashMap<>();
    watches = getRuntimeContext().getState(WATCH);
    models = getRuntimeContext().getState(MODEL);
    losses = new Losses(getRuntimeContext().getMetricGroup());
    late = getRuntimeContext().getMetricGroup().counter("samplesTooLateToJudge");
    ahead = getRuntimeContext().getMetricGroup().counter("turnsAheadOfTime");
  }

  @Override
  public void processBroadcastElement(SharedRow row, Context context, Collector<Anomaly> out)
      throws Exception {
    if (row instanceof SharedRow.OfCalendar calendar) {
      BroadcastState<String, CalendarRules> state = context.getBroadcastState(CALENDARS);
      if (calendar.rules() == null) {
        state.remove(calendar.calendar());
      } else {
        state.put(calendar.calendar(), calendar.rules());
      }
    }
  }

  @Override
  public void processElement(Watched input, ReadOnlyContext context, Collector<Anomaly> out)
      throws Exception {
    if (input instanceof Watched.OfPlant plant && plant.input() instanceof AssetInput.Removed) {
      watches.clear();
      models.clear();
      return;
    }
    Turns turns = new Turns(context, context.timerService().currentWatermark(), out);
    if (input instanceof Watched.OfPlant plant) {
      turns.hear(plant.input());
    } else if (input instanceof Watched.OfSignals signals) {
      turns.hear(signals.sensed());
    }
    while (turns.watch.waiting.size() > WAITING_AT_MOST) {
      ahead.inc();
      turns.take(turns.watch.waiting.pollFirst());
    }
    turns.keep(context);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Anomaly> out)
      throws Exception {
    if (watches.value() == null) {
      return;
    }
    Turns turns = new Turns(context, context.timerService().currentWatermark(), out);
    if (turns.watch.timerAt <= timestamp) {
      turns.watch.timerAt = Long.MAX_VALUE;
    }
    turns.takeAllDue();
    if (turns.forgettable()) {
      watches.clear();
      models.clear();
      return;
    }
    turns.keep(context);
  }

  /** One asset's state while it is worked on. */
  private final class Turns {

    private final ReadOnlyContext context;
    private final Collector<Anomaly> out;
    private final long watermark;
    private final AssetWatch watch;
    private AssetModel model;

    Turns(ReadOnlyContext context, long watermark, Collector<Anomaly> out) throws Exception {
      this.context = context;
      this.watermark = watermark;
      this.out = out;
      AssetWatch known = watches.value();
      watch = known == null ? new AssetWatch() : known;
      model = models.value();
    }

    void hear(AssetInput input) {
      if (input instanceof AssetInput.Reported reported) {
        if (reported.fact() instanceof Fact.OfState || reported.fact() instanceof Fact.OfOperator) {
          wait(new Turn(null, reported.fact()), reported.fact().arrivedAt());
        }
      } else if (input instanceof AssetInput.Described described) {
        watch.settings = described.settings();
      } else if (input instanceof AssetInput.Ordered ordered) {
        watch.orders.know(ordered.order());
      }
    }

    void hear(Sensed.OfAsset sensed) {
      if (sensed instanceof Sample sample) {
        wait(new Turn(sample, null), sample.arrivedAt());
      } else if (sensed instanceof Sensed.Described described) {
        boolean gone = described.row() == null;
        tell(
            new Input.SignalLimits(
                watch.heardTo,
                described.signal(),
                gone ? null : described.row().getLowerSpecification(),
                gone ? null : described.row().getUpperSpecification()));
      }
    }

    private void wait(Turn turn, long arrivedAt) {
      watch.newestArrival = Math.max(watch.newestArrival, arrivedAt);
      watch.waiting.add(turn);
    }

    /** Takes every turn that nothing can come before any more. */
    void takeAllDue() throws Exception {
      while (!watch.waiting.isEmpty() && watch.waiting.first().due() <= watermark) {
        take(watch.waiting.pollFirst());
      }
      letTimePass(watermark - Turn.SLACK);
    }

    void take(Turn turn) throws Exception {
      letTimePass(turn.due() - Turn.SLACK);
      if (turn.sample() != null) {
        take(turn.sample());
      } else if (turn.fact() instanceof Fact.OfState state) {
        watch.state(state);
        lookAround(Math.max(state.at(), watch.heardTo));
      } else if (turn.fact() instanceof Fact.OfOperator said) {
        Decision decision = Decision.of(said);
        if (decision != null) {
          decide(decision, said.at());
        } else if (watch.orders.hear(said)) {
          lookAround(Math.max(said.at(), watch.heardTo));
        }
      }
    }

    private void take(Sample sample) throws Exception {
      if (sample.at() < watch.heardTo || !watch.isNewest(sample.signal(), sample.at())) {
        late.inc();
        return;
      }
      lookAround(sample.at());
      Double value = Double.isNaN(sample.value()) ? null : sample.value();
      Trust trust =
          switch (sample.quality()) {
            case GOOD -> Trust.GOOD;
            case UNCERTAIN -> Trust.UNCERTAIN;
            case BAD -> Trust.BAD;
          };
      tell(new Input.Sample(sample.signal(), sample.at(), value, trust));
    }

    /** Tells the detector what the machine does, if that has changed. */
    private void lookAround(long at) throws Exception {
      watch.heardTo = at;
      Input.Context now = watch.contextAt(at, calendar());
      if (now != null) {
        tell(now);
      }
    }

    private void decide(Decision decision, long at) {
      tell(new Input.Verdict(at, decision.startedAt(), decision.verdict() == Verdict.CONFIRMED));
      Anomaly decided =
          watch.episodes.decide(decision.startedAt(), decision.verdict(), wallMicros());
      if (decided != null) {
        out.collect(decided);
      }
    }

    private void letTimePass(long to) {
      while (model != null) {
        long wanted = model.wantsTimeAt(settings);
        if (wanted > to || wanted <= watch.timeGivenAt) {
          return;
        }
        watch.timeGivenAt = wanted;
        tell(new Input.PassedTime(wanted));
      }
    }

    private void tell(Input input) {
      if (model == null) {
        model = detector.newModel();
      }
      Step step = detector.next(model, input);
      String asset = context.getCurrentKey();
      for (Episode episode : step.episodes()) {
        out.collect(watch.episodes.say(asset, episode, wallMicros()));
      }
      for (SensorFault fault : step.sensorFaults()) {
        DataQuality doubt = SensorDoubts.of(asset, fault);
        losses.count(doubt);
        context.output(Outlets.DATA_QUALITY, doubt);
      }
    }

    private long wallMicros() {
      return context.timerService().currentProcessingTime() * 1000;
    }

    private PlantCalendar calendar() throws Exception {
      if (watch.settings == null) {
        return null;
      }
      String name = watch.settings.calendar();
      ReadOnlyBroadcastState<String, CalendarRules> state = context.getBroadcastState(CALENDARS);
      CalendarRules rules = state.get(name);
      if (rules == null) {
        return null;
      }
      ExpandedCalendar expanded = calendars.get(name);
      if (expanded == null || !expanded.rules().equals(rules)) {
        expanded = new ExpandedCalendar(rules);
        calendars.put(name, expanded);
      }
      return expanded;
    }

    boolean forgettable() {
      return watch.settings == null && watch.waiting.isEmpty() && watermark >= forgetAt();
    }

    /** In whole days, so that not every sample sets another timer. */
    private long forgetAt() {
      return (Math.floorDiv(watch.newestArrival + FORGET_AFTER, DAY) + 1) * DAY;
    }

    /** Puts the state back and sees to it that the next turn is not missed. */
    void keep(ReadOnlyContext timers) throws Exception {
      long next = watch.waiting.isEmpty() ? Long.MAX_VALUE : watch.waiting.first().due();
      if (model != null) {
        long wanted = model.wantsTimeAt(settings);
        if (wanted > watch.timeGivenAt && wanted != Long.MAX_VALUE) {
          next = Math.min(next, wanted + Turn.SLACK);
        }
      }
      if (watch.settings == null && watch.newestArrival != Long.MIN_VALUE) {
        next = Math.min(next, forgetAt());
      }
      if (next < watch.timerAt) {
        timers.timerService().registerEventTimeTimer(next);
        watch.timerAt = next;
      }
      watches.update(watch);
      if (model != null) {
        models.update(model);
      }
    }
  }
}
