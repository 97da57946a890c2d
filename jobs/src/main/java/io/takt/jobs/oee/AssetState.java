package io.takt.jobs.oee;

import io.takt.jobs.timeline.Head;
import java.util.HashSet;
import java.util.Set;

/** What is kept of one asset, older blocks aside. Mutable; instants are epoch milliseconds. */
public final class AssetState {

  static final long NEVER = Long.MAX_VALUE;
  static final long NOT_YET = Long.MIN_VALUE;

  Head head;

  /** The latest that was given out. */
  long revision;

  /** Plant's time of the latest advance; time never goes back for an asset. */
  long advancedTo = NOT_YET;

  /** Wall clock of the one timer that is registered; NEVER: none is. */
  long timer = NEVER;

  /** Wall clock by which something urgent is to be shown; NEVER: nothing is. */
  long urgentBy = NEVER;

  /** Wall clock of the latest live row. */
  long liveAt = NOT_YET;

  /** Plant's time that row spoke of. */
  long liveAsOf = NOT_YET;

  /** Something happened since then. */
  boolean liveIsOld;

  /** Version of the shared tables that was used. */
  long tables;

  /** The restore after which this was first touched. */
  long restore;

  /** Plant's time of the latest pruning. */
  long prunedAt = NOT_YET;

  /** Arrival of the newest fact. */
  long lastArrival = NOT_YET;

  /** Rates are kept, which no one would say again. */
  boolean rated;

  /** Wall clock by which facts of an asset that nobody has described are reported; NEVER: none. */
  long reportUnknownBy = NEVER;

  /** Facts held for an asset that nobody has described. */
  int held;

  /** It was said that nobody has described the asset. */
  boolean unknownSaid;

  /** Key of the asset's calendar; null: not described. */
  String calendar;

  /** Reasons that people gave here. */
  final Set<String> reasons = new HashSet<>();

  /** So many reasons on one asset are as good as any: no more are noted. */
  private static final int MANY_REASONS = 256;

  /** Notes that a reason was given here. */
  void usesReason(String reason) {
    if (reasons.size() < MANY_REASONS) {
      reasons.add(reason);
    }
  }

  /** Whether the reason may have been given here. */
  boolean mayUseReason(String reason) {
    return reasons.size() >= MANY_REASONS || reasons.contains(reason);
  }

  /** An asset of which nothing is known but this. */
  public AssetState(Head head) {
    this.head = head;
  }

  AssetState copy() {
    AssetState copy = new AssetState(head.copy());
    copy.revision = revision;
    copy.advancedTo = advancedTo;
    copy.timer = timer;
    copy.urgentBy = urgentBy;
    copy.liveAt = liveAt;
    copy.liveAsOf = liveAsOf;
    copy.liveIsOld = liveIsOld;
    copy.tables = tables;
    copy.restore = restore;
    copy.prunedAt = prunedAt;
    copy.lastArrival = lastArrival;
    copy.rated = rated;
    copy.reportUnknownBy = reportUnknownBy;
    copy.held = held;
    copy.unknownSaid = unknownSaid;
    copy.calendar = calendar;
    copy.reasons.addAll(reasons);
    return copy;
  }
}
