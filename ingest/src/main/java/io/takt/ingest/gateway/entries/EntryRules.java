package io.takt.ingest.gateway.entries;

import io.takt.avro.OperatorEvent;
import io.takt.avro.OperatorEventKind;
import io.takt.ingest.gateway.access.Operator;
import io.takt.ingest.gateway.access.Role;
import io.takt.ingest.gateway.facts.RowException;
import io.takt.ingest.gateway.plant.Plant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.regex.Pattern;

/** Who may say what, and about when. */
final class EntryRules {

  /** How long an operator can take an own entry back, after it arrived, on the wall's clock. */
  static final Duration UNDO = Duration.ofMinutes(2);

  private static final Duration HORIZON = Duration.ofDays(3);
  private static final Pattern EVENT_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{7,63}");

  private final Plant plant;
  private final EntryLog log;
  private final ClosedShifts closed;
  private final InstantSource wall;

  EntryRules(Plant plant, EntryLog log, ClosedShifts closed, InstantSource wall) {
    this.plant = plant;
    this.log = log;
    this.closed = closed;
    this.wall = wall;
  }

  /**
   * Looks at one entry.
   *
   * @param now the plant's time
   * @param sameRequest entries of the same request that were found good, by id
   * @throws RowException 403 without the right, 422 when it would not be used
   */
  void check(
      OperatorEvent entry, Operator operator, Instant now, Map<String, OperatorEvent> sameRequest)
      throws RowException {
    if (!EVENT_ID.matcher(entry.getEventId()).matches()) {
      throw RowException.field("event_id", "must be a UUID.");
    }
    if (!plant.holds(operator.scope(), entry.getAssetId())) {
      throw new RowException(
          403, "/asset_id", "The asset is outside your rights, or nobody has described it.");
    }
    // A decision's reason is its verdict, not one of the plant's.
    if (entry.getKind() == OperatorEventKind.REASON_GIVEN
        && plant.reason(entry.getReason()).isEmpty()) {
      throw RowException.field("reason", "is not one of the plant's reasons.");
    }
    Instant from = entry.getSpanFrom() == null ? entry.getAt() : entry.getSpanFrom();
    if (from.isBefore(now.minus(HORIZON))) {
      throw RowException.field(
          "span_from", "lies more than 72 hours back; that time is no longer booked anew.");
    }
    if (entry.getKind() == OperatorEventKind.WITHDRAWN) {
      checkWithdrawal(entry, operator, sameRequest);
    } else {
      checkShift(entry.getAssetId(), from, operator);
    }
  }

  static boolean isAboutAnAlert(OperatorEvent event) {
    return event.getKind() == OperatorEventKind.ACKNOWLEDGED
        || event.getKind() == OperatorEventKind.SHELVED;
  }

  private void checkWithdrawal(
      OperatorEvent entry, Operator operator, Map<String, OperatorEvent> sameRequest)
      throws RowException {
    // The job heard it and went on: there is nothing that could be as if it had not been said.
    if (log.find(entry.getAssetId(), entry.getRefersTo())
        .filter(taken -> isAboutAnAlert(taken.event()))
        .isPresent()) {
      throw RowException.field(
          "refers_to",
          "names a word on an alert; that is not taken back, but a shelved alert can be shelved"
              + " until now.");
    }
    OperatorEvent together = sameRequest.get(entry.getRefersTo());
    if (together != null && together.getAssetId().equals(entry.getAssetId())) {
      // Entered and taken back while the device was offline.
      return;
    }
    EntryLog.Taken meant =
        log.find(entry.getAssetId(), entry.getRefersTo())
            .orElseThrow(() -> RowException.field("refers_to", "names no entry of the last days."));
    if (operator.role() == Role.SUPERVISOR) {
      return;
    }
    if (!meant.event().getOperator().equals(operator.id())) {
      throw new RowException(
          403, "/refers_to", "Somebody else said that; a supervisor can take it back.");
    }
    if (wall.instant().isAfter(meant.takenAt().plus(UNDO))) {
      throw new RowException(
          403, "/refers_to", "It was said more than 2 minutes ago; a supervisor can take it back.");
    }
  }

  private void checkShift(String asset, Instant from, Operator operator) throws RowException {
    if (operator.role() == Role.SUPERVISOR) {
      return;
    }
    Instant until = closed.until(asset);
    if (until != null && from.isBefore(until)) {
      throw new RowException(
          403, "/span_from", "That shift is closed; a supervisor can still enter this.");
    }
  }
}
