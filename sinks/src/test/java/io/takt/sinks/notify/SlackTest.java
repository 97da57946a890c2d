package io.takt.sinks.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.takt.sinks.notify.Message.Kind;
import io.takt.sinks.notify.Text.Item;
import io.takt.sinks.notify.Text.Mood;
import io.takt.sinks.notify.Text.Row;
import io.takt.sinks.notify.Transport.Refused;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Slack's two ways in, against a server that stands in for it. */
class SlackTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String POSTED = "{\"ok\":true,\"channel\":\"C1\",\"ts\":\"17.1\"}";
  private static final AlertView ALERT =
      Sample.alert("long-stop", "press-01", "L1", "FAULT", Sample.NIGHT);

  private LocalServer slack;
  private SlackBot bot;

  @BeforeEach
  void begin() throws IOException {
    slack = new LocalServer().otherwise(POSTED);
    bot =
        new SlackBot(
            new HttpCalls(Duration.ofSeconds(20)),
            slack.url() + "/api",
            "C1",
            new Secret("xoxb-1"));
  }

  @AfterEach
  void end() {
    slack.close();
  }

  @Test
  void aMessageHasATextForEveryoneAndWordsOfMachinesAreNoMarkup() throws Exception {
    Text text = text("Press <1> & *all*", List.of(new Row("Where", "a<b>&c `x` *y*")));
    webhook().send(due(message(ALERT), false, ""), text);
    JsonNode body = JSON.readTree(slack.requests().get(0).body());
    assertThat(body.path("text").asText()).isEqualTo("Press &lt;1&gt; &amp; *all*");
    JsonNode attachment = body.path("attachments").path(0);
    assertThat(attachment.path("color").asText()).isEqualTo(Mood.RED.colour());
    assertThat(attachment.path("blocks").path(0).path("text").path("text").asText())
        .contains("Where: a&lt;b&gt;&amp;c 'x' ∗y∗")
        .contains("<http://look/?a=1&amp;b=2|Look>")
        .contains("|Acknowledge or shelve>");
  }

  @Test
  void slacksLimitsHoldWhateverThereIsToSay() throws Exception {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      items.add(item("alert " + i, List.of(new Row("Where", "<".repeat(i * 40)))));
    }
    items.add(0, item("&".repeat(5_000), List.of()));
    JsonNode body = SlackFormat.body(new Text("t".repeat(9_000), Mood.RED, items, "And 7 more."));
    JsonNode blocks = body.path("attachments").path(0).path("blocks");
    assertThat(blocks.size()).isBetween(2, SlackFormat.MOST_BLOCKS);
    int all = 0;
    for (JsonNode block : blocks) {
      String words = block.path("text").path("text").asText();
      assertThat(words.length()).isLessThanOrEqualTo(SlackFormat.SECTION);
      assertThat(words.replaceAll("&(amp|lt|gt);", "")).doesNotContain("&");
      all += words.length();
    }
    assertThat(all).isLessThanOrEqualTo(SlackFormat.ALL_BLOCKS);
    assertThat(blocks.path(blocks.size() - 1).path("elements").path(0).path("text").asText())
        .contains("more that do not fit here")
        .contains("And 7 more.");
    assertThat(body.path("text").asText()).hasSize(1_000).endsWith("…");
  }

  @Test
  void aBotsMessageTurnsFromRedToGreenWhereItStands() throws Exception {
    String reference = bot.send(due(message(ALERT), false, ""), text("stands", List.of()));
    assertThat(reference).isEqualTo("C1|17.1");
    AlertView over = Sample.in(ALERT, "CLEARED", Sample.NIGHT + 600_000);
    Text green = new Text("over", Mood.GREEN, List.of(item("over", List.of())), "");
    assertThat(bot.send(due(message(over), false, reference), green)).isEqualTo(reference);
    assertThat(slack.requests())
        .extracting(LocalServer.Request::path)
        .containsExactly("/api/chat.postMessage", "/api/chat.update");
    JsonNode update = JSON.readTree(slack.requests().get(1).body());
    assertThat(update.path("ts").asText()).isEqualTo("17.1");
    assertThat(update.path("attachments").path(0).path("color").asText())
        .isEqualTo(Mood.GREEN.colour());
    assertThat(slack.requests().get(0).headers().get("Authorization"))
        .containsExactly("Bearer xoxb-1");
  }

  @Test
  void whoHasToBeCalledAgainIsCalledInTheThread() throws Exception {
    bot.send(
        due(Sample.message("bot", Kind.REPEAT, ALERT), false, "C1|17.1"), text("a", List.of()));
    assertThat(slack.requests())
        .extracting(LocalServer.Request::path)
        .containsExactly("/api/chat.update", "/api/chat.postMessage");
    JsonNode reply = JSON.readTree(slack.requests().get(1).body());
    assertThat(reply.path("thread_ts").asText()).isEqualTo("17.1");
    assertThat(reply.path("reply_broadcast").asBoolean()).isTrue();
  }

  @Test
  void aMessageInDoubtIsFoundByItsMetadataAndNotPostedTwice() throws Exception {
    slack.answers(
        200,
        "{\"ok\":true,\"messages\":[{\"ts\":\"16.0\"},{\"ts\":\"17.1\",\"metadata\":"
            + "{\"event_type\":\"takt_message\",\"event_payload\":{\"key\":\"takt-7\"}}}]}");
    assertThat(bot.send(due(message(ALERT), true, ""), text("a", List.of()))).isEqualTo("C1|17.1");
    assertThat(slack.requests())
        .extracting(LocalServer.Request::path)
        .containsExactly("/api/conversations.history", "/api/chat.update");
  }

  @Test
  void aMessageInDoubtIsPostedWhenItIsNotThereOrNobodyMayLook() throws Exception {
    slack.answers(200, "{\"ok\":true,\"messages\":[]}");
    bot.send(due(message(ALERT), true, ""), text("a", List.of()));
    slack.answers(200, "{\"ok\":false,\"error\":\"missing_scope\"}");
    bot.send(due(message(ALERT), true, ""), text("a", List.of()));
    assertThat(slack.requests())
        .extracting(LocalServer.Request::path)
        .containsExactly(
            "/api/conversations.history",
            "/api/chat.postMessage",
            "/api/conversations.history",
            "/api/chat.postMessage");
  }

  @Test
  void aMessageThatIsGoneIsPostedAnew() throws Exception {
    slack.answers(200, "{\"ok\":false,\"error\":\"message_not_found\"}");
    assertThat(bot.send(due(message(ALERT), false, "C1|9.9"), text("a", List.of())))
        .isEqualTo("C1|17.1");
  }

  @Test
  void tooManyMeansLaterAndFailureMeansDoubt() throws Exception {
    slack.answersTooMany("30").answers(500, "").answers(404, "no_service").answers(400, "bad");
    slack.answers(200, "{\"ok\":false,\"error\":\"invalid_blocks\"}");
    assertThatThrownBy(() -> webhook().send(due(message(ALERT), false, ""), text("a", List.of())))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.waitMillis()).isEqualTo(30_000);
              assertThat(refused.isForGood()).isFalse();
            });
    assertThatThrownBy(() -> webhook().send(due(message(ALERT), false, ""), text("a", List.of())))
        .isInstanceOf(IOException.class)
        .hasMessage("the answer was 500");
    assertThatThrownBy(() -> webhook().send(due(message(ALERT), false, ""), text("a", List.of())))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.isForGood()).isFalse());
    assertThatThrownBy(() -> webhook().send(due(message(ALERT), false, ""), text("a", List.of())))
        .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.isForGood()).isTrue());
    assertThatThrownBy(() -> bot.send(due(message(ALERT), false, ""), text("a", List.of())))
        .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.isForGood()).isTrue());
  }

  @Test
  void aServerThatNeverAnswersIsNotWaitedForForEver() {
    slack.answersNever();
    SlackBot impatient =
        new SlackBot(
            new HttpCalls(Duration.ofMillis(300)), slack.url(), "C1", new Secret("xoxb-1"));
    assertThatThrownBy(() -> impatient.send(due(message(ALERT), false, ""), text("a", List.of())))
        .isInstanceOf(IOException.class);
  }

  @Test
  void secretsAreNeverPrinted() {
    assertThat(bot.toString() + webhook() + new Secret("xoxb-1"))
        .doesNotContain("xoxb")
        .doesNotContain("services/");
    assertThatThrownBy(() -> Secret.of("slack token", "xoxb-1", java.util.Map.of()))
        .hasMessageContaining("must name an environment variable")
        .hasMessageNotContaining("xoxb");
  }

  private SlackWebhook webhook() {
    return new SlackWebhook(
        new HttpCalls(Duration.ofSeconds(20)), new Secret(slack.url() + "/services/T1"));
  }

  private static Message message(AlertView alert) {
    return Sample.message("bot", Kind.ALERT, alert);
  }

  private static Outbox.Due due(Message message, boolean doubtful, String reference) {
    return new Outbox.Due(7, message, 0, doubtful, reference);
  }

  private static Text text(String title, List<Row> rows) {
    return new Text(title, Mood.RED, List.of(item("press", rows)), "");
  }

  private static Item item(String headline, List<Row> rows) {
    return new Item(headline, rows, "http://look/?a=1&b=2", "http://act/?x=1");
  }
}
