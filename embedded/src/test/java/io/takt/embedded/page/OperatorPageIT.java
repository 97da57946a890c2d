package io.takt.embedded.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.takt.avro.OperatorEvent;
import io.takt.embedded.EmbeddedStack;
import io.takt.embedded.StackForTests;
import io.takt.embedded.StackListener;
import io.takt.embedded.StackSettings;
import io.takt.embedded.run.GatewayAccess;
import io.takt.embedded.run.PlantStack;
import io.takt.ingest.gateway.Gateway;
import io.takt.ingest.gateway.access.AssetScope;
import io.takt.ingest.gateway.access.Operator;
import io.takt.ingest.gateway.access.Operators;
import io.takt.ingest.gateway.access.Role;
import io.takt.ingest.gateway.access.SecretHash;
import io.takt.ingest.gateway.access.Tokens;
import io.takt.ingest.gateway.plant.PlantTime;
import io.takt.ingest.kafka.KafkaFactPublisher;
import io.takt.jobs.oee.PlantClock;
import io.takt.sinks.database.Database;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The operator page in a real browser, through the real gateway, Kafka and job into the database.
 * Its pictures are in {@code target/page}.
 */
class OperatorPageIT {

  private static final int[][] SIZES = {{1280, 800}, {800, 1280}, {390, 844}};
  private static final long PATIENCE_MS = 60_000;

  private static EmbeddedStack stack;
  private static KafkaFactPublisher publisher;
  private static Gateway gateway;
  private static Connection database;
  private static Chromium browser;
  private static int presses;

  private final List<String> complaints = new ArrayList<>();
  private Wire wire;
  private Tab tab;
  private String asset;
  private Press press;

  @BeforeAll
  static void start() throws Exception {
    Path directory = StackForTests.freshDirectory("page");
    // First, since without it all the rest is in vain.
    browser = Chromium.start(directory.resolve("browser"));
    stack =
        EmbeddedStack.start(
            StackSettings.in(directory.resolve("stack")).onAnyPorts(), StackListener.silent());
    PlantStack plant = PlantStack.install(stack);
    PlantClock clock =
        new PlantClock(System.currentTimeMillis(), Press.NOW.toEpochMilli(), 1, Long.MAX_VALUE);
    var unused = plant.startOee(clock);
    publisher = KafkaFactPublisher.connect(stack.bootstrapServers(), stack.registry());
    SecretHash badge = SecretHash.of("4711".toCharArray());
    gateway =
        plant.startGateway(
            new PlantTime(() -> Instant.ofEpochMilli(clock.now(System.currentTimeMillis())), 1),
            new GatewayAccess(
                new Tokens.Builder().build(),
                new Operators(
                    List.of(
                        person("op-17", "Ayşe Yılmaz", SecretHash.of("1717".toCharArray()), badge),
                        person("op-18", "Jürgen Groß", null, badge.alike("4712".toCharArray()))))));
    database =
        DriverManager.getConnection(
            stack.database().jdbcUrl(), Database.READER, stack.secrets().reader());
  }

  private static Operator person(String id, String name, SecretHash pin, SecretHash badge) {
    return new Operator(id, name, Role.OPERATOR, AssetScope.ALL, pin, badge);
  }

  @AfterAll
  static void end() throws Exception {
    if (browser != null) {
      browser.close();
    }
    for (AutoCloseable part : new AutoCloseable[] {database, gateway, publisher, stack}) {
      if (part != null) {
        part.close();
      }
    }
  }

  @BeforeEach
  void openThePage() throws Exception {
    asset = "PR-" + ++presses;
    press = new Press(publisher, asset);
    wire = new Wire(URI.create(gateway.url()).getPort());
    tab = browser.newTab();
    tab.size(1280, 800);
  }

  @AfterEach
  void cutTheWire() throws IOException {
    wire.close();
  }

