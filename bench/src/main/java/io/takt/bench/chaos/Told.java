package io.takt.bench.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a receiver was told, held against what it should have been told.
 *
 * @param messages the receiver took
 * @param repeated deliveries it knew by their key
 * @param sentTwice contents it took under more than one key
 * @param untold alerts of which it is recorded why the receiver was not told
 * @param lost what never got there, a line each
 * @param episodes alerts that follow from facts at once, as fingerprint and start
 */
record Told(
    long messages,
    long repeated,
    long sentTwice,
    long untold,
    List<String> lost,
    Set<String> episodes) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Once nothing is under way any more. */
  static Told of(Receiver receiver, Connection reader) throws SQLException, IOException {
    List<String> lost = new ArrayList<>();
    Set<String> keys = new HashSet<>(receiver.keys());
    Set<String> known = new HashSet<>();
    long untold = 0;
    try (Statement statement = reader.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT id, status, body::text FROM notification ORDER BY id")) {
      while (rows.next()) {
        String status = rows.getString(2);
        if (status.equals("SUPPRESSED")) {
          known.add(episode(JSON.readTree(rows.getString(3))));
          untold++;
        } else if (!status.equals("SENT") || !keys.contains("takt-" + rows.getLong(1))) {
          lost.add("message " + rows.getLong(1) + " is " + status + " and not at the receiver");
        }
      }
    }
    Set<String> contents = new HashSet<>();
    long twice = 0;
    for (JsonNode message : receiver.messages()) {
      twice += contents.add(content(message)) ? 0 : 1;
      message.path("alerts").forEach(alert -> known.add(episode(alert)));
    }
    Set<String> episodes = new TreeSet<>();
    try (Statement statement = reader.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT DISTINCT fingerprint, (extract(epoch FROM active_at) * 1000)::bigint, rule"
                    + " FROM alert_event ORDER BY 1, 2")) {
      while (rows.next()) {
        String episode = rows.getString(1) + "|" + rows.getLong(2);
        if (rows.getString(3).equals("machine-fault")) {
          episodes.add(episode);
        }
        if (!known.contains(episode)) {
          lost.add("nobody was told of alert " + episode);
        }
      }
    }
    return new Told(receiver.keys().size(), receiver.repeated(), twice, untold, lost, episodes);
  }

  private static String episode(JsonNode alert) {
    return alert.path("fingerprint").asText() + "|" + alert.path("activeAt").asLong();
  }

  /** What tells one message's content from another's, as the notifier sees it. */
  private static String content(JsonNode message) {
    StringBuilder content = new StringBuilder();
    for (String field : List.of("groupKey", "kind", "quiet", "occurrence")) {
      content.append(message.path(field).asText()).append('\n');
    }
    for (JsonNode alert : message.path("alerts")) {
      content
          .append(alert.path("fingerprint").asText())
          .append('\t')
          .append(alert.path("state").asText())
          .append('\t')
          .append(alert.path("since").asText())
          .append('\n');
    }
    return content.toString();
  }

  /** What another run's alerts of facts lack of these. */
  List<String> missingIn(Told other) {
    List<String> missing = new ArrayList<>();
    for (String episode : episodes) {
      if (!other.episodes.contains(episode)) {
        missing.add("alert " + episode + " of the undisturbed run never was");
      }
    }
    return missing;
  }
}
