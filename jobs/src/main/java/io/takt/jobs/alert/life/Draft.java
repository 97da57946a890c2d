package io.takt.jobs.alert.life;

import io.takt.jobs.alert.watch.Condition;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** A {@link Life} while it changes. */
final class Draft {

  final String fingerprint;
  final String rule;
  final String asset;
  Map<String, String> labels;
  String summary;
  Map<String, String> details;
  State phase;
  long conditionSince;
  long until;
  long startedAt;
  long activeAt;
  long acknowledgedAt;
  String acknowledgedBy;
  long shelvedUntil;
  String suppressedBy;
  State state;
  long since;

  private Draft(String fingerprint, String rule, String asset) {
    this.fingerprint = fingerprint;
    this.rule = rule;
    this.asset = asset;
  }

  /** One that has not begun. */
  static Draft first(Condition condition) {
    Draft draft = new Draft(condition.fingerprint(), condition.rule(), condition.asset());
    draft.phase = State.CLEARED;
    draft.conditionSince = Life.NONE;
    draft.until = Life.NONE;
    draft.startedAt = condition.since();
    draft.activeAt = Life.NONE;
    draft.acknowledgedAt = Life.NONE;
    draft.acknowledgedBy = "";
    draft.shelvedUntil = Life.NONE;
    draft.suppressedBy = "";
    draft.state = State.CLEARED;
    draft.since = Life.NONE;
    draft.tell(condition);
    return draft;
  }

  static Draft of(Life life) {
    Draft draft = new Draft(life.fingerprint(), life.rule(), life.asset());
    draft.labels = life.labels();
    draft.summary = life.summary();
    draft.details = life.details();
    draft.phase = life.phase();
    draft.conditionSince = life.conditionSince();
    draft.until = life.until();
    draft.startedAt = life.startedAt();
    draft.activeAt = life.activeAt();
    draft.acknowledgedAt = life.acknowledgedAt();
    draft.acknowledgedBy = life.acknowledgedBy();
    draft.shelvedUntil = life.shelvedUntil();
    draft.suppressedBy = life.suppressedBy();
    draft.state = life.state();
    draft.since = life.since();
    return draft;
  }

  Life done() {
    return new Life(
        fingerprint,
        rule,
        asset,
        labels,
        summary,
        details,
        phase,
        conditionSince,
        until,
        startedAt,
        activeAt,
        acknowledgedAt,
        acknowledgedBy,
        shelvedUntil,
        suppressedBy,
        state,
        since);
  }

  void tell(Condition condition) {
    labels = new HashMap<>(condition.labels());
    summary = condition.summary();
    details = new HashMap<>(condition.details());
  }

  boolean active() {
    return phase == State.ACTIVE_UNACKNOWLEDGED;
  }

  /** Tells the state of now, if it is another. */
  void show(long at, Consumer<Life> told) {
    State now = done().shown(at);
    if (now != state) {
      state = now;
      since = Math.max(at, since);
      told.accept(done());
    }
  }
}