  @Test
  void whatIsEnteredIsInTheDatabaseOnceAlsoWhenTheNetworkIsLostInBetween() throws Exception {
    press.tell(true);
    logIn();

    tab.tap("#likely-JAM");
    tab.awaitText(".stop .given", "Jam");
    awaitSql(
        "JAM",
        "SELECT reason FROM stop_allocation WHERE asset_id = ? AND started_at = '2026-03-02T12:16:00Z'");

    tab.tap("[id='split-2026-03-02T10:00:00.000Z']");
    // By the keyboard: one minute later, then back.
    tab.focus("[role=slider]");
    tab.key("ArrowRight");
    tab.await("document.querySelector('[role=slider]').ariaValueText === '11:16:00'");
    tab.key("ArrowLeft");
    tab.tap("#part-reason-0");
    tab.tap("#pick-JAM");
    tab.tap("#part-reason-1");
    tab.tap("#pick-MATERIAL");
    tab.tap("#split-save");
    awaitSql(
        "10:00-10:15 JAM, 10:15-10:30 MATERIAL",
        "SELECT string_agg(to_char(alloc_start AT TIME ZONE 'UTC', 'HH24:MI-') || to_char(alloc_end AT TIME ZONE 'UTC', 'HH24:MI ') || reason, ', ' ORDER BY alloc_start)"
            + " FROM stop_allocation WHERE asset_id = ? AND started_at = '2026-03-02T10:00:00Z'");

    tab.tap("#scrap");
    tab.tap("#parts-3");
    awaitSql("3", "SELECT sum(scrap)::int FROM ledger WHERE asset_id = ?");

    wire.cut();
    tab.await("document.getElementById('age').className === 'offline'");
    tab.tap("#rework");
    tab.tap("#parts-2");
    tab.tap("#tick-all");
    tab.tap("#code-ticked");
    tab.tap("#dialog-tree-ORG");
    tab.tap("#dialog-tree-CLEAN");
    tab.awaitText("#outbox", "3");
    tab.reload();
    tab.awaitText("#outbox", "3");
    tab.awaitText("#age", "As of");
    assertThat(sql("SELECT coalesce(sum(rework), 0)::int FROM ledger WHERE asset_id = ?"))
        .isEqualTo("0");

    wire.mend();
    tab.await("!document.getElementById('outbox')");
    awaitSql("2", "SELECT sum(rework)::int FROM ledger WHERE asset_id = ?");
    awaitSql("2", "SELECT count(*) FROM stop WHERE asset_id = ? AND reason = 'CLEAN'");
    assertThat(sql("SELECT sum(scrap)::int FROM ledger WHERE asset_id = ?")).isEqualTo("3");
    List<OperatorEvent> entered = EnteredOnThePage.of(stack, asset);
    assertThat(entered.stream().map(OperatorPageIT::briefly))
        .containsExactlyInAnyOrder(
            "REASON_GIVEN JAM",
            "STOP_SPLIT",
            "REASON_GIVEN JAM",
            "REASON_GIVEN MATERIAL",
            "SCRAP_REPORTED 3.0",
            "REWORK_REPORTED 2.0",
            "REASON_GIVEN CLEAN",
            "REASON_GIVEN CLEAN");
    assertThat(entered.stream().map(OperatorEvent::getEventId)).doesNotHaveDuplicates();
    assertThat(entered)
        .allSatisfy(entry -> assertThat(entry.getOperator()).isEqualTo("op-17"))
        .allSatisfy(entry -> assertThat(entry.getAt()).isBefore(entry.getArrivedAt()));
    assertThat(browser.failures()).isEmpty();
  }

  @Test
  void anEntryWhoseAcknowledgementIsLostCountsOnce() throws Exception {
    press.tell(true);
    logIn();
    wire.swallowAnswers();
    tab.tap("#scrap");
    tab.tap("#parts-5");
    awaitSql("5", "SELECT sum(scrap)::int FROM ledger WHERE asset_id = ?");
    tab.awaitText("#outbox", "1");
    wire.cut();
    wire.mend();
    tab.await("!document.getElementById('outbox')");
    assertThat(EnteredOnThePage.of(stack, asset)).hasSize(1);
    assertThat(sql("SELECT sum(scrap)::int FROM ledger WHERE asset_id = ?")).isEqualTo("5");
  }

  @Test
  void whatIsTakenBackIsBookedAsIfItHadNeverBeenSaid() throws Exception {
    press.tell(true);
    logIn();
    tab.tap("#likely-JAM");
    awaitSql("JAM", "SELECT reason FROM stop WHERE asset_id = ? AND ended_at IS NULL");
    tab.tap(".notice .undo");
    awaitSql(
        "none",
        "SELECT coalesce(reason, 'none') FROM stop WHERE asset_id = ? AND ended_at IS NULL");
    tab.awaitText(".entries", "taken back");
  }

  @Test
  void entriesOfAnOperatorWaitForThatOperator() throws Exception {
    press.tell(true);
    logIn();
    wire.cut();
    tab.await("document.getElementById('age').className === 'offline'");
    tab.tap("#scrap");
    tab.tap("#parts-4");
    tab.awaitText("#outbox", "1");
    // The session is ended elsewhere; the page learns of it when the network is back.
    tab.evaluate(
        "localStorage.setItem('takt.session', JSON.stringify({operator: 'op-18', name: 'Jürgen Groß', role: 'OPERATOR'}))");
    tab.reload();
    tab.tap("#outbox");
    tab.awaitText("dialog", "op-17");
    tab.key("Escape");
    tab.evaluate(
        "localStorage.setItem('takt.session', JSON.stringify({operator: 'op-17', name: 'Ayşe Yılmaz', role: 'OPERATOR'}))");
    tab.reload();
    wire.mend();
    awaitSql("4", "SELECT sum(scrap)::int FROM ledger WHERE asset_id = ?");
  }

