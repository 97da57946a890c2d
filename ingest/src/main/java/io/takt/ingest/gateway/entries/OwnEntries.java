package io.takt.ingest.gateway.entries;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.takt.avro.Asset;
import io.takt.avro.OperatorEvent;
import io.takt.avro.OperatorEventKind;
import io.takt.ingest.gateway.access.Role;
import io.takt.ingest.gateway.access.Session;
import io.takt.ingest.gateway.board.BoardRoutes;
import io.takt.ingest.gateway.http.Json;
import io.takt.ingest.gateway.http.Times;
import io.takt.ingest.gateway.plant.PlantTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the board tells somebody of their own entries, and of what is closed to them. */
public final class OwnEntries implements BoardRoutes.Addition {

  private static final Duration SHOWN = Duration.ofHours(12);
  private static final int MOST = 50;

  private final EntryLog log;
  private final ClosedShifts closed;
  private final PlantTime time;
  private final InstantSource wall;

  /** From this log. */
  public OwnEntries(EntryLog log, ClosedShifts closed, PlantTime time, InstantSource wall) {
    this.log = log;
    this.closed = closed;
    this.time = time;
    this.wall = wall;
  }

  @Override
  public void addTo(ObjectNode board, Asset asset, Session session) {
    board.put("closed_until", Times.iso(closed.until(asset.getAssetId())));
    ArrayNode entries = board.putArray("entries");
    Instant now = wall.instant();
    for (EntryLog.Taken taken :
        log.of(asset.getAssetId(), session.operator().id(), now.minus(SHOWN))) {
      if (taken.event().getKind() != OperatorEventKind.WITHDRAWN && entries.size() < MOST) {
        entries.add(entry(taken, session, now));
      }
    }
  }

  private ObjectNode entry(EntryLog.Taken taken, Session session, Instant now) {
    OperatorEvent event = taken.event();
    ObjectNode entry = Json.object();
    entry.put("event_id", event.getEventId());
    entry.put("kind", event.getKind().name());
    entry.put("at", Times.iso(event.getAt()));
    entry.put("span_from", Times.iso(event.getSpanFrom()));
    entry.put("span_to", Times.iso(event.getSpanTo()));
    entry.put("summary", summary(event));
    entry.put("can_undo_until", Times.iso(undoUntil(taken, session, now)));
    entry.put("withdrawn", log.withdrawn(event.getAssetId(), event.getEventId()));
    return entry;
  }

  /** On the plant's clock; null: no longer. */
  private Instant undoUntil(EntryLog.Taken taken, Session session, Instant now) {
    if (EntryRules.isAboutAnAlert(taken.event())) {
      return null;
    }
    if (session.operator().role() == Role.SUPERVISOR) {
      return time.now().plus(Duration.ofHours(1));
    }
    Duration left = Duration.between(now, taken.takenAt().plus(EntryRules.UNDO));
    return left.isNegative() || left.isZero()
        ? null
        : time.now().plusMillis((long) (left.toMillis() * time.speed()));
  }

  private static String summary(OperatorEvent event) {
    List<String> words = new ArrayList<>();
    for (String word :
        new String[] {
          event.getReason(), event.getWorkOrder(), event.getProduct(), event.getNote()
        }) {
      if (word != null && !word.isBlank()) {
        words.add(word);
      }
    }
    if (event.getQuantity() != null) {
      words.add(String.format(Locale.ROOT, "%.0f", event.getQuantity()));
    }
    return String.join(", ", words);
  }
}
