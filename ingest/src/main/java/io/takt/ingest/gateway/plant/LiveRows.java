package io.takt.ingest.gateway.plant;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.takt.avro.OeeLive;
import io.takt.avro.Stop;
import io.takt.ingest.gateway.http.Json;
import io.takt.ingest.gateway.http.Times;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The newest live row of each asset, told on to whoever listens. Safe for several threads. */
public final class LiveRows {

  /** Hears of news. */
  @FunctionalInterface
  public interface Listener {
    /**
     * One.
     *
     * @param asset it is about
     * @param event {@code live} or {@code stop}
     * @param key what a later one of the same key replaces
     * @param data JSON
     */
    void news(String asset, String event, String key, String data);
  }

  private final PlantTime time;
  private final Map<String, OeeLive> newest = new ConcurrentHashMap<>();
  private final CopyOnWriteArrayList<Listener> listeners = new CopyOnWriteArrayList<>();

  /** None yet. */
  public LiveRows(PlantTime time) {
    this.time = time;
  }

  /** A row of takt.oee-live; null: the asset is no more. */
  public void live(byte[] key, OeeLive row) {
    if (row == null) {
      newest.remove(new String(key, StandardCharsets.UTF_8));
      return;
    }
    newest.put(row.getAssetId(), row);
    tell(row.getAssetId(), "live", row.getAssetId(), data(row));
  }

  /** A row of takt.stops; null: there is no such stop after all. */
  public void stop(byte[] key, Stop stop) {
    ObjectNode data = Json.object();
    String asset;
    if (stop == null) {
      StopKey gone = StopKey.parse(new String(key, StandardCharsets.UTF_8));
      asset = gone.asset();
      data.put("asset_id", asset);
      data.put("started_at", Times.iso(gone.startedAt()));
    } else {
      asset = stop.getAssetId();
      data.put("asset_id", asset);
      data.put("started_at", Times.iso(stop.getStartedAt()));
      data.put("ended_at", Times.iso(stop.getEndedAt()));
      data.put("category", stop.getCategory());
      data.put("reason", stop.getReason());
    }
    data.put("gone", stop == null);
    tell(asset, "stop", new String(key, StandardCharsets.UTF_8), Json.text(data));
  }

  private void tell(String asset, String event, String key, String data) {
    for (Listener listener : listeners) {
      listener.news(asset, event, event + " " + key, data);
    }
  }

  /** Tells the listener the newest row of each asset, then all that comes. */
  public void add(Listener listener) {
    listeners.add(listener);
    for (OeeLive row : newest.values()) {
      listener.news(row.getAssetId(), "live", "live " + row.getAssetId(), data(row));
    }
  }

  /** Tells the listener no more. */
  public void remove(Listener listener) {
    listeners.remove(listener);
  }

  private String data(OeeLive row) {
    Instant now = time.now();
    ObjectNode data = Json.object();
    data.put("asset_id", row.getAssetId());
    data.put("as_of", Times.iso(row.getAsOf()));
    data.put("state", row.getState());
    data.put("state_since", Times.iso(row.getStateSince()));
    data.put("category", row.getCategory());
    data.put("stop_since", Times.iso(row.getStopSince()));
    data.put("reason", row.getReason());
    data.put("work_order", row.getWorkOrder());
    data.put("product", row.getProduct());
    data.put("shift", row.getShift());
    data.put("shift_start", Times.iso(row.getShiftStart()));
    data.put("last_fact_at", Times.iso(row.getLastFactAt()));
    if (row.getLastFactAt() == null) {
      data.putNull("data_age_s");
    } else {
      data.put("data_age_s", Duration.between(row.getLastFactAt(), now).toMillis() / 1000.0);
    }
    data.put("plant_now", Times.iso(now));
    return Json.text(data);
  }
}
