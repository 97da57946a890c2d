package io.takt.ingest.simulator.sensing;

import io.takt.avro.AlarmSeverity;
import io.takt.avro.CountKind;
import io.takt.avro.CountUnit;
import io.takt.avro.Quality;
import io.takt.ingest.simulator.Dice;
import io.takt.ingest.simulator.PlantSettings;
import io.takt.ingest.simulator.floor.Agenda;
import io.takt.ingest.simulator.floor.Machine;
import io.takt.ingest.simulator.floor.Outcome;
import io.takt.ingest.simulator.master.Condition;
import io.takt.ingest.simulator.master.Counting;
import io.takt.ingest.simulator.master.MachineSpec;
import io.takt.ingest.simulator.transport.Gateway;
import io.takt.ingest.simulator.truth.AssetHistory;

/** One machine's controller: turns what happens into reports, and knows which of them got away. */
public final class Controller {
  private static final double JITTERS = 0.006;
  private static final double JUMPS = 0.002;
  private static final long ABSURD = 40_000;
  private static final long STEADY_FOR_MS = 120_000;

  private final MachineSpec spec;
  private final Counting counting;
  private final Machine machine;
  private final PlantSettings settings;
  private final Gateway gateway;
  private final AssetHistory history;
  private final Dice dice;
  private final SignalModel signals;
  private final String source;
  private final Registers registers;

  private boolean connected;
  private long sequence;
  private long conditionSince;
  private Tally unsaid = Tally.NONE;
  private boolean hasBaseline;
  private long acceptedAt;
  private long acceptedTotal;
  private long lastSampleAt;
  private boolean odd;
  private long unsensedScrap;
  private long unsensedRework;

  /** The controller of a machine. */
  public Controller(
      Machine machine, PlantSettings settings, Gateway gateway, AssetHistory history) {
    this.machine = machine;
    this.spec = machine.spec();
    this.counting = spec.counting();
    this.settings = settings;
    this.gateway = gateway;
    this.history = history;
    this.dice = Dice.of(settings.seed(), "controller-" + spec.number());
    this.signals = new SignalModel(machine, Dice.of(settings.seed(), "signals-" + spec.number()));
    this.source = "plc-" + spec.assetId();
    long span = counting.max() > 0 ? counting.max() : 90_000;
    this.registers =
        new Registers(
            counting,
            dice.between(span / 2, span),
            dice.between(span / 2, span),
            dice.between(span / 10, span / 5),
            dice.between(span / 10, span / 5));
    this.sequence = dice.between(1L, 1_000_000L);
  }

  /** Begins to report, at once or when it is wired up. */
  public void begin(Agenda agenda) {
    agenda.at(agenda.now() + spec.connectsAfterMs(), now -> connect(agenda, now));
  }

  private void connect(Agenda agenda, long now) {
    connected = true;
    conditionSince = now;
    unsaid = Tally.NONE;
    tellState(now);
    every(agenda, now, settings.heartbeatEvery().toMillis(), 7_919, this::tellState);
    every(agenda, now, settings.countEvery().toMillis(), 1_237, this::sample);
    if (!settings.telemetryEvery().isZero()) {
      every(agenda, now, settings.telemetryEvery().toMillis(), 3_331, this::measure);
    }
  }

  /* Each machine has its own phase, so that not all speak at once. */
  private void every(Agenda agenda, long now, long period, long stride, Agenda.Task task) {
    long phase = 1 + spec.number() * stride % period;
    agenda.at(now + phase, new Repeated(agenda, period, task));
  }

  private record Repeated(Agenda agenda, long period, Agenda.Task task) implements Agenda.Task {
    @Override
    public void run(long now) {
      task.run(now);
      agenda.at(now + period, this);
    }
  }

  /** The machine signals another condition. */
  public void conditionChanged(long now) {
    conditionSince = now;
    if (connected) {
      tellState(now);
    }
  }

  private void tellState(long now) {
    Condition condition = machine.condition();
    if (gateway.takeFromMachine(
        new Report.State(
            spec.assetId(), now, spec.dialect().word(condition), source, sequence++))) {
      history.state(now, condition);
    }
  }

  /** An alarm came or went. */
  public void alarm(long now, String code, boolean active) {
    if (!connected) {
      return;
    }
    AlarmSeverity severity = code.startsWith("W-") ? AlarmSeverity.WARNING : AlarmSeverity.FAULT;
    if (gateway.takeFromMachine(
        new Report.Alarm(
            spec.assetId(),
            now,
            code,
            active,
            severity,
            spec.machineClass() + " " + code,
            source,
            sequence++))) {
      history.sign(now);
    }
  }

  /** One cycle ended. */
  public void partsMade(long now, int pieces, Outcome outcome) {
    int counts = pieces / counting.piecesPerCycle();
    Tally made = sense(counts, pieces, outcome);
    registers.count(made);
    unsaid = unsaid.plus(made);
    if (connected && counting.perPart() && !settings.sampleAlways()) {
      sample(now);
    }
  }

