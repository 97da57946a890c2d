package io.takt.jobs.anomaly;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A made-up machine with three signals, a sample a second, and the detector that watches it. */
final class Machine {
  static final long START = 1_700_000_000_000L;
  static final List<String> SIGNALS = List.of("temperature", "vibration", "power");

  final AssetDetector detector = new AssetDetector(AnomalySettings.committed());
  AssetModel model = detector.newModel();
  final List<Step> steps = new ArrayList<>();
  final double[] shift = new double[SIGNALS.size()];
  private final Random dice;
  long now = START;

  Machine(long seed) {
    dice = new Random(seed);
  }

  /** Runs for that many seconds with the present shifts, in standard deviations. */
  Machine run(int seconds) {
    for (int i = 0; i < seconds; i++) {
      now += 1_000;
      for (int s = 0; s < SIGNALS.size(); s++) {
        say(new Input.Sample(SIGNALS.get(s), now, value(s), Trust.GOOD));
      }
    }
    return this;
  }

  double value(int signal) {
    return 50 + 10 * signal + dice.nextGaussian() + shift[signal];
  }

  Machine does(Activity activity) {
    say(new Input.Context(now, activity, "", ""));
    return this;
  }

  void say(Input input) {
    Step step = detector.next(model, input);
    if (!step.equals(Step.QUIET)) {
      steps.add(step);
    }
  }

  /** The last word on each episode. */
  List<Episode> episodes() {
    List<Episode> last = new ArrayList<>();
    for (Step step : steps) {
      for (Episode episode : step.episodes()) {
        last.removeIf(known -> known.startedAt() == episode.startedAt());
        last.add(episode);
      }
    }
    return last;
  }

  List<SensorFault> sensorFaults() {
    return steps.stream().flatMap(step -> step.sensorFaults().stream()).toList();
  }
}
