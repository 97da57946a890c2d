package io.takt.jobs.anomaly;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Takes what happens at an asset, in order of time, and says what is abnormal. It holds nothing but
 * settings.
 */
public final class AssetDetector {
  private static final double NOT_AN_ANOMALY = 1.5;

  private final AnomalySettings settings;
  private final RowJudge judge;

  public AssetDetector(AnomalySettings settings) {
    this.settings = settings;
    this.judge = new RowJudge(settings);
  }

  /**
   * A model of an asset of which nothing is known. It is taken to be producing until it is said
   * what it does.
   */
  public AssetModel newModel() {
    return new AssetModel();
  }

  /**
   * The next input.
   *
   * @param model is changed
   * @return what is to be said
   */
  public Step next(AssetModel model, Input input) {
    Saying say = new Saying();
    if (input instanceof Input.Sample sample) {
      sample(model, sample, say);
    } else if (input instanceof Input.Context context) {
      context(model, context, say);
    } else if (input instanceof Input.SignalLimits limits) {
      SensorWatch sensor = sensor(model, limits.signal());
      if (sensor != null) {
        sensor.limits(limits.lower(), limits.upper());
      }
    } else if (input instanceof Input.PassedTime time) {
      for (SensorWatch sensor : model.sensors) {
        sensor.passed(time.at(), settings.sensors(), say.faults);
      }
    } else if (input instanceof Input.Verdict verdict) {
      verdict(model, verdict, say);
    }
    return say.step();
  }

  /** What one input gives rise to. */
  static final class Saying {
    final List<Episode> episodes = new ArrayList<>();
    final List<SensorFault> faults = new ArrayList<>();
    double score;
    boolean change;

    Step step() {
      boolean quiet = score == 0 && !change && episodes.isEmpty() && faults.isEmpty();
      return quiet ? Step.QUIET : new Step(score, change, episodes, faults);
    }
  }

  private void sample(AssetModel model, Input.Sample sample, Saying say) {
    SensorWatch sensor = sensor(model, sample.signal());
    if (sensor == null) {
      model.ignoredSamples++;
      return;
    }
    if (sample.at() < sensor.at() || sample.at() < model.rowAt) {
      model.lateSamples++;
      return;
    }
    if (sensor.inRow()) {
      judge.closeRow(model, say);
    }
    sensor.next(sample, model.activity == Activity.PRODUCING, settings.sensors(), say.faults);
    model.rowAt = sample.at();
    for (SensorWatch other : model.sensors) {
      if (other.awaited()) {
        return;
      }
    }
    judge.closeRow(model, say);
  }

  /* null: there are too many already */
  private SensorWatch sensor(AssetModel model, String name) {
    for (SensorWatch sensor : model.sensors) {
      if (sensor.name().equals(name)) {
        return sensor;
      }
    }
    if (model.sensors.size() >= settings.maxSignals()) {
      return null;
    }
    SensorWatch sensor = new SensorWatch(name);
    model.sensors.add(sensor);
    return sensor;
  }

  private void context(AssetModel model, Input.Context context, Saying say) {
    boolean same = context.activity() == model.activity && context.product().equals(model.product);
    model.workOrder = context.workOrder();
    if (same) {
      return;
    }
    boolean stopped = context.activity() == Activity.STOPPED;
    if (stopped && model.alarm.isOpen()) {
      regimeOf(model, settings).goBack();
    }
    model.alarm.interrupt(context.at(), stopped, say.episodes);
    model.activity = context.activity();
    model.product = context.product();
    model.contextSince = context.at();
    if (model.activity == Activity.PRODUCING) {
      regimeOf(model, settings).resume();
    }
  }

  /* The regime that is used longest ago makes room for a new one. */
  static RegimeModel regimeOf(AssetModel model, AnomalySettings settings) {
    RegimeModel known = model.regimes.get(model.regime());
    if (known != null) {
      return known;
    }
    if (model.regimes.size() >= settings.maxRegimes()) {
      Iterator<String> oldest = model.regimes.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    RegimeModel regime = new RegimeModel();
    model.regimes.put(model.regime(), regime);
    return regime;
  }

  private void verdict(AssetModel model, Input.Verdict verdict, Saying say) {
    boolean wasOpen = model.alarm.isOpen();
    Episode episode = model.alarm.judge(verdict, say.episodes);
    RegimeModel regime = episode == null ? null : model.regimes.get(episode.regime());
    if (regime == null) {
      return;
    }
    if (!episode.contributions().isEmpty()) {
      int led = indexOf(model, episode.contributions().get(0).signal());
      regime.tolerate(led, verdict.anomaly() ? 1 / NOT_AN_ANOMALY : NOT_AN_ANOMALY);
    }
    if (wasOpen && !model.alarm.isOpen() && !verdict.anomaly()) {
      regime.learnAnew(judge.believed(model));
    }
  }

  private static int indexOf(AssetModel model, String signal) {
    for (int i = 0; i < model.sensors.size(); i++) {
      if (model.sensors.get(i).name().equals(signal)) {
        return i;
      }
    }
    return Integer.MAX_VALUE;
  }

  /**
   * A signal is known to range this far, in its unit; excursions are measured by it. Benchmarks
   * that give the range away beforehand say so here.
   */
  public void knowRange(AssetModel model, String signal, double range) {
    if (sensor(model, signal) != null) {
      regimeOf(model, settings).knowRange(indexOf(model, signal), range);
    }
  }
}
