package io.takt.jobs.alert.life;

import io.takt.jobs.alert.rule.Rule;
import io.takt.jobs.alert.watch.Condition;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** When time alone changes an alert next. */
final class Dues {

  /** A cleared alert is forgotten after this, in milliseconds. */
  static final long FORGET_AFTER = 86_400_000;

  private final TreeSet<Due> dues = new TreeSet<>();
  private final Map<String, Due> dueOf = new HashMap<>();

  /** An alert and when it is due, epoch milliseconds. */
  record Due(long at, String fingerprint) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(at, other.at);
      return byTime == 0 ? fingerprint.compareTo(other.fingerprint) : byTime;
    }
  }

  /** The earliest; null: nothing is due. */
  Due first() {
    return dues.isEmpty() ? null : dues.first();
  }

  boolean knows(String fingerprint) {
    return dueOf.containsKey(fingerprint);
  }

  void drop(String fingerprint) {
    Due due = dueOf.remove(fingerprint);
    if (due != null) {
      dues.remove(due);
    }
  }

  /** Plans it anew, as it is now. */
  void plan(Life life, Rule rule, long now) {
    drop(life.fingerprint());
    long at = next(life, rule, now);
    if (life.shelvedUntil() != Life.NONE) {
      at = Math.min(at, life.shelvedUntil());
    }
    if (at == Long.MAX_VALUE && life.phase() == State.CLEARED && life.until() != Condition.OPEN) {
      at = Math.max(Math.max(life.since(), life.until()), now) + FORGET_AFTER;
    }
    if (at != Long.MAX_VALUE) {
      Due due = new Due(at, life.fingerprint());
      dues.add(due);
      dueOf.put(life.fingerprint(), due);
    }
  }

  private static long next(Life life, Rule rule, long now) {
    if (life.active()) {
      return life.until() == Condition.OPEN ? Long.MAX_VALUE : life.until() + rule.offDelay();
    }
    if (life.until() > life.conditionSince() + rule.onDelay()
        && (life.activeAt() == Life.NONE || life.until() > life.since())) {
      return life.conditionSince() + (now < life.conditionSince() ? 0 : rule.onDelay());
    }
    return life.phase() == State.PENDING ? life.until() : Long.MAX_VALUE;
  }
}
