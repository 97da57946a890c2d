package io.takt.jobs.alert.watch;

import io.takt.jobs.alert.rule.FieldKind;
import io.takt.jobs.alert.rule.Observation;
import io.takt.jobs.alert.rule.Rule;
import io.takt.jobs.alert.rule.RuleSet;
import io.takt.jobs.alert.rule.Streams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Watches one asset at a time: (what is kept, what is observed) → what is kept, and conditions that
 * changed. The same observations give the same conditions whenever they are told.
 */
public final class Watch {

  private static final Set<String> PLANNED = Set.of("PLANNED_STOP", "NOT_SCHEDULED");

  /** Of orders that ran, so many are remembered per asset. */
  private static final int ORDERS_KEPT = 20;

  private final RuleSet rules;
  private final Map<String, Map<String, FieldKind>> fields = new HashMap<>();
  private final long longestWindow;

  public Watch(RuleSet rules) {
    this.rules = rules;
    long longest = 0;
    for (Rule rule : rules.all()) {
      longest = Math.max(longest, rule.window());
    }
    longestWindow = longest;
  }

  /** Takes where the asset stands. */
  public AssetWatch describe(AssetWatch asset, Place place) {
    return new AssetWatch(place, asset.planned(), asset.sights(), asset.minutes(), asset.made());
  }

  /**
   * Takes an observation.
   *
   * @param now the plant's time
   */
  public AssetWatch observe(
      AssetWatch asset, Observation seen, long now, Consumer<Condition> changed) {
    boolean planned = asset.planned();
    if (Streams.LIVE.equals(seen.stream())) {
      planned = PLANNED.contains(seen.words().getOrDefault("category", ""));
    }
    Map<String, Sight> sights = new HashMap<>(asset.sights());
    for (Rule rule : rules.on(seen.stream())) {
      look(rule, asset.place(), sights, seen, now, changed);
    }
    return new AssetWatch(asset.place(), planned, sights, asset.minutes(), asset.made());
  }

  /** Takes a booked minute; it replaces what was said of that minute. */
  public AssetWatch book(
      AssetWatch asset, Minute minute, Orders orders, long now, Consumer<Condition> changed) {
    List<Minute> minutes = new ArrayList<>(asset.minutes());
    Map<String, Double> made = new HashMap<>(asset.made());
    if (!put(minutes, minute)) {
      return asset;
    }
    long keptFrom = minutes.get(minutes.size() - 1).start() + Minute.LENGTH - longestWindow;
    while (minutes.get(0).start() < keptFrom) {
      minutes
          .remove(0)
          .goodByOrder()
          .forEach((order, good) -> made.merge(order, good, Double::sum));
    }
    forgetOrders(minutes, made);
    Map<String, Sight> sights = new HashMap<>(asset.sights());
    String id = asset.place().asset();
    for (Rule rule : rules.on(Streams.LEDGER)) {
      Observation seen = Sums.ledger(id, minutes, rule.window());
      look(rule, asset.place(), sights, seen, now, changed);
    }
    for (Rule rule : rules.on(Streams.ORDER)) {
      Observation seen = Sums.order(id, minutes, made, orders, rule.window());
      if (seen == null) {
        long end = minutes.get(minutes.size() - 1).start() + Minute.LENGTH;
        seen = new Observation(Streams.ORDER, id, end, false, Map.of(), Map.of());
      }
      look(rule, asset.place(), sights, seen, now, changed);
    }
    return new AssetWatch(asset.place(), asset.planned(), sights, minutes, made);
  }

  /** Whether it belongs to the time that is kept. */
  private static boolean put(List<Minute> minutes, Minute minute) {
    int at = minutes.size();
    while (at > 0 && minutes.get(at - 1).start() > minute.start()) {
      at--;
    }
    if (at > 0 && minutes.get(at - 1).start() == minute.start()) {
      minutes.set(at - 1, minute);
      return true;
    }
    if (at == 0 && !minutes.isEmpty()) {
      // Older than all that is kept: its sums are in already, or were never asked for.
      return false;
    }
    minutes.add(at, minute);
    return true;
  }

  private static void forgetOrders(List<Minute> minutes, Map<String, Double> made) {
    if (made.size() > ORDERS_KEPT) {
      Set<String> running = new HashSet<>();
      minutes.forEach(minute -> running.addAll(minute.goodByOrder().keySet()));
      made.keySet().retainAll(running);
    }
  }

  /** Looks again at what time alone may have changed. */
  public AssetWatch advance(AssetWatch asset, long now, Consumer<Condition> changed) {
    Map<String, Sight> sights = new HashMap<>(asset.sights());
    asset
        .sights()
        .forEach(
            (key, sight) -> {
              Rule rule = rules.rule(key.substring(0, key.indexOf('|')));
              if (rule == null) {
                sights.remove(key);
              } else if (sight.last() != null) {
                look(rule, asset.place(), sights, sight.last(), now, changed);
              }
            });
    return new AssetWatch(asset.place(), asset.planned(), sights, asset.minutes(), asset.made());
  }

  /** When to call {@link #advance}; Long.MAX_VALUE: never. */
  public long nextDue(AssetWatch asset, long now) {
    long due = Long.MAX_VALUE;
    for (Map.Entry<String, Sight> sight : asset.sights().entrySet()) {
      Rule rule = rules.rule(sight.getKey().substring(0, sight.getKey().indexOf('|')));
      if (rule != null && sight.getValue().last() != null) {
        due = Math.min(due, rule.when().changesAt(sight.getValue().last(), now));
      }
    }
    return due;
  }

