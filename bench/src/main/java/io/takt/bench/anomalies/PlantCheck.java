package io.takt.bench.anomalies;

import io.takt.avro.Asset;
import io.takt.avro.MachineState;
import io.takt.avro.Quality;
import io.takt.avro.Telemetry;
import io.takt.ingest.simulator.Delivery;
import io.takt.ingest.simulator.FaultSettings;
import io.takt.ingest.simulator.Plant;
import io.takt.ingest.simulator.PlantRun;
import io.takt.ingest.simulator.PlantSettings;
import io.takt.ingest.simulator.master.TableRow;
import io.takt.ingest.simulator.truth.HiddenCause;
import io.takt.jobs.anomaly.Activity;
import io.takt.jobs.anomaly.AnomalySettings;
import io.takt.jobs.anomaly.AssetDetector;
import io.takt.jobs.anomaly.AssetModel;
import io.takt.jobs.anomaly.Contribution;
import io.takt.jobs.anomaly.Episode;
import io.takt.jobs.anomaly.Input;
import io.takt.jobs.anomaly.Step;
import io.takt.jobs.anomaly.Trust;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Takt's detector on a simulated plant, whose breakdowns have hidden causes that show in signals
 * beforehand.
 */
final class PlantCheck {
  private static final Instant START = Instant.parse("2026-03-02T05:00:00Z");
  private static final double WEEK_MILLIS = 7 * 86_400_000.0;
  /* Until the detector has seen enough of a machine nothing is expected of it. */
  private static final Duration LEARNING = Duration.ofHours(4);
  /* Whoever is quiet while a machine stands can see nothing in less. */
  private static final long LEAST_PRODUCTION = 60_000;

  private final AssetDetector detector = new AssetDetector(AnomalySettings.committed());
  private final Map<String, Map<String, String>> stateMaps = new HashMap<>();
  private final Map<String, AssetModel> models = new TreeMap<>();
  private final Map<String, TreeMap<Long, Activity>> activities = new HashMap<>();
  private final Map<String, Map<Long, Episode>> episodes = new TreeMap<>();
  private int begunInQuiet;

