package io.takt.bench.causes;

import static io.takt.jobs.timeline.Fact.NONE;

import io.takt.avro.Asset;
import io.takt.avro.MachineAlarm;
import io.takt.avro.MachineState;
import io.takt.avro.OperatorEvent;
import io.takt.avro.Reason;
import io.takt.avro.ShiftCalendar;
import io.takt.avro.Telemetry;
import io.takt.ingest.simulator.Delivery;
import io.takt.ingest.simulator.FaultSettings;
import io.takt.ingest.simulator.Plant;
import io.takt.ingest.simulator.PlantRun;
import io.takt.ingest.simulator.PlantSettings;
import io.takt.ingest.simulator.master.TableRow;
import io.takt.ingest.simulator.truth.HiddenCause;
import io.takt.jobs.downtime.EventMapping;
import io.takt.jobs.downtime.cause.CauseDesk;
import io.takt.jobs.downtime.cause.CauseMemory;
import io.takt.jobs.downtime.cause.Finding;
import io.takt.jobs.downtime.cause.LineCases;
import io.takt.jobs.downtime.cause.LineEvent;
import io.takt.jobs.downtime.cause.LineHistory;
import io.takt.jobs.downtime.cause.StopCase;
import io.takt.jobs.downtime.cause.StopKey;
import io.takt.jobs.intake.FactMapping;
import io.takt.jobs.intake.InvalidRecordException;
import io.takt.jobs.intake.TableMapping;
import io.takt.jobs.timeline.ExpandedCalendar;
import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.PlantCalendar;
import io.takt.jobs.timeline.SharedTables;
import io.takt.jobs.timeline.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.avro.specific.SpecificRecord;

/**
 * One plant's life through the pure core. A stop is judged by what was known a minute after it
 * began, again when a machine that waited fails before it ran again, and learned from when somebody
 * says why: in the order in which all of it happened.
 */
final class CausesRun implements SharedTables, LineCases.Listener {
  /** All evidence of a stop is there so long after its start. */
  private static final long JUDGED_AFTER = 65_000;

  /** A state is told so soon, also by machines whose clocks are off. */
  private static final long SEEN_WITHIN = 60_000;

  private static final long HORIZON = 73 * 3_600_000L;
  private static final Instant START = Instant.parse("2026-01-05T05:00:00Z");

