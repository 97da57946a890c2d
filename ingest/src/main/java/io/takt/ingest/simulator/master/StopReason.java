package io.takt.ingest.simulator.master;

import io.takt.avro.ReasonCategory;
import java.util.List;

/**
 * A reason operators can give.
 *
 * @param parent code above; null: a root
 * @param category where it books
 * @param changesAfterMs from this long after the plant's start it books as {@code then}; 0: never
 */
public record StopReason(
    String code,
    String parent,
    String german,
    String english,
    ReasonCategory category,
    long changesAfterMs,
    ReasonCategory then) {

  /** A code that stands in no table, given by mistake. */
  public static final String UNHEARD_OF = "R-999";

  /** The plant's tree. */
  public static final List<StopReason> ALL =
      List.of(
          of("TECH", null, "Technik", "Technical", ReasonCategory.UNPLANNED_STOP),
          of("ORG", null, "Organisation", "Organisation", ReasonCategory.UNPLANNED_STOP),
          of("PLAN", null, "Geplant", "Planned", ReasonCategory.PLANNED_STOP),
          of("MECH", "TECH", "Mechanik", "Mechanical", ReasonCategory.UNPLANNED_STOP),
          of("ELEC", "TECH", "Elektrik", "Electrical", ReasonCategory.UNPLANNED_STOP),
          of("HYDR", "TECH", "Hydraulik", "Hydraulics", ReasonCategory.UNPLANNED_STOP),
          of("JAM", "TECH", "Teilestau", "Jam", ReasonCategory.UNPLANNED_STOP),
          of("MATERIAL", "ORG", "Material fehlt", "No material", ReasonCategory.UNPLANNED_STOP),
          of("TOOL", "ORG", "Werkzeugwechsel", "Tool change", ReasonCategory.SETUP),
          of("MAINT", "PLAN", "Wartung", "Maintenance", ReasonCategory.PLANNED_STOP),
          of("NO-ORDER", "PLAN", "Kein Auftrag", "No order", ReasonCategory.NOT_SCHEDULED),
          new StopReason(
              "CLEAN",
              "ORG",
              "Reinigung",
              "Cleaning",
              ReasonCategory.UNPLANNED_STOP,
              10 * 3_600_000L,
              ReasonCategory.PLANNED_STOP));

  private static StopReason of(
      String code, String parent, String german, String english, ReasonCategory category) {
    return new StopReason(code, parent, german, english, category, 0, category);
  }

  /** Where it books at an instant. */
  public ReasonCategory categoryAt(long instant, long plantStart) {
    return changesAfterMs > 0 && instant >= plantStart + changesAfterMs ? then : category;
  }

  /** The reason of this code, or null. */
  public static StopReason named(String code) {
    for (StopReason reason : ALL) {
      if (reason.code().equals(code)) {
        return reason;
      }
    }
    return null;
  }
}
