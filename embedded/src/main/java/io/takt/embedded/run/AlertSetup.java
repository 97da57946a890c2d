package io.takt.embedded.run;

import io.takt.jobs.alert.AlertsSettings;
import io.takt.jobs.alert.rule.RuleSet;
import io.takt.sinks.notify.NotifierSettings;
import io.takt.sinks.notify.RoutingFile;
import java.nio.file.Path;

/** What is worth telling somebody, and whom. */
public record AlertSetup(RuleSet rules, RoutingFile routing) {

  /**
   * From files.
   *
   * @param rules null: the rules that come with Takt
   * @param routing null: everything to the terminal
   * @throws IllegalArgumentException in one sentence, when one cannot be read or is wrong
   */
  public static AlertSetup of(Path rules, Path routing) {
    return new AlertSetup(
        rules == null ? AlertsSettings.standardRules() : AlertsSettings.rules(rules),
        routing == null ? NotifierSettings.terminalOnly() : NotifierSettings.routing(routing));
  }
}
