package io.takt.jobs.oee;

import io.takt.jobs.timeline.Admission;
import io.takt.jobs.timeline.Timeline;
import io.takt.schemas.RegistryAddress;
import io.takt.sinks.copy.SinkSettings;
import io.takt.sinks.database.DatabaseSettings;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;

/**
 * What the job needs to know besides Flink's own configuration.
 *
 * @param database as role takt_writer
 * @param horizon how far back facts are booked, from an hour to 31 days
 * @param settle how long after its end a shift is reported, of the plant's time, from a minute to a
 *     day; what is heard later makes another version of the report
 * @param alignWithin topics and partitions are read no further ahead of the slowest than this, by
 *     arrival; zero: as they come
 * @param rhythm how often rows are written to the database
 */
public record OeeSettings(
    KafkaAddress kafka,
    RegistryAddress registry,
    DatabaseSettings database,
    PlantClock clock,
    Duration horizon,
    Duration settle,
    Duration alignWithin,
    SinkSettings rhythm)
    implements Serializable {

  static final Duration SHORTEST_HORIZON = Duration.ofHours(1);
  static final Duration LONGEST_HORIZON = Duration.ofDays(31);

  static final Duration SHORTEST_SETTLE = Duration.ofMinutes(1);
  static final Duration LONGEST_SETTLE = Duration.ofDays(1);

  /** Refuses a horizon out of its range, and so on. */
  public OeeSettings {
    if (horizon.compareTo(SHORTEST_HORIZON) < 0 || horizon.compareTo(LONGEST_HORIZON) > 0) {
      throw new IllegalArgumentException(
          "horizon is " + horizon + "; it must be from PT1H to P31D.");
    }
    if (settle.compareTo(SHORTEST_SETTLE) < 0
        || settle.compareTo(LONGEST_SETTLE) > 0
        || settle.compareTo(horizon) >= 0) {
      throw new IllegalArgumentException(
          "settle is " + settle + "; it must be from PT1M to PT24H, and below the horizon.");
    }
    if (alignWithin.isNegative()) {
      throw new IllegalArgumentException(
          "align-within is " + alignWithin + "; it must be PT0S or more.");
    }
  }

  /** For a stack within this process, with everything else as it is by default. */
  public static OeeSettings embedded(
      String bootstrapServers, String registryUrl, DatabaseSettings writer, PlantClock clock) {
    return new OeeSettings(
        new KafkaAddress(bootstrapServers, Map.of()),
        new RegistryAddress(registryUrl),
        writer,
        clock,
        Duration.ofMillis(Admission.HORIZON),
        Duration.ofMillis(Timeline.SETTLE),
        Duration.ZERO,
        SinkSettings.LATENCY);
  }

  /**
   * From the command line ({@code --key value}), the environment ({@code TAKT_KEY}) and a file of
   * properties ({@code --settings FILE}), in this order; see {@link SettingsReader} for the keys.
   *
   * @throws IllegalArgumentException in one sentence, when a value is missing or wrong
   */
  public static OeeSettings read(String[] args, Map<String, String> environment) {
    return new SettingsReader(args, environment).settings();
  }
}
