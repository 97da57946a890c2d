package io.takt.jobs.alert.life;

import io.takt.jobs.alert.rule.Rule;
import io.takt.jobs.alert.watch.Condition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The condition of a rule about several alerts that share an asset, a line, an area or a site. */
final class Together {

  private static final List<String> PLACES = List.of("line", "area", "site");

  private Together() {}

  static String fingerprint(Rule rule, String shared) {
    return rule.name() + "|" + rule.several().sharing() + "=" + shared.replace('|', '/');
  }

  /**
   * The condition.
   *
   * @param assets of the alerts that are active
   * @param since since when there are enough of them
   * @param until until when; Condition.OPEN: there are
   * @param sample one of the alerts, for where it is
   */
  static Condition condition(
      Rule rule, String shared, List<String> assets, long since, long until, Life sample) {
    String label = rule.several().sharing();
    Map<String, String> labels = new HashMap<>(rule.labels());
    labels.put("rule", rule.name());
    labels.put("severity", rule.severity().name());
    labels.put("asset", "");
    // What shares a site need not share a line.
    boolean within = label.equals("asset");
    for (String place : PLACES) {
      within |= place.equals(label);
      labels.put(place, within ? sample.labels().getOrDefault(place, "") : "");
    }
    labels.put(label, shared);
    String all = String.join(", ", assets);
    String summary =
        rule.summary()
            .replace("{" + label + "}", shared)
            .replace("{assets}", all)
            .replace("{count}", Integer.toString(assets.size()));
    return new Condition(
        fingerprint(rule, shared),
        rule.name(),
        label.equals("asset") ? shared : null,
        labels,
        since,
        until,
        summary,
        Map.of("assets", all));
  }
}
