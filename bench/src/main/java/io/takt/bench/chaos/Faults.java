package io.takt.bench.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** All that is tried, and what of it a seed chooses. */
final class Faults {

  private Faults() {}

  /** One of each kind. */
  static List<Fault> all() {
    return List.of(
        new KilledProcess("task-manager-killed", dice -> Site.taskManager(1 + dice.nextInt(2))),
        KilledProcess.of(Site.JOB_MANAGER),
        KilledProcess.of(Site.BROKER),
        KilledProcess.of(Site.DATABASE),
        KilledProcess.of(Site.REGISTRY),
        KilledProcess.of(Site.NOTIFIER),
        new FullDisk(),
        new PausedNetwork("database-paused", Site::toDatabase),
        new PausedNetwork("broker-paused", Site::toBroker),
        new ClockJump(),
        new PoisonRecords(),
        new ChangedSchema(),
        new SavepointUpgrade());
  }

  /** So many in an order of the seed's; each kind once, again only those that were all tried. */
  static List<Fault> drawn(int count, Random dice) {
    List<Fault> drawn = new ArrayList<>();
    List<Fault> deck = new ArrayList<>(all());
    Collections.shuffle(deck, dice);
    drawn.addAll(deck.subList(0, Math.min(count, deck.size())));
    return drawn;
  }
}
