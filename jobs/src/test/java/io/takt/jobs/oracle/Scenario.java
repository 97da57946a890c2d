package io.takt.jobs.oracle;

import io.takt.jobs.timeline.AssetSettings;
import io.takt.jobs.timeline.CalendarRules;
import io.takt.jobs.timeline.Fact;
import io.takt.jobs.timeline.LossCategory;
import io.takt.jobs.timeline.Versions;
import io.takt.jobs.timeline.WorkOrderInfo;
import java.util.List;
import java.util.Map;

/**
 * All that is known of one asset at one instant; the ledger is a function of this alone.
 *
 * @param facts in the order of their arrival, which must not matter
 * @param calendar null: nobody has described it
 * @param rates product → ideal seconds for one piece
 * @param now the plant's clock
 */
record Scenario(
    List<Fact> facts,
    AssetSettings settings,
    CalendarRules calendar,
    Map<String, Versions<LossCategory>> reasons,
    Map<String, Versions<Double>> rates,
    Map<String, WorkOrderInfo> orders,
    long now) {

  Scenario withFacts(List<Fact> others) {
    return new Scenario(others, settings, calendar, reasons, rates, orders, now);
  }

  Scenario at(long instant) {
    return new Scenario(facts, settings, calendar, reasons, rates, orders, instant);
  }
}