  @Test
  void aWrongPinIsRefusedInWordsAndARightOneLogsIn() throws Exception {
    press.tell(true);
    tab.open(wire.url());
    tab.focus("#operator");
    tab.type("op-17");
    tab.focus("#pin");
    tab.type("1234");
    tab.key("Enter");
    tab.awaitText("[role=alert]", "not known");
    tab.focus("#operator");
    tab.type("op-17");
    for (int digit : new int[] {1, 7, 1, 7}) {
      tab.tap("#key-" + digit);
    }
    tab.tap("#by-pin [type=submit]");
    tab.await("!!document.getElementById('person')");
    tab.tap("#person");
    tab.tap("#log-out");
    tab.await("!!document.getElementById('badge')");
  }

  @Test
  void everyViewIsLegibleTouchableAndNamedOnTabletAndPhone() throws Exception {
    press.tell(true);
    tab.open(wire.url());
    tab.await("!!document.getElementById('badge')");
    look("log-in");
    badge();
    tab.await("!!document.querySelector('.choose')");
    look("machines");
    choose();
    tab.await("!!document.getElementById('likely-JAM')");
    look("open-stop");
    tab.tap("#reason-tree");
    look("reasons");
    tab.tap("#dialog-tree-TECH");
    look("reasons-below");
    tab.key("Escape");
    tab.tap("#split-open");
    tab.tap("#cut-add");
    tab.tap("#part-reason-0");
    tab.tap("#pick-JAM");
    tab.await("document.querySelectorAll('dialog').length === 1");
    look("split");
    String before = tab.evaluate("document.querySelector('[role=slider]').ariaValueNow").asText();
    tab.drag("[role=slider]", -40);
    assertThat(tab.evaluate("document.querySelector('[role=slider]').ariaValueNow").asText())
        .as("a finger moved the cut")
        .isNotEqualTo(before);
    tab.key("Escape");
    tab.tap("#tick-all");
    look("several-stops");
    tab.tap("#all-stops");
    tab.await("document.querySelectorAll('dialog li').length > 5");
    look("all-stops");
    tab.key("Escape");
    tab.tap("#scrap");
    look("scrap");
    tab.key("Escape");
    tab.tap("#order");
    look("order");
    tab.key("Escape");
    tab.tap("#note-open");
    look("note");
    tab.key("Escape");
    tab.tap("#person");
    look("person");
    tab.tap("#language");
    tab.awaitText(".state", "Störung");
    look("german");
    tab.darkScheme(true);
    look("german-dark");
    tab.tap("#scrap");
    look("dark-scrap");
    tab.key("Escape");
    tab.tap("#person");
    tab.tap("#language");
    tab.darkScheme(false);
    wire.cut();
    tab.await("document.getElementById('age').className === 'offline'");
    tab.tap("#scrap");
    tab.tap("#parts-2");
    tab.awaitText("#outbox", "1");
    look("offline");
    tab.tap("#outbox");
    look("queue");
    assertThat(complaints).isEmpty();
    assertThat(browser.failures()).isEmpty();
  }

  @Test
  void aRunningMachineShowsItsOrderAndShift() throws Exception {
    press.tell(false);
    logIn();
    tab.awaitText(".order", "of 1,000");
    tab.awaitText(".shift", "OEE");
    look("running");
    assertThat(complaints).isEmpty();
    assertThat(tab.evaluate("document.querySelector('#asset b').textContent").asText())
        .isEqualTo("Press <i>1</i>");
  }

  private static String briefly(OperatorEvent entry) {
    Object detail = entry.getReason() == null ? entry.getQuantity() : entry.getReason();
    return entry.getKind() + (detail == null ? "" : " " + detail);
  }

  private void logIn() {
    tab.open(wire.url());
    badge();
    choose();
  }

  private void badge() {
    // A reader types, and ends with Enter; the field has the focus.
    tab.await("document.activeElement?.id === 'badge'");
    tab.type("4711");
    tab.key("Enter");
  }

  private void choose() {
    tab.tap("#asset-" + asset);
    tab.await(
        "!!document.querySelector('.state h1') && !document.querySelector('.state .unknown')");
    tab.await("document.querySelectorAll('.uncoded li').length > 1");
  }

  private void look(String view) throws IOException {
    for (int[] size : SIZES) {
      tab.size(size[0], size[1]);
      tab.await("innerWidth === " + size[0]);
      String name = view + "-" + size[0] + "x" + size[1];
      tab.screenshot(Path.of("target", "page", name + ".png"));
      tab.complaints().forEach(complaint -> complaints.add(name + ": " + complaint));
    }
    tab.size(SIZES[0][0], SIZES[0][1]);
  }

  private String sql(String query) throws SQLException {
    try (var statement = database.prepareStatement(query)) {
      statement.setString(1, asset);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getString(1) : null;
      }
    }
  }

  /** Waits until the database says so: what the page enters goes through Kafka and the job. */
  private void awaitSql(String expected, String query) throws Exception {
    long until = System.nanoTime() + PATIENCE_MS * 1_000_000;
    String found = sql(query);
    while (!expected.equals(found) && System.nanoTime() < until) {
      // The database waits, not a thread of ours.
      sql("SELECT pg_sleep(0.2), ?");
      found = sql(query);
    }
    assertThat(found).as(query).isEqualTo(expected);
  }
}
