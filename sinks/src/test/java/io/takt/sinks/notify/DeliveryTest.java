package io.takt.sinks.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.takt.schemas.AlertLink;
import io.takt.sinks.database.BackEnd;
import io.takt.sinks.database.Database;
import io.takt.sinks.database.SqlSession;
import io.takt.sinks.database.TestServer;
import io.takt.sinks.notify.Message.Kind;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Outbox and couriers on a real database, mail to a real server; the wall clock is the test's. */
class DeliveryTest {

  private static final AlertView ALERT =
      Sample.alert("long-stop", "press-01", "L1", "FAULT", Sample.NIGHT);
  private static final RoutingFile.Site SITE =
      new RoutingFile.Site(
          "Ulm",
          "Europe/Berlin",
          "https://takt.example",
          "https://grafana.example/d/asset?var-asset={asset}",
          24);

  private final Counts counts = new Counts();
  private Instant wall = Instant.parse("2026-03-02T02:37:00Z");
  private SqlSession sql;
  private DataSource database;
  private Outbox outbox;
  private GreenMail mail;

  @BeforeEach
  void begin() throws SQLException {
    TestServer server = TestServer.of(BackEnd.POSTGRESQL);
    sql = SqlSession.as(Database.OWNER, server);
    sql.execute(
        "TRUNCATE notification, notifier_state, asset, live, work_order, stop, alert_event, reason, ledger");
    database = server.login(Database.WRITER).orElseThrow().dataSource();
    outbox = new Outbox(database);
    mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
  }

  @AfterEach
  void end() throws SQLException {
    mail.stop();
    sql.close();
  }

  @Test
  void aContentIsKeptOnceHoweverOftenItIsDecided() throws SQLException {
    Message message = Sample.message("lead", Kind.ALERT, ALERT);
    keep(message);
    keep(message, Sample.message("shop", Kind.ALERT, ALERT));
    assertThat(sql.rows("SELECT receiver, status FROM notification ORDER BY id"))
        .extracting(row -> row.get("receiver"))
        .containsExactly("lead", "shop");
    assertThat(outbox.load().positions()).containsEntry(0, 5L);
  }

  @Test
  void killedBetweenSendingAndRecordingNothingIsLostAndOnlyTheOneInFlightMayDouble()
      throws Exception {
    keep(
        Sample.message("lead", Kind.ALERT, ALERT),
        Sample.message("lead", Kind.REPEAT, ALERT),
        Sample.message("lead", Kind.ESCALATION, ALERT));
    List<Long> arrived = new ArrayList<>();
    Courier killed =
        courier(
            "lead",
            (due, text) -> {
              arrived.add(due.id());
              throw new Killed();
            });
    try {
      killed.deliver();
    } catch (Killed theProcessEndsHere) {
      assertThat(arrived).hasSize(1);
    }
    List<Boolean> doubts = new ArrayList<>();
    Courier next =
        courier(
            "lead",
            (due, text) -> {
              arrived.add(due.id());
              doubts.add(due.doubtful());
              return "";
            });
    while (next.deliver()) {}
    assertThat(arrived).hasSize(4);
    assertThat(arrived.stream().distinct()).hasSize(3);
    assertThat(arrived.get(1)).isEqualTo(arrived.get(0));
    assertThat(doubts).containsExactly(true, false, false);
  }

  @Test
  void aReceiverThatFailsIsTriedWithGrowingPausesAndHindersNobody() throws Exception {
    keep(Sample.message("lead", Kind.ALERT, ALERT), Sample.message("shop", Kind.ALERT, ALERT));
    List<Instant> tries = new ArrayList<>();
    Courier failing =
        courier(
            "lead",
            (due, text) -> {
              tries.add(wall);
              throw new IOException("connection refused");
            });
    Courier working = courier("shop", (due, text) -> "");
    Instant began = wall;
    while (wall.isBefore(began.plusSeconds(3_600))) {
      failing.deliver();
      working.deliver();
      wall = wall.plusSeconds(tries.size() < 4 ? 1 : 60);
    }
    assertThat(counts.all()).containsEntry("sent.shop", 1L);
    assertThat(tries.subList(0, 4))
        .extracting(at -> Duration.between(began, at).toSeconds())
        .containsExactly(0L, 1L, 3L, 7L);
    assertThat(tries).hasSizeBetween(15, 25);
    Courier mended = courier("lead", (due, text) -> "m1");
    wall = wall.plusSeconds(300);
    assertThat(mended.deliver()).isTrue();
    assertThat(sql.row("SELECT status, reference FROM notification WHERE receiver = 'lead'"))
        .containsEntry("status", "SENT")
        .containsEntry("reference", "m1");
  }

