package io.takt.jobs.oracle;

import io.takt.jobs.timeline.AssetSettings;
import io.takt.jobs.timeline.CalendarRules;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.Versions;
import io.takt.jobs.timeline.WorkOrderInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * One way in which a plant may hear of a life: in which order, how often, with which tables first,
 * when the clock is looked at and where it crashes. None of it may change the ledger in the end.
 */
record Telling(Scenario scenario, List<Step> steps) {

  sealed interface Step {}

  record Hear(Fact fact) implements Step {}

  /** The clock shows {@code now}, or the newest instant heard of if that is later. */
  record Look(long now) implements Step {}

  record Describe(AssetSettings settings) implements Step {}

  record Schedule(CalendarRules rules) implements Step {}

  record Reason(String code, Versions<LossCategory> versions) implements Step {}

  record Rate(String product, Versions<Double> seconds) implements Step {}

  record Order(WorkOrderInfo order) implements Step {}

  /** State through bytes and back, nothing lost. */
  record Restart() implements Step {}

  record Checkpoint() implements Step {}

  /** Back to the last checkpoint; what came since is forgotten and comes again in later steps. */
  record Crash() implements Step {}

  static Telling of(Scenario scenario, Random random) {
    List<Step> steps = new ArrayList<>();
    for (Fact fact : inSomeOrder(scenario.facts(), random)) {
      steps.add(new Hear(fact));
      if (random.nextInt(8) == 0) {
        steps.add(random.nextInt(steps.size()), new Hear(fact));
      }
    }
    boolean crashes = random.nextBoolean();
    if (crashes) {
      countsAsTheyArrived(steps);
    }
    addTables(scenario, steps, random);
    for (int i = random.nextInt(6) * steps.size() / 10; i >= 0; i--) {
      steps.add(
          random.nextInt(steps.size() + 1),
          new Look(scenario.now() - (long) (random.nextDouble() * 7_200_000)));
    }
    if (crashes) {
      for (int i = random.nextInt(3); i >= 0; i--) {
        steps.add(random.nextInt(steps.size() + 1), new Restart());
        steps.add(random.nextInt(steps.size() + 1), new Checkpoint());
        addCrash(steps, random);
      }
    }
    return new Telling(scenario, List.copyOf(steps));
  }

  /** Tables first, then every fact when it happened, the clock running along. */
  static Telling inOrder(Scenario scenario) {
    List<Step> steps = new ArrayList<>();
    addTables(scenario, steps);
    scenario.facts().stream()
        .sorted(Comparator.comparingLong(Fact::at))
        .forEach(
            fact -> {
              steps.add(new Hear(fact));
              steps.add(new Look(fact.at()));
            });
    return new Telling(scenario, List.copyOf(steps));
  }

  private static void addTables(Scenario scenario, List<Step> tables) {
    tables.add(new Describe(scenario.settings()));
    tables.add(new Schedule(scenario.calendar()));
    scenario.reasons().forEach((code, versions) -> tables.add(new Reason(code, versions)));
    scenario.rates().forEach((product, seconds) -> tables.add(new Rate(product, seconds)));
    scenario.orders().values().forEach(order -> tables.add(new Order(order)));
  }

  private static List<Fact> inSomeOrder(List<Fact> facts, Random random) {
    List<Fact> order = new ArrayList<>(facts);
    switch (random.nextInt(4)) {
      case 0 -> Collections.shuffle(order, random);
      case 1 -> order.sort(Comparator.comparingLong(Fact::at).reversed());
      case 2 -> {
        List<Fact> late = new ArrayList<>();
        order.sort(Comparator.comparingLong(Fact::at));
        order.removeIf(fact -> random.nextInt(6) == 0 && late.add(fact));
        for (Fact fact : late) {
          order.add(random.nextInt(order.size() + 1), fact);
        }
      }
      default -> order.sort(Comparator.comparingLong(Fact::at));
    }
    return order;
  }

  private static void addTables(Scenario scenario, List<Step> steps, Random random) {
    boolean tablesFirst = random.nextInt(3) == 0;
    List<Step> tables = new ArrayList<>();
    addTables(scenario, tables);
    for (Step table : tables) {
      int place = tablesFirst ? 0 : random.nextInt(steps.size() + 1);
      steps.add(place, table);
      if (random.nextInt(4) == 0) {
        steps.add(random.nextInt(place + 1), before(table, scenario, random));
      }
    }
  }