  private final PlantSettings settings;
  private final Map<String, Asset> assets = new HashMap<>();
  private final Map<String, StopsOfAsset> timelines = new HashMap<>();
  private final Map<String, PlantCalendar> calendars = new HashMap<>();
  private final Map<String, Versions<LossCategory>> reasons = new HashMap<>();
  private final Map<String, LineHistory> lines = new HashMap<>();
  private final Map<String, CauseDesk> desks = new HashMap<>();
  private final Map<String, SignalWatch> signals = new HashMap<>();
  private final Map<String, Boolean> producing = new HashMap<>();
  private final LineCases cases = new LineCases(HORIZON);
  private final Baselines baselines = new Baselines();
  private final Map<StopKey, Finding> findings = new HashMap<>();
  private final Map<StopKey, String> labels = new HashMap<>();
  private final Map<StopKey, List<Judged>> judged = new LinkedHashMap<>();
  private final PriorityQueue<Due> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparing(d -> d.key().asset()));
  private long clock = Long.MIN_VALUE;

  /**
   * What each way said of a stop at the time, before it was told.
   *
   * @param since when the machine began to show what this rests on
   */
  record Judged(long since, Guess model, Guess majority, Guess lastCause, Guess firstOut) {}

  /** A stop that is judged when all evidence is there of what it has shown since. */
  private record Due(StopKey key, long since) {
    long at() {
      return since + JUDGED_AFTER;
    }
  }

  private CausesRun(long seed, int days, int machines) {
    PlantSettings plant = PlantSettings.of(seed, START, machines);
    this.settings =
        new PlantSettings(
            plant.seed(),
            plant.start(),
            plant.assets(),
            Duration.ofHours(1),
            Duration.ofMinutes(4),
            Duration.ofMinutes(1),
            plant.sampleAlways(),
            plant.faultCycle(),
            Duration.ofDays(days + 1L),
            true,
            FaultSettings.NONE);
  }

  /** Simulates a plant for so many days and judges its stops. */
  static Result of(long seed, int days, int machines) {
    return new CausesRun(seed, days, machines).run(days);
  }

  /** What happened and what was said of it. */
  record Result(
      List<HiddenCause> truth,
      Map<StopKey, List<Judged>> judged,
      Map<StopKey, Finding> last,
      Map<StopKey, String> labels) {}

  private Result run(int days) {
    Plant plant = new Plant(settings);
    for (TableRow row : plant.tables()) {
      describe(row.row());
    }
    PlantRun run = plant.until(START.plus(Duration.ofDays(days)));
    while (run.hasNext()) {
      Delivery delivery = run.next();
      clock = delivery.arrivedAt();
      judgeUntil(clock);
      take((SpecificRecord) delivery.value(), delivery.arrivedAt());
    }
    judgeUntil(Long.MAX_VALUE);
    return new Result(run.hiddenCauses(), judged, findings, labels);
  }

  private void describe(SpecificRecord row) {
    if (row instanceof ShiftCalendar calendar) {
      calendars.put(calendar.getCalendar(), new ExpandedCalendar(TableMapping.calendar(calendar)));
    } else if (row instanceof Reason reason) {
      reasons.put(reason.getReason(), TableMapping.reason(reason));
    } else if (row instanceof Asset asset) {
      assets.put(asset.getAssetId(), asset);
      timelines.put(
          asset.getAssetId(), new StopsOfAsset(TableMapping.settings(asset), this, this::toLine));
      toLine(EventMapping.placed(asset));
    }
  }

  private void take(SpecificRecord row, long arrivedAt) {
    if (row instanceof Telemetry sample) {
      String asset = sample.getAssetId();
      SignalWatch watch =
          signals.computeIfAbsent(asset + "|" + sample.getSignal(), s -> new SignalWatch());
      if (!producing.getOrDefault(asset, false) || sample.getValue() == null) {
        watch.rest();
        return;
      }
      LineEvent.AnomalyTold begins = watch.take(sample);
      if (begins != null) {
        toLine(begins);
      }
    } else if (row instanceof MachineState state) {
      LineEvent.StateTold told = EventMapping.state(state, assets.get(state.getAssetId()));
      producing.put(told.asset(), told.state() == io.takt.jobs.timeline.MachineState.PRODUCING);
      toLine(told);
      toTimeline(state.getAssetId(), state, arrivedAt);
    } else if (row instanceof MachineAlarm alarm) {
      toLine(EventMapping.alarm(alarm));
      toTimeline(alarm.getAssetId(), alarm, arrivedAt);
    } else if (row instanceof OperatorEvent event) {
      LineEvent word = EventMapping.word(event);
      if (word != null) {
        toLine(word);
      }
      toTimeline(event.getAssetId(), event, arrivedAt);
    }
    // Counts say nothing of stops.
  }

  private void toTimeline(String asset, SpecificRecord row, long arrivedAt) {
    try {
      timelines.get(asset).take(FactMapping.fact(row, arrivedAt));
    } catch (InvalidRecordException e) {
      throw new IllegalStateException("The simulator made an invalid fact", e);
    }
  }

  private void toLine(LineEvent event) {
    String line = EventMapping.placed(assets.get(event.asset())).line();
    cases.accept(lines.computeIfAbsent(line, l -> new LineHistory()), event, this);
  }

  @Override
  public void stop(StopCase stop) {
    // No alarm map: what was learned is to be measured.
    CauseDesk desk =
        desks.computeIfAbsent(
            stop.site(), s -> new CauseDesk(new CauseMemory.OnHeap(), (type, code) -> null));
    StopKey key = stop.key();
    String before = labels.get(key);
    String now = stop.givenReason();
    if (before != null && !before.equals(now)) {
      baselines.learn(stop, firstAlarm(stop), before, -1);
      labels.remove(key);
    }
    if (now != null && !now.equals(before)) {
      judge(new Due(key, key.start()));
      baselines.learn(stop, firstAlarm(stop), now, 1);
      labels.put(key, now);
    }
    Finding known = findings.put(key, desk.judge(stop));
    if (known == null) {
      waiting.add(new Due(key, key.start()));
    } else if (known.stop().state() != stop.state()) {
      waiting.add(new Due(key, clock));
    }
  }

  @Override
  public void gone(StopKey stop) {
    Finding known = findings.remove(stop);
    if (known != null) {
      desks.get(known.stop().site()).gone(stop);
    }
  }

  private void judgeUntil(long now) {
    while (!waiting.isEmpty() && waiting.peek().at() < now) {
      judge(waiting.poll());
    }
  }

  private void judge(Due due) {
    Finding finding = findings.get(due.key());
    List<Judged> before = judged.computeIfAbsent(due.key(), key -> new ArrayList<>());
    boolean saidOfThis = before.stream().anyMatch(other -> other.since() >= due.since());
    if (finding != null && !saidOfThis) {
      StopCase stop = finding.stop();
      before.add(
          new Judged(
              due.since(),
              new Guess(finding.candidates()),
              baselines.majority(stop),
              baselines.lastCause(stop),
              baselines.firstOut(stop, firstAlarm(stop))));
    }
  }

  /** The earliest fault, as a plain look-up would take it. */
  private static String firstAlarm(StopCase stop) {
    for (StopCase.AlarmSeen alarm : stop.alarms()) {
      if (alarm.severity().compareTo(io.takt.jobs.timeline.AlarmSeverity.FAULT) >= 0) {
        return alarm.code();
      }
    }
    return "none";
  }

  @Override
  public PlantCalendar calendar(String key) {
    return calendars.get(key);
  }

  @Override
  public Versions<LossCategory> reason(String code) {
    return reasons.get(code);
  }

  /** The stop that a hidden cause made, or null if it was never booked. */
  static StopKey stopOf(HiddenCause cause, Result result) {
    StopKey exact = new StopKey(cause.assetId(), cause.from());
    if (result.last().containsKey(exact)) {
      return exact;
    }
    for (Map.Entry<StopKey, Finding> finding : result.last().entrySet()) {
      StopCase stop = finding.getValue().stop();
      if (stop.asset().equals(cause.assetId())
          && stop.start() <= cause.from()
          && (stop.end() == NONE || stop.end() > cause.from())) {
        return finding.getKey();
      }
    }
    return null;
  }

  /** What was said of a hidden cause once it had shown itself; null: its stop was never judged. */
  static Judged judgedOf(HiddenCause cause, StopKey stop, Result result) {
    Judged latest = null;
    for (Judged each : result.judged().getOrDefault(stop, List.of())) {
      if (latest == null || each.since() <= cause.from() + SEEN_WITHIN) {
        latest = each;
      }
    }
    return latest;
  }
}
