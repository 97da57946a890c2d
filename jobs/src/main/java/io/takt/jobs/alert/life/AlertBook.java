package io.takt.jobs.alert.life;

import io.takt.jobs.alert.rule.Rule;
import io.takt.jobs.alert.rule.RuleSet;
import io.takt.jobs.alert.watch.Condition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * All alerts of the plant. Conditions, words of people and time go in; each change of a state comes
 * out, with the time at which it was due.
 *
 * <p>Not ISA-18.2 to the letter: what returns to normal unacknowledged is cleared at once, since
 * nobody has to reset anything.
 */
public final class AlertBook {

  /** What suppresses while no production is planned. */
  public static final String PLANNED_STOP = "planned-stop";

  private final RuleSet rules;
  private final Consumer<Life> told;
  private final Map<String, Life> lives = new HashMap<>();
  private final Set<String> planned = new HashSet<>();
  private final Map<String, Set<String>> byRule = new HashMap<>();
  private final Dues dues = new Dues();
  private final Set<String> parentRules = new HashSet<>();
  private final Set<String> touched = new HashSet<>();

  /**
   * @param told hears of each change of a state
   */
  public AlertBook(RuleSet rules, Consumer<Life> told) {
    this.rules = rules;
    this.told = told;
    rules.all().forEach(rule -> parentRules.addAll(rule.suppressedBy()));
  }

  /** Takes up what was kept. */
  public void restore(Collection<Life> kept, Collection<String> plannedAssets) {
    kept.forEach(this::keep);
    planned.addAll(plannedAssets);
    touched.clear();
  }

  /** The alert of this fingerprint; null: there is none, or it is forgotten. */
  public Life life(String fingerprint) {
    return lives.get(fingerprint);
  }

  /** Fingerprints of lives that are otherwise than when this was last asked, or are forgotten. */
  public Set<String> takeTouched() {
    Set<String> taken = Set.copyOf(touched);
    touched.clear();
    return taken;
  }

  /** All that are kept. */
  public Collection<Life> lives() {
    return List.copyOf(lives.values());
  }

  /** When to call {@link #advance}; Long.MAX_VALUE: never. */
  public long nextDue() {
    return dues.first() == null ? Long.MAX_VALUE : dues.first().at();
  }

  /** Takes what a watch says. */
  public void on(Condition condition, long now) {
    Rule rule = rules.rule(condition.rule());
    if (rule == null) {
      return;
    }
    Life before = lives.get(condition.fingerprint());
    Draft draft = before == null ? Draft.first(condition) : Draft.of(before);
    if (condition.since() < draft.conditionSince) {
      return;
    }
    if (condition.since() > draft.conditionSince) {
      if (draft.until == Condition.OPEN) {
        draft.until = condition.since();
      }
      // That it begins shows how far time is, also where now lags behind, as in a backlog.
      settle(draft, rule, condition.since());
      boolean goesOn = draft.active();
      draft.conditionSince = condition.since();
      if (!goesOn) {
        draft.startedAt = condition.since();
      }
    }
    draft.until = condition.until();
    draft.tell(condition);
    settle(draft, rule, now);
    done(draft, rule, now);
  }

  /**
   * Takes what a person says; what is said of another episode than this changes nothing, nor does
   * what is said under another asset than the alert's: the right to speak hangs on the asset. Of an
   * alert about several, everybody may speak.
   */
  public void on(Word word, long now) {
    Life before = lives.get(word.fingerprint());
    if (before == null || (before.asset() != null && !before.asset().equals(word.asset()))) {
      return;
    }
    Rule rule = rules.rule(before.rule());
    if (rule == null) {
      return;
    }
    Draft draft = Draft.of(before);
    settle(draft, rule, now);
    if (word.shelves()) {
      draft.shelvedUntil = word.until() > word.at() ? word.until() : Life.NONE;
      draft.show(Math.min(now, Math.max(word.at(), draft.since)), told);
    } else if (draft.active() && draft.acknowledgedAt == Life.NONE && word.at() >= draft.activeAt) {
      draft.acknowledgedAt = word.at();
      draft.acknowledgedBy = word.who();
      draft.show(word.at(), told);
    }
    done(draft, rule, now);
  }

  /**
   * Takes whether production is planned on an asset.
   *
   * @param at since when, epoch milliseconds
   */
  public void planned(String asset, boolean stop, long at) {
    if (stop ? !planned.add(asset) : !planned.remove(asset)) {
      return;
    }
    for (Life life : lives()) {
      if (asset.equals(life.asset()) && life.active()) {
        hide(life, at);
      }
    }
  }

  /** Assets on which no production is planned. */
  public Set<String> plannedAssets() {
    return Set.copyOf(planned);
  }

  /** Does what is due. */
  public void advance(long now) {
    while (nextDue() <= now) {
      Dues.Due due = dues.first();
      Life life = lives.get(due.fingerprint());
      Rule rule = rules.rule(life.rule());
      if (rule == null || forgotten(life, now)) {
        drop(life);
        continue;
      }
      Draft draft = Draft.of(life);
      settle(draft, rule, due.at());
      done(draft, rule, due.at());
    }
  }

  private static boolean forgotten(Life life, long now) {
    return life.phase() == State.CLEARED
        && life.until() != Condition.OPEN
        && life.shelvedUntil() <= now
        && Math.max(life.since(), life.until()) + Dues.FORGET_AFTER <= now;
  }

  /** What follows from the condition and the rule's delays up to now. */
  private void settle(Draft draft, Rule rule, long now) {
    boolean changed = true;
    while (changed) {
      changed = step(draft, rule, now);
    }
    if (draft.shelvedUntil != Life.NONE && draft.shelvedUntil <= now) {
      long over = draft.shelvedUntil;
      draft.shelvedUntil = Life.NONE;
      draft.show(Math.max(over, draft.since), told);
    }
  }

