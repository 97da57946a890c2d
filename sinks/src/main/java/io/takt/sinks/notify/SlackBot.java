package io.takt.sinks.notify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * Slack by a bot's token: one message an incident, which is brought up to date and turns green; who
 * has to be called again is called in its thread.
 *
 * <p>A message in doubt after a crash is looked for by its metadata in the channel's history (scope
 * channels:history). Without that scope it is posted again.
 */
final class SlackBot implements Transport {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String EVENT = "takt_message";

  /** The content is wrong: trying again does not help. */
  private static final Set<String> ABOUT_THE_CONTENT =
      Set.of(
          "msg_too_long",
          "msg_blocks_too_long",
          "invalid_blocks",
          "invalid_blocks_format",
          "invalid_attachments",
          "no_text",
          "invalid_arguments");

  /** The message that was to be brought up to date is no more, or cannot be. */
  private static final Set<String> NOT_TO_BE_UPDATED =
      Set.of("message_not_found", "cant_update_message", "edit_window_closed");

  private static final long SET_UP_WRONG = 60_000;

  private final HttpCalls http;
  private final String baseUrl;
  private final String channel;
  private final Secret token;

  SlackBot(HttpCalls http, String baseUrl, String channel, Secret token) {
    this.http = http;
    this.baseUrl = baseUrl;
    this.channel = channel;
    this.token = token;
  }

  @Override
  public String send(Outbox.Due due, Text text) throws IOException, InterruptedException, Refused {
    String reference = due.reference();
    if (reference.isEmpty() && due.doubtful()) {
      reference = find(due.key());
    }
    if (reference.isEmpty()) {
      return due.message().quiet() ? "" : post(due, text, null);
    }
    if (!update(reference, text)) {
      return due.message().quiet() ? reference : post(due, text, null);
    }
    if (!due.message().quiet() && !due.message().isAllClear() && !due.reference().isEmpty()) {
      post(due, text, reference);
    }
    return reference;
  }

  private String post(Outbox.Due due, Text text, String thread)
      throws IOException, InterruptedException, Refused {
    ObjectNode body = SlackFormat.body(text);
    body.put("channel", channel);
    ObjectNode metadata = body.putObject("metadata");
    metadata.put("event_type", EVENT);
    metadata.putObject("event_payload").put("key", due.key());
    if (thread != null) {
      body.put("thread_ts", time(thread));
      body.put("reply_broadcast", true);
    }
    JsonNode answer = call("chat.postMessage", body);
    return answer.path("channel").asText(channel) + "|" + answer.path("ts").asText();
  }

  /** Whether it could be. */
  private boolean update(String reference, Text text)
      throws IOException, InterruptedException, Refused {
    ObjectNode body = SlackFormat.body(text);
    body.remove("unfurl_links");
    body.remove("unfurl_media");
    body.put("channel", reference.substring(0, reference.indexOf('|')));
    body.put("ts", time(reference));
    try {
      call("chat.update", body);
      return true;
    } catch (NotToBeUpdated e) {
      return false;
    }
  }

  /** What an earlier try posted; empty: nothing, or nobody knows. */
  private String find(String key) throws IOException, InterruptedException, Refused {
    JsonNode answer;
    try {
      answer =
          judged(
              "conversations.history",
              http.get(
                  baseUrl
                      + "/conversations.history?limit=100&include_all_metadata=true&channel="
                      + channel,
                  authorization()));
    } catch (MissingScope e) {
      return "";
    }
    for (JsonNode message : answer.path("messages")) {
      if (key.equals(message.path("metadata").path("event_payload").path("key").asText())) {
        return channel + "|" + message.path("ts").asText();
      }
    }
    return "";
  }

  private static String time(String reference) {
    return reference.substring(reference.indexOf('|') + 1);
  }

  private JsonNode call(String method, ObjectNode body)
      throws IOException, InterruptedException, Refused {
    return judged(
        method, http.post(baseUrl + "/" + method, JSON.writeValueAsString(body), authorization()));
  }

  private Map<String, String> authorization() {
    return Map.of("Authorization", "Bearer " + token.value());
  }

  private static JsonNode judged(String method, String answer) throws IOException, Refused {
    JsonNode json = JSON.readTree(answer);
    if (json.path("ok").asBoolean()) {
      return json;
    }
    String error = json.path("error").asText("no reason given");
    if (NOT_TO_BE_UPDATED.contains(error)) {
      throw new NotToBeUpdated(error);
    }
    if (error.equals("missing_scope") && method.equals("conversations.history")) {
      throw new MissingScope(error);
    }
    if (ABOUT_THE_CONTENT.contains(error)) {
      throw Refused.forGood("Slack refused it: " + error);
    }
    if (error.equals("internal_error") || error.equals("fatal_error")) {
      throw new IOException("Slack failed: " + error);
    }
    throw Refused.forNow("Slack refused it: " + error, SET_UP_WRONG);
  }

  private static final class NotToBeUpdated extends IOException {
    private static final long serialVersionUID = 1L;

    NotToBeUpdated(String error) {
      super("Slack refused it: " + error);
    }
  }

  private static final class MissingScope extends IOException {
    private static final long serialVersionUID = 1L;

    MissingScope(String error) {
      super("Slack refused it: " + error);
    }
  }

  @Override
  public String toString() {
    return "SlackBot[" + baseUrl + ", " + channel + "]";
  }
}