  private void look(
      Rule rule,
      Place place,
      Map<String, Sight> sights,
      Observation seen,
      long now,
      Consumer<Condition> changed) {
    if (rule.assets() != null && !rule.assets().holds(placeOf(place), now, 0)) {
      return;
    }
    String key = rule.name() + "|" + keyOf(rule, seen);
    Sight before = sights.get(key);
    boolean held = before != null && before.holds();
    boolean holds = !seen.gone() && rule.when().holds(seen, now, held ? rule.deadband() : 0);
    Sight after;
    if (rule.isEvent()) {
      after = event(rule, before, seen, holds);
    } else if (Streams.EPISODES.contains(rule.stream()) && rule.since() != null) {
      after = episode(rule, before, seen, holds);
    } else {
      after = state(rule, before, seen, holds, now);
    }
    if (after == null) {
      return;
    }
    sights.put(key, after);
    boolean same =
        before != null
            && before.holds() == after.holds()
            && before.since() == after.since()
            && before.until() == after.until();
    boolean closed = Streams.EPISODES.contains(rule.stream()) && after.until() != Condition.OPEN;
    if (!same && (after.holds() || held || closed)) {
      changed.accept(condition(rule, place, seen, after));
    }
  }

  /** What holds until it is seen not to hold. */
  private static Sight state(Rule rule, Sight before, Observation seen, boolean holds, long now) {
    boolean timed = rule.when().changesAt(seen, Long.MIN_VALUE / 2) != Long.MAX_VALUE;
    Observation last = timed ? seen : null;
    boolean held = before != null && before.holds();
    if (holds) {
      long first = held ? before.since() : timed && seen.at() < now ? now : seen.at();
      long since = rule.since() == null ? first : seen.time(rule.since(), first);
      return new Sight(true, since, Condition.OPEN, List.of(), last);
    }
    if (held) {
      return new Sight(false, before.since(), Math.max(before.since(), seen.at()), List.of(), last);
    }
    long since = before == null ? seen.at() : before.since();
    long until = before == null ? seen.at() : before.until();
    return before == null && last == null ? null : new Sight(false, since, until, List.of(), last);
  }

  /**
   * What says itself when it began and whether it is over; an older one than the newest is past.
   */
  private static Sight episode(Rule rule, Sight before, Observation seen, boolean holds) {
    long since = seen.time(rule.since(), seen.at());
    if (before != null && since < before.since()) {
      return null;
    }
    boolean same = before != null && before.since() == since;
    if (!holds) {
      // Never held, or it is no more what the rule asks for: then it ends where it began.
      return same && (before.holds() || before.until() > since)
          ? new Sight(false, since, since, List.of(), null)
          : null;
    }
    long until = rule.until() == null ? Condition.OPEN : seen.time(rule.until(), Condition.OPEN);
    return new Sight(until == Condition.OPEN, since, until, List.of(), null);
  }

  /** What happens at one instant and is held to last. */
  private static Sight event(Rule rule, Sight before, Observation seen, boolean holds) {
    if (!holds) {
      return null;
    }
    List<Long> occurrences = new ArrayList<>(before == null ? List.of() : before.occurrences());
    if (occurrences.contains(seen.at())) {
      return null;
    }
    occurrences.add(seen.at());
    occurrences.sort(null);
    while (occurrences.size() > rule.times()) {
      occurrences.remove(0);
    }
    long newest = occurrences.get(occurrences.size() - 1);
    boolean enough =
        occurrences.size() >= rule.times()
            && (rule.times() == 1 || newest - occurrences.get(0) <= rule.within());
    long since = before == null ? newest : before.since();
    long until = before == null ? newest : before.until();
    if (!enough) {
      boolean held = before != null && before.holds();
      return new Sight(held, since, until, List.copyOf(occurrences), null);
    }
    boolean goesOn = before != null && before.holds() && newest <= before.until();
    return new Sight(
        true, goesOn ? since : newest, newest + rule.lasts(), List.copyOf(occurrences), null);
  }

  private static Observation placeOf(Place place) {
    return new Observation("", place.asset(), 0, false, place.words(), Map.of());
  }

  private static String keyOf(Rule rule, Observation seen) {
    StringBuilder key = new StringBuilder();
    for (String field : rule.by()) {
      key.append(key.isEmpty() ? "" : "|")
          .append(field)
          .append('=')
          .append(seen.words().getOrDefault(field, "").replace('|', '/'));
    }
    return key.toString();
  }

  private Condition condition(Rule rule, Place place, Observation seen, Sight sight) {
    Map<String, FieldKind> kinds =
        fields.computeIfAbsent(rule.stream(), stream -> Summary.fields(rule));
    Map<String, String> labels = new HashMap<>(rule.labels());
    for (String field : rule.by()) {
      labels.put(field, seen.words().getOrDefault(field, ""));
    }
    labels.put("rule", rule.name());
    labels.put("severity", rule.severity().name());
    labels.put("asset", place.asset());
    labels.put("line", place.line());
    labels.put("area", place.area());
    labels.put("site", place.site());
    String key = keyOf(rule, seen);
    return new Condition(
        rule.name() + "|" + place.asset() + (key.isEmpty() ? "" : "|" + key),
        rule.name(),
        place.asset(),
        labels,
        sight.since(),
        sight.until(),
        Summary.of(rule, seen, place, kinds),
        Summary.details(seen, place, kinds));
  }
}