  /** What the table said before it said what holds. */
  private static Step before(Step table, Scenario scenario, Random random) {
    if (table instanceof Describe) {
      return new Describe(AssetLife.otherSettings(random, scenario.settings()));
    }
    if (table instanceof Schedule) {
      return new Schedule(AssetLife.otherCalendar(random));
    }
    if (table instanceof Reason reason) {
      LossCategory other =
          random.nextBoolean() ? LossCategory.PLANNED_STOP : LossCategory.NOT_SCHEDULED;
      return new Reason(
          reason.code(), new Versions<>(List.of(new Versions.Version<>(Fact.NONE, other))));
    }
    if (table instanceof Rate rate) {
      return new Rate(
          rate.product(), new Versions<>(List.of(new Versions.Version<>(Fact.NONE, 99.0))));
    }
    WorkOrderInfo order = ((Order) table).order();
    return new Order(new WorkOrderInfo(order.order(), "r", !order.excluded()));
  }

  private static void addCrash(List<Step> steps, Random random) {
    int place = random.nextInt(steps.size() + 1);
    List<Step> again = new ArrayList<>();
    for (Step step : steps.subList(0, place)) {
      if (step instanceof Checkpoint) {
        again.clear();
      } else if (!(step instanceof Look) && !(step instanceof Restart)) {
        again.add(step);
      }
    }
    again.removeIf(Crash.class::isInstance);
    shuffleFacts(again, random);
    again.add(0, new Crash());
    for (int i = random.nextInt(4); i > 0; i--) {
      again.add(random.nextInt(again.size()) + 1, new Look(Long.MIN_VALUE));
    }
    steps.addAll(place, again);
  }

