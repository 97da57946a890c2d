package io.takt.ingest.gateway.live;

import io.takt.ingest.gateway.http.OpenResponse;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One client's stream of server-sent events. While it is slow, newer events replace older ones of
 * the same key, so what waits is bounded by what there is to know. Safe for several threads.
 */
final class EventStream {

  /** More than so many different events waiting: the client does not read. */
  private static final int MOST_WAITING = 5_000;

  private final OpenResponse response;
  private final Map<String, String> waiting = new LinkedHashMap<>();
  private long id;
  private boolean writing;
  private boolean ending;

  EventStream(OpenResponse response) {
    this.response = response;
  }

  /** Sends an event, or has it replace the one of that key that still waits. */
  void send(String event, String key, String data) {
    synchronized (this) {
      if (waiting.size() >= MOST_WAITING && !waiting.containsKey(key)) {
        ending = true;
      }
      id++;
      // Taken out first, so that it stands behind what came before it.
      waiting.remove(key);
      waiting.put(key, "id: " + id + "\nevent: " + event + "\ndata: " + data + "\n\n");
    }
    write();
  }

  /** Sends a line that is no event. */
  void comment(String key, String line) {
    synchronized (this) {
      waiting.put(key, line + "\n\n");
    }
    write();
  }

  /** Ends it after what waits. */
  void end() {
    synchronized (this) {
      ending = true;
    }
    write();
  }

  private void write() {
    String text;
    synchronized (this) {
      if (writing) {
        return;
      }
      if (waiting.isEmpty()) {
        text = null;
        if (!ending) {
          return;
        }
      } else {
        text = String.join("", waiting.values());
        waiting.clear();
      }
      writing = true;
    }
    if (text == null) {
      response.end();
    } else {
      response.send(text, this::written);
    }
  }

  private void written() {
    synchronized (this) {
      writing = false;
    }
    write();
  }
}