  private Tally sense(int counts, int pieces, Outcome outcome) {
    if (outcome == Outcome.SCRAP) {
      if (counting.sendsScrap()) {
        return new Tally(0, counts, 0);
      }
      unsensedScrap += pieces;
    } else if (outcome == Outcome.REWORK) {
      if (counting.sendsRework()) {
        return new Tally(0, 0, counts);
      }
      unsensedRework += pieces;
    }
    return new Tally(counts, 0, 0);
  }

  /** Scrap that the machine took for good, in pieces, since last asked. */
  public long takeUnsensedScrap() {
    long pieces = unsensedScrap;
    unsensedScrap = 0;
    return pieces;
  }

  /** Parts for rework that the machine took for good, in pieces, since last asked. */
  public long takeUnsensedRework() {
    long pieces = unsensedRework;
    unsensedRework = 0;
    return pieces;
  }

  /** The controller starts again with its counters at zero, if it is of that make. */
  public void restart(long now) {
    // What counters show after a restart nobody saw cannot be told from an ordinary reading.
    if (!connected || !counting.resets() || gateway.loses(now)) {
      return;
    }
    registers.restart();
    unsaid = Tally.NONE;
    sampleCounters(now);
  }

  private void sample(long now) {
    if (counting.cumulative()) {
      boolean worthIt =
          settings.sampleAlways()
              || unsaid.total() > 0
              || !hasBaseline
              || now - lastSampleAt >= settings.heartbeatEvery().toMillis();
      if (worthIt) {
        sampleCounters(now);
      }
    } else if (unsaid.total() > 0 || settings.sampleAlways()) {
      Tally made = unsaid;
      unsaid = Tally.NONE;
      if (gateway.takeFromMachine(
          count(now, CountKind.DELTA, made.total(), made.good(), made.scrap(), made.rework()))) {
        book(now, now, made);
      }
    }
  }

  private void sampleCounters(long now) {
    boolean steady =
        hasBaseline
            && !odd
            && machine.condition() == Condition.PRODUCING
            && now - conditionSince > STEADY_FOR_MS
            && now - lastSampleAt <= STEADY_FOR_MS;
    if (steady && counting.jitter() > 0 && dice.chance(JITTERS)) {
      tellOddReading(now, acceptedTotal - 1 - dice.below(counting.jitter()));
    } else if (steady && counting.jumps() && dice.chance(JUMPS)) {
      tellOddReading(now, registers.total() + ABSURD + dice.below(10_000));
    } else if (gateway.takeFromMachine(
        count(
            now,
            CountKind.CUMULATIVE,
            registers.total(),
            registers.good(),
            registers.scrap(),
            registers.rework()))) {
      if (hasBaseline) {
        book(now, acceptedAt, unsaid);
      } else {
        hasBaseline = true;
        history.sign(now);
      }
      unsaid = Tally.NONE;
      acceptedAt = now;
      acceptedTotal = registers.total();
      lastSampleAt = now;
      odd = false;
    }
  }

  /* A reading that will not be believed: the parts stay unsaid. Only machines that send nothing but totals do this. */
  private void tellOddReading(long now, long reading) {
    if (gateway.takeFromMachine(count(now, CountKind.CUMULATIVE, reading, 0, 0, 0))) {
      history.sign(now);
      lastSampleAt = now;
      odd = true;
    }
  }

  private void book(long now, long since, Tally made) {
    double pieces = counting.piecesPerCycle();
    history.count(now, since, made.good() * pieces, made.scrap() * pieces, made.rework() * pieces);
  }

  private Report.Count count(
      long now, CountKind kind, long total, long good, long scrap, long rework) {
    return new Report.Count(
        spec.assetId(),
        now,
        kind,
        counting.piecesPerCycle() > 1 ? CountUnit.CYCLE : CountUnit.PIECE,
        counting.sendsTotal() ? (double) total : null,
        counting.sendsGood() ? (double) good : null,
        counting.sendsScrap() ? (double) scrap : null,
        counting.sendsRework() ? (double) rework : null,
        counting.maxInFact() ? (double) counting.max() : null,
        source,
        sequence++);
  }

  private void measure(long now) {
    Quality quality = dice.chance(0.002) ? Quality.BAD : Quality.GOOD;
    tell(now, "temperature", signals.temperature(now), quality);
    tell(now, "vibration", signals.vibration(now), Quality.GOOD);
    tell(now, "power", signals.power(now), Quality.GOOD);
  }

  private void tell(long now, String signal, double value, Quality quality) {
    // Telemetry is no sign of life, so nobody needs to know whether it got away.
    boolean unused =
        gateway.takeFromMachine(
            new Report.Sample(spec.assetId(), signal, now, value, quality, source, sequence++));
  }
}
