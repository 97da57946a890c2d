package io.takt.ingest.gateway.alerts;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a button of the page does.
 *
 * @param shelveFor null: the alert was seen
 */
record Act(Duration shelveFor) {

  /** Minutes an alert can be shelved for; the operator page offers the same. */
  static final int[] SHELVE_MINUTES = {15, 60, 480};

  static final String ACKNOWLEDGE = "acknowledge";

  private static final String SHELVE = "shelve-";

  /** What the form's field {@code do} asks for; empty: nothing that there is. */
  static Optional<Act> of(Map<String, String> form) {
    String asked = form.getOrDefault("do", "");
    if (asked.equals(ACKNOWLEDGE)) {
      return Optional.of(new Act(null));
    }
    for (int minutes : SHELVE_MINUTES) {
      if (asked.equals(shelve(minutes))) {
        return Optional.of(new Act(Duration.ofMinutes(minutes)));
      }
    }
    return Optional.empty();
  }

  static String shelve(int minutes) {
    return SHELVE + minutes;
  }

  boolean shelves() {
    return shelveFor != null;
  }
}