  private boolean step(Draft draft, Rule rule, long now) {
    long due =
        draft.conditionSince == Life.NONE ? Long.MAX_VALUE : draft.conditionSince + rule.onDelay();
    if (draft.active()) {
      long clears = draft.until == Condition.OPEN ? Long.MAX_VALUE : draft.until + rule.offDelay();
      if (clears > now) {
        return false;
      }
      draft.phase = State.CLEARED;
      draft.suppressedBy = "";
      draft.show(Math.max(clears, draft.activeAt), told);
      counted(draft, clears);
      return true;
    }
    boolean comes = draft.until > due && draft.until != Life.NONE;
    if (comes && due <= now && (draft.activeAt == Life.NONE || draft.until > draft.since)) {
      draft.phase = State.ACTIVE_UNACKNOWLEDGED;
      draft.activeAt = due;
      draft.acknowledgedAt = Life.NONE;
      draft.acknowledgedBy = "";
      draft.suppressedBy = hiddenBy(draft.done(), rule);
      draft.show(due, told);
      counted(draft, due);
      return true;
    }
    if (draft.phase == State.CLEARED
        && draft.conditionSince <= now
        && draft.until > now
        && due > now
        && due != Long.MAX_VALUE) {
      draft.phase = State.PENDING;
      draft.activeAt = Life.NONE;
      draft.acknowledgedAt = Life.NONE;
      draft.acknowledgedBy = "";
      draft.show(draft.conditionSince, told);
      return true;
    }
    if (draft.phase == State.PENDING && draft.until <= now && !comes) {
      draft.phase = State.CLEARED;
      draft.activeAt = Life.NONE;
      draft.show(draft.until, told);
      return true;
    }
    return false;
  }

  /** Tells rules about several alerts that one more is active, or one less; keeps it first. */
  private void counted(Draft draft, long at) {
    Life life = draft.done();
    keep(life);
    for (Rule several : rules.on(Rule.ALERTS)) {
      if (several.several().of().contains(life.rule())) {
        count(several, life.labels().getOrDefault(several.several().sharing(), ""), at, life);
      }
    }
    if (parentRules.contains(life.rule())) {
      for (Life child : lives()) {
        Rule rule = rules.rule(child.rule());
        if (child.active() && rule != null && rule.suppressedBy().contains(life.rule())) {
          hide(child, at);
        }
      }
    }
  }

  private void count(Rule several, String shared, long at, Life sample) {
    if (shared.isEmpty()) {
      return;
    }
    String label = several.several().sharing();
    List<String> active = new ArrayList<>();
    for (String rule : several.several().of()) {
      for (String fingerprint : byRule.getOrDefault(rule, Set.of())) {
        Life life = lives.get(fingerprint);
        if (life.active() && shared.equals(life.labels().get(label))) {
          active.add(life.asset());
        }
      }
    }
    boolean holds = active.size() >= several.several().atLeast();
    Life before = lives.get(Together.fingerprint(several, shared));
    boolean held = before != null && before.until() == Condition.OPEN;
    if (!holds && !held) {
      return;
    }
    active.sort(null);
    long since = held ? before.conditionSince() : at;
    on(Together.condition(several, shared, active, since, holds ? Condition.OPEN : at, sample), at);
  }

  private void hide(Life life, long at) {
    Life newest = lives.get(life.fingerprint());
    Draft draft = Draft.of(newest);
    draft.suppressedBy = hiddenBy(newest, rules.rule(newest.rule()));
    draft.show(Math.max(at, draft.since), told);
    keep(draft.done());
  }

  /** What hides an active alert; empty: nothing. */
  private String hiddenBy(Life life, Rule rule) {
    for (String parentRule : rule.suppressedBy()) {
      for (String fingerprint : byRule.getOrDefault(parentRule, Set.of())) {
        Life parent = lives.get(fingerprint);
        if (parent.active() && over(parent, life)) {
          return fingerprint;
        }
      }
    }
    return !rule.inPlannedStop() && life.asset() != null && planned.contains(life.asset())
        ? PLANNED_STOP
        : "";
  }

  private boolean over(Life parent, Life child) {
    Rule rule = rules.rule(parent.rule());
    if (rule == null || parent.fingerprint().equals(child.fingerprint())) {
      return false;
    }
    String label = rule.several() == null ? "asset" : rule.several().sharing();
    String shared = parent.labels().getOrDefault(label, "");
    return !shared.isEmpty() && shared.equals(child.labels().get(label));
  }

  private void done(Draft draft, Rule rule, long now) {
    Life newest = lives.get(draft.fingerprint);
    if (newest != null && !newest.suppressedBy().equals(draft.suppressedBy) && draft.active()) {
      // A parent that this one's own coming brought about hides it already.
      draft.suppressedBy = newest.suppressedBy();
      draft.state = newest.state();
      draft.since = newest.since();
    }
    Life life = draft.done();
    keep(life);
    dues.plan(life, rule, now);
  }

  private void keep(Life life) {
    lives.put(life.fingerprint(), life);
    touched.add(life.fingerprint());
    byRule.computeIfAbsent(life.rule(), name -> new HashSet<>()).add(life.fingerprint());
    if (!dues.knows(life.fingerprint())) {
      Rule rule = rules.rule(life.rule());
      if (rule != null) {
        dues.plan(life, rule, Long.MIN_VALUE);
      }
    }
  }

  private void drop(Life life) {
    lives.remove(life.fingerprint());
    touched.add(life.fingerprint());
    byRule.getOrDefault(life.rule(), new HashSet<>()).remove(life.fingerprint());
    dues.drop(life.fingerprint());
  }
}
