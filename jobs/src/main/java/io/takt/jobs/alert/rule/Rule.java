package io.takt.jobs.alert.rule;

import java.util.List;
import java.util.Map;

/**
 * One rule. Lengths are milliseconds, 0: none.
 *
 * @param stream what it looks at; {@link #ALERTS}: at other alerts, by {@code several}
 * @param when the condition; null for a rule about alerts
 * @param assets which assets it is for, over fields of their place; null: all
 * @param since field that says since when the condition holds; null: when it was first seen
 * @param until field that says until when; null: when it was seen to hold no more
 * @param by fields that tell alerts of one asset apart; they are labels of the alert
 * @param window of minutes that are summed, for the streams ledger and order
 * @param lasts how long a condition holds that is an event
 * @param times so many events within {@code within} make the condition; at least 1
 * @param deadband by how much a number must come back beyond its limit before the condition ends
 * @param suppressedBy rules whose alerts, of the same asset, line or site, hide this one's
 * @param inPlannedStop false: suppressed while the asset's time is planned stop or not scheduled
 * @param several which alerts, when several are active at once; null: not about alerts
 * @param labels more labels, for routing
 * @param summary what people read; {field} stands for a field's value
 */
public record Rule(
    String name,
    String stream,
    Expression when,
    Expression assets,
    String since,
    String until,
    List<String> by,
    long window,
    long lasts,
    int times,
    long within,
    long onDelay,
    long offDelay,
    double deadband,
    Severity severity,
    List<String> suppressedBy,
    boolean inPlannedStop,
    Several several,
    Map<String, String> labels,
    String summary) {

  /** The stream of this job's own alerts. */
  public static final String ALERTS = "alerts";

  /**
   * Several alerts at once.
   *
   * @param of their rules
   * @param sharing the label they share: asset, line, area or site
   * @param atLeast so many
   */
  public record Several(List<String> of, String sharing, int atLeast) {}

  /** Whether its condition is an event that holds for a while. */
  public boolean isEvent() {
    return lasts > 0;
  }
}
