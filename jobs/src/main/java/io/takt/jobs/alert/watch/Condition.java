package io.takt.jobs.alert.watch;

import java.util.Map;

/**
 * A rule's condition on one asset: that it holds, or until when it held. Times are epoch
 * milliseconds of the plant's time.
 *
 * @param fingerprint rule, asset and key labels; names the alert
 * @param asset null: it is about several
 * @param since since when it holds; a later one begins another episode
 * @param until end, exclusive; {@link #OPEN}: it holds still; in the future: it will end by itself
 * @param summary one sentence for people
 * @param details what the rule saw
 */
public record Condition(
    String fingerprint,
    String rule,
    String asset,
    Map<String, String> labels,
    long since,
    long until,
    String summary,
    Map<String, String> details) {

  /** It holds still. */
  public static final long OPEN = Long.MAX_VALUE;
}