  /**
   * What was found.
   *
   * @param degradations breakdowns that showed in a signal before
   * @param unseen of these, the machine did not produce for a minute in between
   * @param found of these, with an episode that began in between
   * @param medianLeadMinutes from the episode's start to the breakdown
   * @param rightSignalFirst of those found, an injected signal and its direction lead the
   *     explanation
   * @param falseEpisodes episodes that meet no hidden cause
   * @param falsePerAssetWeek per asset and simulated week
   * @param begunInQuiet episodes that began while the asset did not produce
   */
  record Found(
      long seed,
      int degradations,
      int unseen,
      int found,
      double medianLeadMinutes,
      int rightSignalFirst,
      int falseEpisodes,
      double falsePerAssetWeek,
      int begunInQuiet) {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "seed %d: %d of %d degradations found before the breakdown (of %d the machine produced"
              + " less than a minute in between), median lead %.0f min, injected signal first in %d, false episodes %d (%.2f an asset and week),"
              + " begun outside production %d",
          seed,
          found,
          degradations,
          unseen,
          medianLeadMinutes,
          rightSignalFirst,
          falseEpisodes,
          falsePerAssetWeek,
          begunInQuiet);
    }
  }

  static Found run(long seed, int assets, Duration length) {
    return new PlantCheck().watch(seed, assets, length);
  }

  private Found watch(long seed, int assets, Duration length) {
    Plant plant = new Plant(PlantSettings.of(seed, START, assets).with(FaultSettings.NONE));
    for (TableRow row : plant.tables()) {
      if (row.row() instanceof Asset asset) {
        stateMaps.put(asset.getAssetId(), asset.getStateMap());
      }
    }
    PlantRun run = plant.until(START.plus(length));
    while (run.hasNext()) {
      take(run.next());
    }
    return compare(seed, run.hiddenCauses(), models.size(), length);
  }

  private void take(Delivery delivery) {
    if (delivery.value() instanceof MachineState state) {
      String word = state.getState();
      String canonical =
          stateMaps.getOrDefault(state.getAssetId(), Map.of()).getOrDefault(word, word);
      Activity activity = activity(canonical.toUpperCase(Locale.ROOT));
      long at = state.getAt().toEpochMilli();
      TreeMap<Long, Activity> told =
          activities.computeIfAbsent(state.getAssetId(), id -> new TreeMap<>());
      told.put(at, activity);
      // A heartbeat may overtake what came just before it; the job puts them in order.
      if (told.lastKey() == at) {
        feed(state.getAssetId(), new Input.Context(at, activity, "", ""));
      }
    } else if (delivery.value() instanceof Telemetry sample) {
      Trust trust = sample.getQuality() == Quality.BAD ? Trust.BAD : Trust.GOOD;
      feed(
          sample.getAssetId(),
          new Input.Sample(
              sample.getSignal(), sample.getAt().toEpochMilli(), sample.getValue(), trust));
    }
  }

  private static Activity activity(String state) {
    return switch (state) {
      case "PRODUCING" -> Activity.PRODUCING;
      case "SETUP" -> Activity.SETUP;
      case "MAINTENANCE", "OFF" -> Activity.PLANNED_STOP;
      case "UNKNOWN" -> Activity.UNKNOWN;
      default -> Activity.STOPPED;
    };
  }

  private void feed(String asset, Input input) {
    AssetModel model = models.computeIfAbsent(asset, id -> detector.newModel());
    Step step = detector.next(model, input);
    Map<Long, Episode> known = episodes.computeIfAbsent(asset, id -> new TreeMap<>());
    for (Episode episode : step.episodes()) {
      boolean began = known.put(episode.startedAt(), episode) == null;
      if (began && doing(asset, episode.startedAt()) != Activity.PRODUCING) {
        begunInQuiet++;
      }
    }
  }

  private Found compare(long seed, List<HiddenCause> causes, int assets, Duration length) {
    long judgedFrom = START.plus(LEARNING).toEpochMilli();
    List<Double> leads = new ArrayList<>();
    int degradations = 0;
    int unseen = 0;
    int right = 0;
    for (HiddenCause cause : causes) {
      if (cause.onset() < judgedFrom || signals(cause).isEmpty()) {
        continue;
      }
      degradations++;
      unseen += produced(cause) < LEAST_PRODUCTION ? 1 : 0;
      Episode first = firstIn(cause);
      if (first != null) {
        leads.add((cause.from() - first.startedAt()) / 60_000.0);
        right += namesItFirst(first, signals(cause)) ? 1 : 0;
      }
    }
    int wrong = 0;
    for (Map.Entry<String, Map<Long, Episode>> asset : episodes.entrySet()) {
      for (Episode episode : asset.getValue().values()) {
        wrong += meetsAny(asset.getKey(), episode, causes) ? 0 : 1;
      }
    }
    leads.sort(null);
    return new Found(
        seed,
        degradations,
        unseen,
        leads.size(),
        leads.isEmpty() ? 0 : leads.get(leads.size() / 2),
        right,
        wrong,
        wrong / (assets * length.toMillis() / WEEK_MILLIS),
        begunInQuiet);
  }

  /* "vibration high" and the like; none for a cause that shows in no signal beforehand. */
  private static List<String> signals(HiddenCause cause) {
    if (cause.onset() >= cause.from()) {
      return List.of();
    }
    return cause.evidence().stream()
        .filter(word -> word.endsWith(" high") || word.endsWith(" low"))
        .toList();
  }

  private Activity doing(String asset, long at) {
    Map.Entry<Long, Activity> told = activities.getOrDefault(asset, new TreeMap<>()).floorEntry(at);
    return told == null ? Activity.UNKNOWN : told.getValue();
  }

  /* Milliseconds of production from the onset to the breakdown. */
  private long produced(HiddenCause cause) {
    TreeMap<Long, Activity> told = activities.getOrDefault(cause.assetId(), new TreeMap<>());
    Activity now = doing(cause.assetId(), cause.onset());
    long at = cause.onset();
    long produced = 0;
    for (Map.Entry<Long, Activity> next :
        told.subMap(cause.onset(), false, cause.from(), false).entrySet()) {
      produced += now == Activity.PRODUCING ? next.getKey() - at : 0;
      at = next.getKey();
      now = next.getValue();
    }
    return produced + (now == Activity.PRODUCING ? cause.from() - at : 0);
  }

  private Episode firstIn(HiddenCause cause) {
    for (Episode episode : episodes.getOrDefault(cause.assetId(), Map.of()).values()) {
      if (episode.startedAt() >= cause.onset() && episode.startedAt() < cause.from()) {
        return episode;
      }
    }
    return null;
  }

  private static boolean namesItFirst(Episode episode, List<String> signals) {
    if (episode.contributions().isEmpty()) {
      return false;
    }
    Contribution first = episode.contributions().get(0);
    return signals.contains(
        first.signal() + " " + first.direction().name().toLowerCase(Locale.ROOT));
  }

  private static boolean meetsAny(String asset, Episode episode, List<HiddenCause> causes) {
    for (HiddenCause cause : causes) {
      if (cause.assetId().equals(asset)
          && episode.startedAt() >= cause.onset()
          && episode.startedAt() <= cause.to()) {
        return true;
      }
    }
    return false;
  }
}
