package io.takt.ingest.simulator.master;

import static io.takt.ingest.simulator.master.Condition.BLOCKED;
import static io.takt.ingest.simulator.master.Condition.FAULTED;
import static io.takt.ingest.simulator.master.Condition.IDLE;
import static io.takt.ingest.simulator.master.Condition.MAINTENANCE;
import static io.takt.ingest.simulator.master.Condition.OFF;
import static io.takt.ingest.simulator.master.Condition.PRODUCING;
import static io.takt.ingest.simulator.master.Condition.SETUP;
import static io.takt.ingest.simulator.master.Condition.STARVED;
import static io.takt.ingest.simulator.master.Condition.STOPPED;
import static io.takt.ingest.simulator.master.Condition.UNKNOWN;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** The words a class of machines uses for what it does. */
public final class Dialect {
  /** PackML words; the word for an unknown condition stands in no map. */
  public static final Dialect PACKML =
      new Dialect(
          true,
          "CLEARING",
          Map.of(
              PRODUCING, "EXECUTE",
              IDLE, "IDLE",
              STARVED, "SUSPENDED",
              BLOCKED, "HELD",
              STOPPED, "STOPPED",
              FAULTED, "ABORTED",
              SETUP, "RESETTING",
              MAINTENANCE, "MAINTENANCE",
              OFF, "OFF"));

  /** Plain words of an old controller. */
  public static final Dialect PLAIN =
      new Dialect(
          true,
          "Status 17",
          Map.of(
              PRODUCING, "Automatik läuft",
              IDLE, "Bereit",
              STARVED, "wartet auf Teil",
              BLOCKED, "Ausgang voll",
              STOPPED, "Halt",
              FAULTED, "Störung",
              SETUP, "Rüsten",
              MAINTENANCE, "Wartung",
              OFF, "Aus"));

  /** Canonical names in some case; needs no map. */
  public static final Dialect CANONICAL =
      new Dialect(
          false,
          "Unknown",
          Map.of(
              PRODUCING, "Producing",
              IDLE, "idle",
              STARVED, "Starved",
              BLOCKED, "Blocked",
              STOPPED, "stopped",
              FAULTED, "FAULTED",
              SETUP, "Setup",
              MAINTENANCE, "Maintenance",
              OFF, "Off"));

  private final boolean mapped;
  private final Map<Condition, String> words = new EnumMap<>(Condition.class);

  private Dialect(boolean mapped, String unknown, Map<Condition, String> known) {
    this.mapped = mapped;
    words.putAll(known);
    words.put(UNKNOWN, unknown);
  }

  /** The word for a condition. */
  public String word(Condition condition) {
    return words.get(condition);
  }

  /** Word → canonical state, for the asset's row; empty where the words are canonical. */
  public Map<String, String> stateMap() {
    Map<String, String> map = new TreeMap<>();
    if (mapped) {
      words.forEach(
          (condition, word) -> {
            if (condition != UNKNOWN) {
              map.put(word, condition.name());
            }
          });
    }
    return map;
  }
}
