package io.takt.sinks.notify;

import java.util.List;
import java.util.Map;

/** Labels an alert must have: each one of these values. Empty: every alert. */
record Matcher(Map<String, List<String>> labels) {

  boolean matches(AlertView alert) {
    for (Map.Entry<String, List<String>> label : labels.entrySet()) {
      if (!label.getValue().contains(alert.label(label.getKey()))) {
        return false;
      }
    }
    return true;
  }
}