  @Test
  void slackBusyFailingAndSilentEndsWithOneMessage() throws Exception {
    try (LocalServer slack =
        new LocalServer().otherwise("{\"ok\":true,\"channel\":\"C1\",\"ts\":\"1.1\"}")) {
      slack.answersTooMany("120").answers(500, "");
      keep(Sample.message("lead", Kind.ALERT, ALERT));
      Courier courier =
          courier(
              "lead",
              new SlackBot(
                  new HttpCalls(Duration.ofSeconds(2)), slack.url(), "C1", new Secret("xoxb")));
      courier.deliver();
      wall = wall.plusSeconds(119);
      assertThat(courier.deliver()).isFalse();
      wall = wall.plusSeconds(1);
      courier.deliver();
      wall = wall.plusSeconds(10);
      courier.deliver();
      assertThat(slack.requests())
          .extracting(LocalServer.Request::path)
          .containsExactly(
              "/chat.postMessage",
              "/chat.postMessage",
              "/conversations.history",
              "/chat.postMessage");
      assertThat(sql.row("SELECT status, attempts, reference FROM notification"))
          .hasToString("{status=SENT, attempts=3, reference=C1|1.1}");
    }
  }

  @Test
  void theMailTellsTheShiftLeadWhatToGetUpFor() throws Exception {
    plant();
    keep(Sample.message("lead", Kind.ALERT, ALERT));
    Courier courier = courier("lead", email());
    assertThat(courier.deliver()).isTrue();
    AlertView over = Sample.in(ALERT, "CLEARED", Sample.NIGHT + 40 * 60_000);
    keep(Sample.message("lead", Kind.ALERT, over));
    assertThat(courier.deliver()).isTrue();

    MimeMessage[] received = mail.getReceivedMessages();
    assertThat(received).hasSize(2);
    MimeMessage first = received[0];
    MimeMultipart parts = (MimeMultipart) first.getContent();
    String plain = parts.getBodyPart(0).getContent().toString().replace("\r\n", "\n");
    String html = parts.getBodyPart(1).getContent().toString();
    System.out.println("Subject: " + first.getSubject() + "\n\n" + plain);
    System.out.println("Subject: " + received[1].getSubject());
    assertThat(parts.getContentType()).startsWith("multipart/alternative");
    assertThat(first.getSubject()).isEqualTo("[FAULT] press-01 has stood since 02:14 (line L1)");
    assertThat(received[1].getSubject())
        .isEqualTo("[OK] press-01 has stood since 02:14 (line L1): over after 40 min");
    assertThat(plain)
        .contains("Where: Press <1> (press-01), line L1, Ulm")
        .contains("State: FAULT, since Mon 2 Mar 03:14 (23 min), nobody has acknowledged")
        .contains("Order at risk: 4711 (bolt), due Mon 2 Mar 06:00, 340 of 1200 made")
        .contains("Last time: Fri 27 Feb 11:00, over after 18 min; it was: Tool broken")
        .contains("Look: https://grafana.example/d/asset?var-asset=press-01")
        .contains(
            "Acknowledge or shelve: https://takt.example/alerts/act?alert=long-stop%7Cpress-01");
    assertThat(html).contains("Press &lt;1&gt;").contains(Text.Mood.RED.colour());
    assertThat(first.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(received[1].getHeader("References")).isEqualTo(first.getHeader("References"));
    assertThat(first.getMessageID()).isNotEqualTo(received[1].getMessageID());
  }

  @Test
  void aMailTriedTwiceHasTheSameIdentity() throws Exception {
    Outbox.Due due = new Outbox.Due(7, Sample.message("lead", Kind.ALERT, ALERT), 0, false, "");
    Text text = new Text("a\nb", Text.Mood.RED, List.of(), "c");
    assertThat(email().send(due, text)).isEqualTo(email().send(due, text));
    assertThat(mail.getReceivedMessages()[0].getSubject()).isEqualTo("a b");
  }

  @Test
  void aMailServerThatIsDownForAnHourGetsTheMailAfterIt() throws Exception {
    keep(Sample.message("lead", Kind.ALERT, ALERT));
    Courier courier = courier("lead", email());
    int port = mail.getSmtp().getPort();
    mail.stop();
    Instant began = wall;
    while (wall.isBefore(began.plusSeconds(3_600))) {
      courier.deliver();
      wall = wall.plusSeconds(60);
    }
    mail = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    wall = wall.plusSeconds(300);
    courier.deliver();
    assertThat(mail.getReceivedMessages()).hasSize(1);
    assertThat(sql.row("SELECT status FROM notification")).containsEntry("status", "SENT");
    assertThat(counts.all().get("failed.lead")).isBetween(10L, 30L);
  }

  @Test
  void aWebhookGetsJsonWithAKeyThatTellsARepetition() throws Exception {
    try (LocalServer program = new LocalServer()) {
      keep(Sample.message("lead", Kind.ALERT, ALERT));
      courier(
              "lead",
              new Webhook(
                  new HttpCalls(Duration.ofSeconds(2)), program.url() + "/hook", new Secret("t")))
          .deliver();
      LocalServer.Request request = program.requests().get(0);
      assertThat(request.headers().get("Idempotency-key").get(0)).startsWith("takt-");
      assertThat(request.headers().get("Authorization")).containsExactly("Bearer t");
      assertThat(request.body())
          .contains("\"title\":\"[FAULT] press-01 has stood since 02:14 (line L1)\"")
          .contains("\"fingerprint\":\"long-stop|press-01\"");
    }
  }

  private void plant() throws SQLException {
    sql.execute(
        "INSERT INTO asset (asset_id, name, enterprise, site, area, line, line_exit, asset_class, zone, calendar,"
            + " minor_stop_below_ms, min_run_ms, pieces_per_cycle, counter, state_map) VALUES ('press-01', 'Press <1>',"
            + " 'e', 'Ulm', 'shop', 'L1', true, 'press', 'Europe/Berlin', 'c', 300000, 0, 1, '{}', '{}')");
    sql.execute(
        "INSERT INTO live (asset_id, as_of, revision, state, state_since, category, work_order, facts, duplicates)"
            + " VALUES ('press-01', '2026-03-02 02:37Z', 1, 'FAULTED', '2026-03-02 02:14Z', 'UNPLANNED_STOP', '4711', 1, 0)");
    sql.execute(
        "INSERT INTO work_order (work_order, operation, work_centre, product, quantity, due, status, excluded_from_oee,"
            + " source_version) VALUES ('4711', '10', 'L1', 'bolt', 1200, '2026-03-02 05:00Z', 'STARTED', false, 1)");
    sql.execute(
        "INSERT INTO ledger (asset_id, minute, ordinal, slice_start, slice_end, duration_ms, state, category, extra,"
            + " business_date, work_order, ideal_ms, unrated_total, unseen_total, total, good, scrap, rework, provisional,"
            + " revision) VALUES ('press-01', '2026-03-02 01:00Z', 0, '2026-03-02 01:00Z', '2026-03-02 01:01Z', 60000,"
            + " 'PRODUCING', 'RUNNING', false, '2026-03-02', '4711', 0, 0, 0, 340, 340, 0, 0, false, 1)");
    sql.execute(
        "INSERT INTO reason (reason, text, offered) VALUES ('R1', '{\"en\": \"Tool broken\"}', true)");
    sql.execute(
        "INSERT INTO stop (asset_id, started_at, ended_at, state, category, reason, revision) VALUES"
            + " ('press-01', '2026-02-27 09:50Z', '2026-02-27 10:18Z', 'FAULTED', 'UNPLANNED_STOP', 'R1', 1)");
    for (String state : List.of("ACTIVE_UNACKNOWLEDGED", "CLEARED")) {
      sql.execute(
          "INSERT INTO alert_event (fingerprint, since, state, rule, asset_id, started_at, active_at, severity, summary,"
              + " acknowledged_by, suppressed_by) VALUES ('long-stop|press-01', ?::timestamptz, ?, 'long-stop', 'press-01',"
              + " '2026-02-27 09:50Z', '2026-02-27 10:00Z', 'FAULT', 's', '', '')",
          state.equals("CLEARED") ? "2026-02-27 10:18Z" : "2026-02-27 10:00Z",
          state);
    }
  }

  private void keep(Message... messages) throws SQLException {
    outbox.keep(Map.of(0, 5L), new Memory(), List.of(messages), List.of(), wall);
  }

  private Email email() {
    return new Email(
        "127.0.0.1",
        mail.getSmtp().getPort(),
        "none",
        null,
        null,
        "takt@plant.example",
        List.of("lead@plant.example"));
  }

  private Courier courier(String receiver, Transport transport) {
    InstantSource now = () -> wall;
    Editor editor = new Editor(new Facts(database), SITE, new AlertLink("0123456789abcdef"), now);
    return new Courier(receiver, outbox, transport, editor, now, counts);
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