  /** Facts come in another order; tables, being read by offset, in theirs. */
  private static void shuffleFacts(List<Step> steps, Random random) {
    List<Integer> places = new ArrayList<>();
    List<Step> facts = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof Hear) {
        places.add(i);
        facts.add(steps.get(i));
      }
    }
    Collections.shuffle(facts, random);
    for (int i = 0; i < places.size(); i++) {
      steps.set(places.get(i), facts.get(i));
    }
    countsAsTheyArrived(steps);
  }

  /** A topic's counts of an asset are read in the order in which they arrived, also once more. */
  private static void countsAsTheyArrived(List<Step> steps) {
    List<Integer> places = new ArrayList<>();
    List<Fact> counts = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i) instanceof Hear hear && hear.fact() instanceof Fact.OfCount) {
        places.add(i);
        counts.add(hear.fact());
      }
    }
    counts.sort(Comparator.comparingLong(Fact::arrivedAt));
    for (int i = 0; i < places.size(); i++) {
      steps.set(places.get(i), new Hear(counts.get(i)));
    }
  }

  /** Plays all steps, then looks at the clock for the last time. */
  Plant play() {
    Player player = new Player(new Plant());
    steps.forEach(player::play);
    player.look(scenario.now());
    player.plant.conclude();
    return player.plant;
  }

  private static final class Player {
    final Plant plant;
    private Plant.Checkpoint checkpoint;
    private long newest = Long.MIN_VALUE;
    private long now = Long.MIN_VALUE;

    Player(Plant plant) {
      this.plant = plant;
      checkpoint = plant.checkpoint();
    }

    void play(Step step) {
      if (step instanceof Look look) {
        look(look.now());
      } else if (step instanceof Restart) {
        plant.restore(plant.checkpoint());
      } else if (step instanceof Checkpoint) {
        checkpoint = plant.checkpoint();
      } else if (step instanceof Crash) {
        plant.restore(checkpoint);
      } else {
        take(step);
      }
    }

    void look(long clock) {
      now = Math.max(now, Math.max(clock, newest));
      if (now > Long.MIN_VALUE) {
        plant.advance(now);
      }
    }

    private void take(Step step) {
      if (step instanceof Hear hear) {
        newest = Math.max(newest, hear.fact().at());
        plant.accept(hear.fact());
      } else if (step instanceof Describe describe) {
        plant.settings(describe.settings());
      } else if (step instanceof Schedule schedule) {
        plant.calendar(schedule.rules());
      } else if (step instanceof Reason reason) {
        plant.reason(reason.code(), reason.versions());
      } else if (step instanceof Rate rate) {
        plant.rates(rate.product(), rate.seconds());
      } else if (step instanceof Order order) {
        plant.order(order.order());
      }
    }
  }

  /** As small as it gets by leaving out steps and facts while it still shows the difference. */
  Telling shrunk() {
    Telling smallest = this;
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (int size = Math.max(1, smallest.steps.size() / 2); size > 0; size /= 2) {
        for (int i = 0; i + size <= smallest.steps.size(); ) {
          Telling without = smallest.without(i, i + size);
          if (without != null && without.difference() != null) {
            smallest = without;
            smaller = true;
          } else {
            i += size;
          }
        }
      }
    }
    return smallest;
  }

  private Telling without(int from, int to) {
    List<Step> left = new ArrayList<>(steps);
    left.subList(from, to).clear();
    Scenario told = told(left);
    return told == null ? null : new Telling(told, List.copyOf(left));
  }

  /**
   * What is known after these steps, or null where the asset was not described as it is, or where a
   * crash made forget what does not come again: Kafka keeps what was read.
   */
  private Scenario told(List<Step> steps) {
    List<Step> known = new ArrayList<>();
    List<Step> forgotten = new ArrayList<>();
    int checkpoint = 0;
    for (Step step : steps) {
      if (step instanceof Checkpoint) {
        checkpoint = known.size();
      } else if (step instanceof Crash) {
        List<Step> since = known.subList(checkpoint, known.size());
        since.stream().filter(Hear.class::isInstance).forEach(forgotten::add);
        since.clear();
      } else {
        known.add(step);
      }
    }
    if (!known.containsAll(forgotten)) {
      return null;
    }
    List<Fact> facts = new ArrayList<>();
    AssetSettings settings = null;
    CalendarRules calendar = null;
    Map<String, Versions<LossCategory>> reasons = new HashMap<>();
    Map<String, Versions<Double>> rates = new HashMap<>();
    Map<String, WorkOrderInfo> orders = new HashMap<>();
    for (Step step : known) {
      if (step instanceof Hear hear) {
        facts.add(hear.fact());
      } else if (step instanceof Describe describe) {
        settings = describe.settings();
      } else if (step instanceof Rate rate) {
        rates.put(rate.product(), rate.seconds());
      } else if (step instanceof Order order) {
        orders.put(order.order().order(), order.order());
      }
    }
    for (Step step : steps) {
      if (step instanceof Schedule schedule) {
        calendar = schedule.rules();
      } else if (step instanceof Reason reason) {
        reasons.put(reason.code(), reason.versions());
      }
    }
    return scenario.settings().equals(settings)
        ? new Scenario(facts, settings, calendar, reasons, rates, orders, scenario.now())
        : null;
  }

  /**
   * How the timeline's ledger differs from the batch's, or what it reported of shifts in the end
   * from what the batch's sums up to; or null.
   */
  String difference() {
    try {
      Ledger expected = new BatchLedger().of(scenario);
      Plant plant = play();
      String ledgers = Difference.between(expected, plant.ledger());
      return ledgers != null
          ? ledgers
          : ReportedShifts.difference(expected, plant.reportedShifts(), scenario.now());
    } catch (RuntimeException | AssertionError e) {
      return "the timeline failed: " + e + " " + List.of(e.getStackTrace()).subList(0, 5);
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("now " + time(scenario.now()) + "\n");
    for (Step step : steps) {
      text.append("  ").append(readable(step.toString())).append('\n');
    }
    return text.toString();
  }

  private static String time(long instant) {
    return Instant.ofEpochMilli(instant).toString();
  }

  private static String readable(String words) {
    return Pattern.compile("\\b1[78]\\d{11}\\b")
        .matcher(words.replace(Long.toString(Fact.NONE), "none"))
        .replaceAll(match -> time(Long.parseLong(match.group())));
  }
}
